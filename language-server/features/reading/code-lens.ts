import { formatMetric } from '../../../core/judging/compare/report/format-metric.ts';
import type { PrimaryVerdict } from '../../../core/judging/compare/primary-verdicts.ts';
import type { Experiment, ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { staleEvidence } from '../../../core/use-cases/verify/stale-evidence.ts';
import type { RunRecord } from '../../../core/formats/run/run-record.ts';
import { summarizePromptRuns, summarizeRuns } from '../../../core/workspace/runs/run-summary.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import type { CodeLens, CodeLensSubject, ResolvedCodeLens } from '../editing/editing-service.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/**
 * The lines above a prompt and above each variant of an experiment. Those that tell of runs have their place only; `describeLens`
 * reads the runs and fills them in when they come into view.
 */
export function codeLensesOf(document: ParsedDocument, facts: WorkspaceFacts): readonly CodeLens[] {
	if (document.kind === 'prompt') return promptLenses(document.value, facts);
	return document.kind === 'experiment' ? variantLenses(document.value) : [];
}

/** What was measured, for the lines above what it was measured on. */
export interface LensResults {
	readonly runs: readonly RunRecord[];
	/** Of the experiment that is shown; none for a prompt. */
	readonly verdicts: readonly PrimaryVerdict[];
	/** Ids of runs in whose place others count. */
	readonly uncounted: ReadonlySet<string>;
}

/** What was measured and where it is served, with the comparison as its action when there is something to compare. */
export function describeLens(
	document: ParsedDocument,
	subject: CodeLensSubject,
	facts: WorkspaceFacts,
	results: LensResults,
): Pick<ResolvedCodeLens, 'title' | 'command'> | undefined {
	if (document.kind === 'prompt' && subject.kind === 'prompt') return describePrompt(document.value, facts, results);
	if (document.kind !== 'experiment' || subject.kind !== 'variant' || document.value.value === undefined) return undefined;
	return describeVariant(document.value.value, subject.variant, results);
}

function promptLenses(prompt: Prompt, facts: WorkspaceFacts): readonly CodeLens[] {
	const { name, version } = identityOf(prompt, facts);
	const range = { start: 0, end: 0 };
	if (version === undefined) return [];
	const reference = { reference: `${name}@${version}`, prompt: name, version };
	return [
		{ range, subject: { kind: 'prompt' } },
		...diffLenses(range, name, version, facts),
		{ range, title: 'Promote…', command: { id: 'stagemark.promote', arguments: [reference] } },
	];
}

/** As it is listed, which the names of its neighbours may have a say in. */
function identityOf(prompt: Prompt, facts: WorkspaceFacts): { readonly name: string; readonly version: string | undefined } {
	const listed = facts.promptAt(prompt.path);
	return { name: listed?.name ?? prompt.name.value, version: listed?.version };
}

function describePrompt(
	prompt: Prompt,
	facts: WorkspaceFacts,
	{ runs, uncounted }: LensResults,
): Pick<ResolvedCodeLens, 'title' | 'command'> {
	const { name, version } = identityOf(prompt, facts);
	const own = runs.filter(run => run.prompt?.name === name && run.prompt.version === version);
	const experiments = facts.experiments.map(({ experiment }) => experiment);
	const { runCount, best } = summarizePromptRuns(experiments, own, uncounted);
	const newest = experiments.filter(({ id }) => own.some(run => run.experiment === id)).at(-1);
	const facets = [
		countRuns(runCount),
		...(best === undefined ? [] : [`best ${best.metric} ${formatMetric(best.metric, best.mean)}`]),
		...stagesOf(name, facts),
		...(staleEvidence(facts, name).some(stale => stale.path === prompt.path) ? ['stale evidence'] : []),
	];
	return comparing(facets, newest === undefined ? undefined : [newest.id]);
}

/** `Production 2.0.0`, whichever version of the name is open. */
function stagesOf(name: string, facts: WorkspaceFacts): readonly string[] {
	const registry = facts.registries.find(summary => summary.registry.name === name);
	const [, ...stages] = facts.config.stages;
	return stages
		.slice(0, -1)
		.toReversed()
		.flatMap(stage => {
			const version = ownValue(registry?.registry.stages, stage);
			return version === undefined ? [] : [`${stage} ${version}`];
		});
}

function diffLenses(range: TextRange, name: string, version: string, facts: WorkspaceFacts): readonly ResolvedCodeLens[] {
	const versions = facts.versionsOf(name).flatMap(prompt => prompt.version ?? []);
	const previous = versions[versions.indexOf(version) + 1];
	if (previous === undefined || !versions.includes(version)) return [];
	const sides = { before: `${name}@${previous}`, after: `${name}@${version}` };
	return [{ range, title: `Changes since ${previous}`, command: { id: 'stagemark.showPromptDiff', arguments: [sides] } }];
}

function variantLenses({ value, yaml }: ParsedExperiment): readonly CodeLens[] {
	return Object.keys(value?.variants ?? {}).map(variant => ({
		range: yaml.rangeOf(['variants', variant], 'key'),
		subject: { kind: 'variant', variant },
	}));
}

function describeVariant(
	experiment: Experiment,
	name: string,
	{ runs, verdicts, uncounted }: LensResults,
): Pick<ResolvedCodeLens, 'title' | 'command'> | undefined {
	const { variants, primaryMetric } = summarizeRuns(experiment, runs, uncounted);
	const found = variants.find(({ variant }) => variant === name);
	if (found === undefined) return undefined;
	const { runCount, unfinishedCount, primaryMean, isBaseline } = found;
	const facets = [
		...(isBaseline ? ['baseline'] : []),
		countRuns(runCount),
		...(unfinishedCount > 0 ? [`${unfinishedCount} not completed`] : []),
		...(primaryMetric === undefined || primaryMean === undefined
			? []
			: [`${primaryMetric.name} ${formatMetric(primaryMetric.name, primaryMean)}`]),
		...verdicts.filter(({ variant }) => runCount > 0 && variant === name).map(({ words }) => words),
	];
	const measured = variants.filter(variant => variant.runCount > 0);
	const canCompare = runCount > 0 && measured.length > 1;
	return comparing(facets, canCompare ? measured.map(({ variant }) => `${experiment.id}/${variant}`) : undefined);
}

/** The facets as a title; with `references` the title says that a click compares them. */
function comparing(facets: readonly string[], references: readonly string[] | undefined): Pick<ResolvedCodeLens, 'title' | 'command'> {
	if (references === undefined) return { title: facets.join(' · '), command: undefined };
	return { title: [...facets, 'Compare'].join(' · '), command: { id: 'stagemark.compareRuns', arguments: [{ references }] } };
}

function countRuns(count: number): string {
	if (count === 0) return 'no runs';
	return count === 1 ? '1 run' : `${count} runs`;
}
