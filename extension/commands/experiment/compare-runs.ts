import { l10n } from 'vscode';
import { z } from 'zod';
import type { ExperimentSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { readTargets } from '../../ask/command-target.ts';
import type { CommandTarget } from '../../ask/command-target.ts';
import { completeTarget, promptOfVariant } from '../../ask/complete-target.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickMany, pickOne } from '../../ask/pick-one.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** Beside targets the command takes what to compare as it is written on the command line. */
const referencesSchema = z.looseObject({
	references: z.array(z.string()).min(1).max(200).describe('Run ids, EXP/VARIANT, EXP or prompt references.'),
	baseline: z.string().optional().describe('One of the references.'),
});

/**
 * Opens the comparison of runs, variants or whole experiments. Takes any number of targets, or `{ references, baseline }`.
 * One variant is compared with its baseline, one experiment by its variants, a prompt in an experiment that uses it.
 */
export const compareRuns: Command = {
	id: 'stagemark.compareRuns',
	needsTrust: false,
	async run(services, args) {
		const targets = readTargets(args);
		const title = l10n.t('Compare Runs');
		const model = await pickWorkspace(services, title, targets[0]);
		if (model === undefined) return;
		const given = referencesSchema.safeParse(args[0]);
		const references = given.success ? given.data.references : await chooseReferences({ services, model, title }, targets);
		if (references === undefined || references.length === 0) return;
		const baseline = given.success ? given.data.baseline : undefined;
		services.showPanel({ kind: 'compare', folder: model.folder.uri.toString(), references, baseline });
	},
};

interface Context {
	readonly services: Services;
	readonly model: WorkspaceModel;
	readonly title: string;
}

async function chooseReferences(context: Context, targets: readonly CommandTarget[]): Promise<readonly string[] | undefined> {
	const facts = await context.model.load();
	const complete = targets.map(target => completeTarget(target, context.model, facts));
	const [first = {}, ...others] = complete;
	return others.length > 0 ? [...new Set(complete.flatMap(referenceOf))] : chooseForOne(context, facts, first);
}

function referenceOf({ run, experiment, variant, prompt, version }: CommandTarget): readonly string[] {
	if (run !== undefined) return [run];
	if (experiment !== undefined) return [variant === undefined ? experiment : `${experiment}/${variant}`];
	if (prompt !== undefined) return [version === undefined ? prompt : `${prompt}@${version}`];
	return [];
}

async function chooseForOne(context: Context, facts: WorkspaceFacts, target: CommandTarget): Promise<readonly string[] | undefined> {
	if (target.prompt !== undefined && target.experiment === undefined) return chooseByPrompt(context, facts, target.prompt);
	const summary = await pickExperiment(context.services, facts, context.title, target);
	if (summary === undefined) return undefined;
	if (target.run !== undefined) return chooseOtherRuns(context, summary, target.run);
	return target.variant === undefined ? chooseVariants(context, summary, target) : againstBaseline(summary, target.variant);
}

async function chooseByPrompt({ services, title }: Context, facts: WorkspaceFacts, prompt: string): Promise<readonly string[] | undefined> {
	const users = facts.experiments.filter(summary =>
		Object.keys(summary.experiment.variants).some(variant => promptOfVariant(facts, summary, variant)?.name === prompt),
	);
	if (users.length === 0) {
		services.notify.warn(l10n.t('No experiment has a variant with the prompt "{0}", so there are no runs to compare.', prompt));
	}
	const id = await pickOne(
		{ title, placeholder: l10n.t('Which experiment with {0}?', prompt) },
		users.map(({ experiment, folder }) => ({
			label: experiment.id,
			description: experiment.name,
			detail: folder,
			value: experiment.id,
		})),
	);
	return id === undefined ? undefined : [id];
}

async function chooseOtherRuns({ model, title }: Context, summary: ExperimentSummary, run: string): Promise<readonly string[] | undefined> {
	const runs = await model.runsOf(summary.folder);
	const others = await pickMany(
		{ title, placeholder: l10n.t('Compare {0} with which runs?', run) },
		runs
			.filter(({ record }) => record.id !== run)
			.map(({ record }) => ({ label: record.variant, description: `${record.id} · ${record.seed ?? ''}`, value: record.id })),
	);
	return others === undefined || others.length === 0 ? undefined : [run, ...others];
}

/** An experiment that was pointed at is compared as a whole; one picked from a list may be narrowed down. */
async function chooseVariants(
	{ title }: Context,
	{ experiment }: ExperimentSummary,
	target: CommandTarget,
): Promise<readonly string[] | undefined> {
	const names = Object.keys(experiment.variants);
	if (target.experiment !== undefined || names.length <= 2) return [experiment.id];
	const picked = await pickMany(
		{ title, placeholder: l10n.t('Which variants of {0}?', experiment.id) },
		names.map(name => ({ label: name, description: ownValue(experiment.variants, name)?.prompt, value: name })),
	);
	if (picked === undefined) return undefined;
	return picked.length === names.length ? [experiment.id] : picked.map(name => `${experiment.id}/${name}`);
}

function againstBaseline({ experiment }: ExperimentSummary, variant: string): readonly string[] {
	const baseline = Object.keys(experiment.variants).find(name => ownValue(experiment.variants, name)?.baseline);
	if (baseline === undefined || baseline === variant) return [experiment.id];
	return [`${experiment.id}/${baseline}`, `${experiment.id}/${variant}`];
}
