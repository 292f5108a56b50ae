import { l10n, window } from 'vscode';
import { z } from 'zod';
import { branchFor, createExperiment } from '../../../core/use-cases/experiment/create-experiment.ts';
import type { CreateRequest } from '../../../core/use-cases/experiment/create-experiment.ts';
import { planExperiment } from '../../../core/use-cases/experiment/plan-experiment.ts';
import type { Ports } from '../../../core/ports/ports.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickMany, pickOne } from '../../ask/pick-one.ts';
import { askMetric } from '../../ask/ask-metric.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';
import { withoutUndefined } from '../../../core/base/without-undefined.ts';

/** With a name given, nothing more is asked. */
const argumentSchema = commandTargetSchema.extend({
	name: z.string().optional().describe('Title for people; the folder is named after it.'),
	hypothesis: z.string().optional().describe('What is expected, and by how much.'),
	prompts: z.array(z.string()).optional().describe('Prompt references; the first one is the baseline.'),
	dataset: z.string().optional().describe('Workspace path of the dataset.'),
	metric: z.string().optional().describe('The primary metric.'),
	minEffect: z.number().positive().optional().describe('The smallest difference of the metric that matters; 0.05 by default.'),
	command: z.string().optional().describe('What runs once for each variant and seed.'),
	seeds: z.array(z.int()).optional().describe('[1] by default.'),
	branch: z
		.union([z.string(), z.literal(true)])
		.optional()
		.describe('A new branch; true for one named after the folder.'),
});

type Argument = z.output<typeof argumentSchema>;

/** Lays out a new experiment in its own folder and opens its methodology. Commits nothing: the plan is the user's to finish. */
export const newExperiment: Command = {
	id: 'stagemark.newExperiment',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('New Experiment'), given);
		if (model === undefined) return;
		const facts = await model.load();
		const request =
			given.name === undefined ? await askRequest(facts, given, model.ports()) : { ...pickGiven(given), title: given.name };
		if (request === undefined) return;
		const created = await services.notify.withProgress(l10n.t('Creating the experiment'), signal =>
			createExperiment(request, model.ports(), signal),
		);
		if (!created.ok) {
			services.notify.failure(created.failure);
			return;
		}
		await model.reload();
		await window.showTextDocument(model.uriOf(`${created.value.folder}/methodology.yaml`));
	},
};

function pickGiven({ hypothesis, prompts, dataset, metric, minEffect, command, seeds, branch }: Argument): Omit<CreateRequest, 'title'> {
	return {
		prompts: prompts ?? [],
		...withoutUndefined({ hypothesis, dataset, metric, minEffect, command, seeds, branch }),
	};
}

async function askRequest(facts: WorkspaceFacts, given: Argument, ports: Ports): Promise<CreateRequest | undefined> {
	const dialog = { title: l10n.t('New Experiment'), ignoreFocusOut: true };
	const title = await window.showInputBox({
		...dialog,
		prompt: l10n.t('What is tried? A few words.'),
		placeHolder: l10n.t('Prompt v2 vs v1'),
		validateInput: text => (text.trim() === '' ? l10n.t('The experiment needs a name; its folder is named after it.') : undefined),
	});
	if (title === undefined) return undefined;
	const hypothesis = await window.showInputBox({
		...dialog,
		prompt: l10n.t('What do you expect, and by how much? You can also add this later.'),
	});
	if (hypothesis === undefined) return undefined;
	const prompts = given.prompts ?? (await askPrompts(facts));
	if (prompts === undefined) return undefined;
	const metric = await askMetric(facts, given);
	if (metric === undefined) return undefined;
	const branch = await askBranch(title, facts, ports);
	if (branch === undefined) return undefined;
	return {
		title: title.trim(),
		prompts,
		...(hypothesis.trim() === '' ? {} : { hypothesis: hypothesis.trim() }),
		...metric,
		...branch,
	};
}

/** The oldest of the versions picked comes first, which makes it the baseline. */
async function askPrompts(facts: WorkspaceFacts): Promise<readonly string[] | undefined> {
	const versions = facts.prompts.filter(prompt => prompt.version !== undefined);
	if (versions.length === 0) return [];
	const picked = await pickMany(
		{ title: l10n.t('New Experiment'), placeholder: l10n.t('Which versions are compared? The oldest one is the baseline.') },
		versions.map(({ name, version = '', path }) => {
			const reference = `${name}@${version}`;
			return { label: reference, description: path, value: reference, isTicked: false };
		}),
	);
	return picked?.toReversed();
}

/** Whether the experiment gets a branch of its own. Not asked where there is no branch to leave. */
async function askBranch(title: string, facts: WorkspaceFacts, { git, clock }: Ports): Promise<Pick<CreateRequest, 'branch'> | undefined> {
	const state = await git.state();
	if (state.kind !== 'repository' || state.commit === undefined || state.operation !== undefined) return {};
	const name = branchFor(planExperiment({ title }, facts, clock.now()).folder);
	const current = state.branch ?? state.commit.slice(0, 10);
	return pickOne({ title: l10n.t('New Experiment'), placeholder: l10n.t('On which branch? Uncommitted changes are kept.') }, [
		{ label: l10n.t('Stay on {0}', current), value: {} },
		{ label: l10n.t('New branch {0}', name), value: { branch: true } },
	]);
}
