import { l10n, ThemeColor, ThemeIcon } from 'vscode';
import type { MarkdownString } from 'vscode';
import { formatDelta, formatMetric } from '../../core/judging/compare/report/format-metric.ts';
import type { Experiment, Variant } from '../../core/formats/experiment/experiment.ts';
import type { LoadedRun } from '../../core/workspace/runs/load-runs.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';
import type { SupersededRun } from '../../core/workspace/runs/current/settle-runs.ts';
import { supersededWords } from '../../core/workspace/runs/current/superseded-words.ts';
import { primaryMetric, summarizeRuns } from '../../core/workspace/runs/run-summary.ts';
import type { RunSummary, VariantSummary } from '../../core/workspace/runs/run-summary.ts';
import type { ExperimentSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { MatrixCell } from '../model/running-matrix.ts';
import { tooltip } from './tooltip.ts';
import { treeElement } from './tree-element.ts';
import type { TreeElement } from './tree-element.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { View } from './tree.ts';
import { unreadElements } from './unread-elements.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** Month, experiment, variant, run, artifact. */
export const experimentsView: View = {
	id: 'stagemark.experiments',
	async roots(model, filter) {
		const facts = await model.load();
		const { experiments, config } = facts;
		const months = Map.groupBy(
			experiments.filter(summary => matches(summary, filter)),
			summary => monthOf(summary, config.experiments),
		);
		const newestFirst = [...months].sort(([one], [other]) => other.localeCompare(one));
		return [
			...newestFirst.map(([month, members], position) => monthElement(model, month, members, position === 0)),
			...unreadElements(model, facts, config.experiments),
		];
	},
};

function matches({ folder, experiment }: ExperimentSummary, filter: string): boolean {
	const { id, name = '', status, owner = '', tags = [], variants } = experiment;
	const prompts = Object.values(variants).map(variant => variant.prompt);
	return [folder, id, name, status, owner, ...tags, ...Object.keys(variants), ...prompts].some(text =>
		text.toLowerCase().includes(filter),
	);
}

/** `2025-01`, from the folder the experiment stands in or from its start; else the folder it was put in, '' for none. */
function monthOf({ folder, experiment }: ExperimentSummary, root: string): string {
	const parents = folder
		.slice(root.length + 1)
		.split('/')
		.slice(0, -1);
	return parents.find(name => /^\d{4}-\d{2}$/.test(name)) ?? experiment.start_date?.slice(0, 7) ?? parents.join('/');
}

function monthElement(model: WorkspaceModel, month: string, members: readonly ExperimentSummary[], isExpanded: boolean): TreeElement {
	return treeElement({
		id: `${model.folder.uri.toString()}#month/${month}`,
		label: month === '' ? l10n.t('No date') : month,
		description: String(members.length),
		icon: new ThemeIcon('calendar'),
		target: { folder: model.folder.uri.toString() },
		isExpanded,
		children: async () => {
			const newestFirst = [...members].sort((one, other) => other.folder.localeCompare(one.folder));
			return Promise.all(newestFirst.map(summary => experimentElement(model, summary)));
		},
	});
}

async function experimentElement(model: WorkspaceModel, summary: ExperimentSummary): Promise<TreeElement> {
	const { experiment } = summary;
	const cells = model.running.cellsOf(experiment.id);
	const runs = await model.runsOf(summary.folder);
	const superseded = new Map((await model.supersededOf(summary)).map(each => [each.run, each]));
	const results = summarizeRuns(
		experiment,
		runs.map(run => run.record),
		new Set([...superseded.values()].filter(({ remaining }) => remaining === 0).map(({ run }) => run)),
	);
	const leader = await leaderOf(model, summary, results);
	return treeElement({
		id: `${model.folder.uri.toString()}#experiment/${summary.folder}`,
		label: experiment.name === undefined ? experiment.id : `${experiment.id} ${experiment.name}`,
		description: joinFacts(leader?.words, statusWord(experiment.status), progressOf(cells)),
		icon: statusIcon(experiment.status),
		context: cells.length === 0 ? 'experiment' : 'experimentRunning',
		tooltip: tooltip(experiment.name ?? experiment.id, [
			[l10n.t('Status'), statusWord(experiment.status)],
			[l10n.t('Hypothesis'), experiment.hypothesis],
			[l10n.t('Owner'), experiment.owner],
			[l10n.t('Dataset'), experiment.dataset?.path ?? experiment.dataset?.dvc],
			[l10n.t('Runs'), String(results.runCount)],
			[l10n.t('Best variant'), leader && `${leader.variant}: ${leader.metric} ${leader.words}`],
		]),
		target: { folder: model.folder.uri.toString(), uri: model.uriOf(summary.path).toString(), experiment: experiment.id },
		children: () => Promise.resolve(results.variants.map(variant => variantElement(model, summary, { runs, superseded }, variant))),
	});
}

/** The candidate with the best mean: how far it is from the baseline, and what the comparison says of that. */
async function leaderOf(
	model: WorkspaceModel,
	summary: ExperimentSummary,
	{ primaryMetric: metric, primaryDelta: best }: RunSummary,
): Promise<{ readonly variant: string; readonly metric: string; readonly words: string } | undefined> {
	if (metric === undefined || best === undefined) return undefined;
	const verdict = (await model.verdictsOf(summary)).find(({ variant }) => variant === best.variant);
	const words = joinFacts(formatDelta(metric.name, verdict?.delta ?? best.delta), verdict && model.translate(verdict.words));
	return { variant: best.variant, metric: metric.name, words };
}

interface ListedRuns {
	readonly runs: readonly LoadedRun[];
	/** By run: what counts in its place. */
	readonly superseded: ReadonlyMap<string, SupersededRun>;
}

function variantElement(
	model: WorkspaceModel,
	{ experiment, folder }: ExperimentSummary,
	{ runs, superseded }: ListedRuns,
	results: VariantSummary,
): TreeElement {
	const { variant: name, isBaseline, runCount, primaryMean } = results;
	const declared: Variant | undefined = ownValue(experiment.variants, name);
	const metric = primaryMetric(experiment)?.name;
	const mean = metric === undefined || primaryMean === undefined ? undefined : formatMetric(metric, primaryMean);
	const own = runs.filter(run => run.record.variant === name);
	return treeElement({
		id: `${model.folder.uri.toString()}#experiment/${folder}/${name}`,
		label: name,
		description: joinFacts(isBaseline ? l10n.t('baseline') : undefined, mean, countRuns(runCount), declared?.prompt),
		icon: new ThemeIcon(isBaseline ? 'pinned' : 'beaker'),
		context: 'variant',
		tooltip: variantTooltip(experiment, results, mean && `${metric ?? ''} ${mean}`),
		target: { folder: model.folder.uri.toString(), experiment: experiment.id, variant: name },
		children: () =>
			Promise.resolve([
				...cellElements(model, experiment, name),
				...own.map(run => runElement(model, experiment, run, superseded.get(run.record.id))).reverse(),
			]),
	});
}

/** `3 of 20 done` while an experiment is running. */
function progressOf(cells: readonly MatrixCell[]): string | undefined {
	if (cells.length === 0) return undefined;
	return l10n.t('{0} of {1} done', cells.filter(({ state }) => state === 'done').length, cells.length);
}

/** What of a variant is running or waits for its turn. What is done stands there as a run. */
function cellElements(model: WorkspaceModel, { id }: Experiment, variant: string): readonly TreeElement[] {
	const open = model.running.cellsOf(id).filter(cell => cell.variant === variant && cell.state !== 'done');
	return open.map(({ seed, state }) =>
		treeElement({
			id: `${model.folder.uri.toString()}#running/${id}/${variant}/${seed ?? ''}`,
			label: seed === null ? variant : l10n.t('seed {0}', seed),
			description: state === 'running' ? l10n.t('running') : l10n.t('waiting'),
			icon: state === 'running' ? new ThemeIcon('loading~spin') : new ThemeIcon('watch'),
			context: 'runningCell',
			target: { folder: model.folder.uri.toString(), experiment: id, variant },
		}),
	);
}

function variantTooltip(experiment: Experiment, { variant, runCount }: VariantSummary, mean: string | undefined): MarkdownString {
	const declared: Variant | undefined = ownValue(experiment.variants, variant);
	return tooltip(variant, [
		[l10n.t('Prompt'), declared?.prompt],
		[l10n.t('Model'), declared?.model ?? experiment.model],
		[l10n.t('Runs'), String(runCount)],
		[l10n.t('Mean'), mean],
		[l10n.t('About'), declared === undefined ? l10n.t('Not in the methodology; only runs name it.') : declared.description],
	]);
}

function countRuns(count: number): string {
	if (count === 0) return l10n.t('no runs');
	return count === 1 ? l10n.t('1 run') : l10n.t('{0} runs', count);
}

function runElement(model: WorkspaceModel, experiment: Experiment, run: LoadedRun, superseded: SupersededRun | undefined): TreeElement {
	const { record } = run;
	const children = artifactElements(model, run);
	return treeElement({
		id: `${model.folder.uri.toString()}#run/${run.folder}`,
		label: record.seed === null ? record.id : l10n.t('seed {0}', record.seed),
		description: describeRun(record, experiment, superseded),
		icon: runIcon(record.status),
		context: 'run',
		tooltip: tooltip(record.id, [
			[l10n.t('Status'), runStatusWord(record.status)],
			[l10n.t('Does not count'), superseded && model.translate(supersededWords(superseded))],
			[l10n.t('Recorded by'), record.recorded_by],
			[l10n.t('Prompt'), record.prompt === null ? undefined : `${record.prompt.name}@${record.prompt.version ?? '?'}`],
			[l10n.t('Model'), record.model ?? undefined],
			[l10n.t('Commit'), record.git?.commit?.slice(0, 10)],
			...Object.entries(record.metrics).map(([name, each]) => [name, formatMetric(name, each)] as const),
		]),
		opens: model.uriOf(`${run.folder}/run.json`),
		target: { folder: model.folder.uri.toString(), experiment: experiment.id, variant: record.variant, run: record.id },
		...(children.length === 0 ? {} : { children: () => Promise.resolve(children) }),
	});
}

/** The primary metric, the day, and that the run does not count where it does not. */
function describeRun(record: RunRecord, experiment: Experiment, superseded: SupersededRun | undefined): string {
	const metric = primaryMetric(experiment);
	const value = metric === undefined ? undefined : ownValue(record.metrics, metric.name);
	return joinFacts(
		metric === undefined || value === undefined ? undefined : formatMetric(metric.name, value),
		record.started_at?.slice(0, 10),
		superseded && l10n.t('superseded'),
	);
}

function artifactElements(model: WorkspaceModel, { record, folder, hasSamples }: LoadedRun): readonly TreeElement[] {
	const names = [...(hasSamples ? ['samples.jsonl'] : []), ...record.artifacts.map(artifact => artifact.path)];
	return names.map(name =>
		treeElement({
			id: `${model.folder.uri.toString()}#file/${folder}/${name}`,
			label: name,
			icon: new ThemeIcon(name === 'samples.jsonl' ? 'list-unordered' : 'file'),
			context: 'artifact',
			opens: model.uriOf(`${folder}/${name}`),
			target: { folder: model.folder.uri.toString() },
		}),
	);
}

/** What is known, in one line. */
function joinFacts(...facts: readonly (string | undefined)[]): string {
	return facts.filter(fact => fact !== undefined).join(' · ');
}

function statusWord(status: Experiment['status']): string {
	switch (status) {
		case 'planned':
			return l10n.t('planned');
		case 'running':
			return l10n.t('running');
		case 'completed':
			return l10n.t('completed');
		case 'failed':
			return l10n.t('failed');
	}
}

function statusIcon(status: Experiment['status']): ThemeIcon {
	switch (status) {
		case 'planned':
			return new ThemeIcon('circle-outline');
		case 'running':
			return new ThemeIcon('play-circle', new ThemeColor('charts.blue'));
		case 'completed':
			return new ThemeIcon('pass', new ThemeColor('charts.green'));
		case 'failed':
			return new ThemeIcon('error', new ThemeColor('charts.red'));
	}
}

function runStatusWord(status: RunRecord['status']): string {
	return status === 'cancelled' ? l10n.t('cancelled') : statusWord(status);
}

function runIcon(status: RunRecord['status']): ThemeIcon {
	return status === 'cancelled' ? new ThemeIcon('circle-slash') : statusIcon(status);
}
