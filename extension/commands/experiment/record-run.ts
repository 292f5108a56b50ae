import { commands, l10n, window } from 'vscode';
import { z } from 'zod';
import { recordRun as recordRunInCore } from '../../../core/use-cases/record/record-run.ts';
import type { RecordRequest } from '../../../core/use-cases/record/record-request.ts';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import { appliedWords } from '../../ask/applied-words.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickExperiment, pickVariant } from '../../ask/pick-experiment.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import { sortResultFiles } from '../../model/sort-result-files.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

/** A target, and what is recorded: with any file given, nothing more is asked. Paths are absolute. */
const argumentSchema = commandTargetSchema.extend({
	seed: z.int().optional(),
	samples: z.string().optional().describe('Per-case results, one JSON object per line.'),
	metrics: z.string().optional().describe('JSON or YAML map of metric to number.'),
	params: z.string().optional().describe('JSON or YAML map of parameter to value.'),
	artifacts: z.array(z.string()).optional(),
});

type Argument = z.output<typeof argumentSchema>;

/** Records one run of a variant from files that an evaluation wrote, as one commit. */
export const recordRun: Command = {
	id: 'stagemark.recordRun',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('Record Run'), given);
		if (model === undefined) return;
		const request = await askRequest(services, model, given);
		if (request === undefined) return;
		const recorded = await services.notify.withProgress(l10n.t('Recording the run'), signal =>
			recordRunInCore(request, model.ports(), signal),
		);
		if (!recorded.ok) {
			services.notify.failure(recorded.failure);
			return;
		}
		const { record, folder, applied, warnings } = recorded.value;
		await model.reload();
		services.notify.done(
			[
				l10n.t('Run {0} of {1}/{2} is recorded.', record.id, record.experiment, record.variant),
				appliedWords(applied),
				...warnings.map(services.translate),
			].join(' '),
			{
				title: l10n.t('Show Run'),
				run: () => commands.executeCommand('vscode.open', model.uriOf(`${folder}/run.json`)),
			},
			{
				title: l10n.t('Compare'),
				run: () =>
					commands.executeCommand('stagemark.compareRuns', {
						folder: model.folder.uri.toString(),
						experiment: record.experiment,
					}),
			},
		);
	},
};

async function askRequest(services: Services, model: WorkspaceModel, given: Argument): Promise<RecordRequest | undefined> {
	const title = l10n.t('Record Run');
	const facts = await model.load();
	const target = completeTarget(given, model, facts);
	const summary = await pickExperiment(services, facts, title, target);
	if (summary === undefined) return undefined;
	const variant = await pickVariant(summary, title, target);
	if (variant === undefined) return undefined;
	const subject = { experiment: summary.experiment.id, variant };
	if (given.samples !== undefined || given.metrics !== undefined) {
		return { ...subject, ...optional(given), ...withoutUndefined({ seed: given.seed }) };
	}
	const seed = given.seed ?? (await askSeed(model, summary, variant));
	if (seed === undefined) return undefined;
	const files = await window.showOpenDialog({
		title: l10n.t(
			'Results of {0}: samples (.jsonl), metrics (.json); other files are kept as artifacts',
			`${subject.experiment}/${variant}`,
		),
		openLabel: l10n.t('Record'),
		canSelectMany: true,
		defaultUri: model.folder.uri,
	});
	if (files === undefined || files.length === 0) return undefined;
	const picked = sortResultFiles(files.map(file => file.fsPath));
	return { ...subject, ...optional(picked), ...(seed === 'none' ? {} : { seed }) };
}

/** The files that are there, under the names of the request. */
function optional({
	samples,
	metrics,
	params,
	artifacts = [],
}: {
	readonly samples?: string | undefined;
	readonly metrics?: string | undefined;
	readonly params?: string | undefined;
	readonly artifacts?: readonly string[] | undefined;
}): Partial<RecordRequest> {
	return {
		...withoutUndefined({ samplesFile: samples, metricsFile: metrics, paramsFile: params }),
		...(artifacts.length === 0 ? {} : { artifactFiles: artifacts }),
	};
}

/** Suggests the first planned seed that has no run yet. `none` when the field is left empty. */
async function askSeed(
	model: WorkspaceModel,
	{ experiment, folder }: ExperimentSummary,
	variant: string,
): Promise<number | 'none' | undefined> {
	const runs = await model.runsOf(folder);
	const used = new Set(runs.filter(({ record }) => record.variant === variant).map(({ record }) => record.seed));
	const next = (experiment.seeds ?? []).find(seed => !used.has(seed));
	const text = await window.showInputBox({
		title: l10n.t('Record Run'),
		prompt: l10n.t('Seed of this run of {0}; leave it empty if there is no seed.', `${experiment.id}/${variant}`),
		value: next === undefined ? '' : String(next),
		ignoreFocusOut: true,
		validateInput: value => (/^-?\d*$/.test(value.trim()) ? undefined : l10n.t('A seed is a whole number.')),
	});
	if (text === undefined) return undefined;
	return text.trim() === '' ? 'none' : Number(text);
}
