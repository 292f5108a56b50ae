import { l10n } from 'vscode';
import { z } from 'zod';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import type { PromptSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { readTargets } from '../../ask/command-target.ts';
import type { CommandTarget } from '../../ask/command-target.ts';
import { completeTarget, findExperiment, promptOfVariant } from '../../ask/complete-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickPromptName } from '../../ask/pick-prompt.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

/** Beside targets the command takes both sides as references. */
const sidesSchema = z.looseObject({ before: z.string().describe('NAME@VERSION'), after: z.string().describe('NAME@VERSION') });

interface Sides {
	readonly before: string;
	readonly after: string;
}

/**
 * Opens the difference between two versions of a prompt. Takes two targets, or `{ before, after }`. One version is shown
 * against the one in the last stage before the archive, by default Production, else against the version before it; a variant against the prompt of its baseline.
 */
export const showPromptDiff: Command = {
	id: 'stagemark.showPromptDiff',
	needsTrust: false,
	async run(services, args) {
		const targets = readTargets(args);
		const title = l10n.t('Show Prompt Diff');
		const model = await pickWorkspace(services, title, targets[0]);
		if (model === undefined) return;
		const given = sidesSchema.safeParse(args[0]);
		const facts = await model.load();
		const complete = targets.map(target => completeTarget(target, model, facts));
		// So that versions that only Git history has can be chosen as well.
		for (const { prompt } of complete) if (prompt !== undefined) await model.versionsOf(prompt);
		const sides = given.success ? given.data : await chooseSides(services, facts, complete);
		if (sides === undefined) return;
		services.showPanel({ kind: 'prompt-diff', folder: model.folder.uri.toString(), before: sides.before, after: sides.after });
	},
};

async function chooseSides(services: Services, facts: WorkspaceFacts, targets: readonly CommandTarget[]): Promise<Sides | undefined> {
	const [first = {}, second] = targets;
	if (second !== undefined || first.variant !== undefined) {
		const sides = second === undefined ? sidesOfVariant(facts, first) : sidesOfTwo(facts, first, second);
		if (sides === undefined) sayNotFound(services);
		return sides;
	}
	const name = first.prompt ?? (await pickPromptName(services, facts, l10n.t('Show Prompt Diff')));
	return name === undefined ? undefined : sidesOfName(services, facts, name, first.version);
}

async function sidesOfName(services: Services, facts: WorkspaceFacts, name: string, version?: string): Promise<Sides | undefined> {
	const versions = facts.versionsOf(name).filter(prompt => prompt.version !== undefined);
	if (versions.length < 2) {
		services.notify.warn(l10n.t('Only one version of "{0}" is known, so there is nothing to compare it with.', name));
		return undefined;
	}
	const given = versions.find(prompt => prompt.version === version);
	const after = given ?? (await pickVersion(versions, l10n.t('Which version is the newer one?')));
	if (after === undefined) return undefined;
	const others = versions.filter(prompt => prompt !== after);
	const before = counterpart(facts, after, versions) ?? (await pickVersion(others, l10n.t('Compare with which version?')));
	return before && { before: referenceOf(before), after: referenceOf(after) };
}

/** The older of two selected versions is the side before. */
function sidesOfTwo(facts: WorkspaceFacts, one: CommandTarget, other: CommandTarget): Sides | undefined {
	const pair = [one, other].flatMap(({ prompt, version }) => {
		const versions = prompt === undefined ? [] : facts.versionsOf(prompt);
		return versions.find(each => version === undefined || each.version === version) ?? [];
	});
	const [first, second] = pair;
	if (first === undefined || second === undefined) return undefined;
	const versions = facts.versionsOf(first.name);
	const isFirstNewer = first.name === second.name && versions.indexOf(first) < versions.indexOf(second);
	const [before, after] = isFirstNewer ? [second, first] : [first, second];
	return { before: referenceOf(before), after: referenceOf(after) };
}

function sidesOfVariant(facts: WorkspaceFacts, { experiment, variant = '' }: CommandTarget): Sides | undefined {
	const summary = findExperiment(facts, experiment);
	const baseline = Object.entries(summary?.experiment.variants ?? {}).find(([, each]) => each.baseline)?.[0];
	if (summary === undefined || baseline === undefined) return undefined;
	const before = promptOfVariant(facts, summary, baseline);
	const after = promptOfVariant(facts, summary, variant);
	return before && after && { before: referenceOf(before), after: referenceOf(after) };
}

function sayNotFound(services: Services): void {
	services.notify.warn(
		l10n.t('The prompt of one side cannot be found, so there is no difference to show. Check the prompt references of the variants.'),
	);
}

/** What a version is naturally compared with: the one users have now, else the one before it. */
function counterpart(facts: WorkspaceFacts, after: PromptSummary, newestFirst: readonly PromptSummary[]): PromptSummary | undefined {
	const { final } = stageRoles(facts.config);
	const current = newestFirst.find(({ name, version = '' }) => final !== undefined && facts.stagesOf(name, version).includes(final));
	return current !== undefined && current !== after ? current : newestFirst[newestFirst.indexOf(after) + 1];
}

async function pickVersion(versions: readonly PromptSummary[], placeholder: string): Promise<PromptSummary | undefined> {
	return pickOne(
		{ title: l10n.t('Show Prompt Diff'), placeholder },
		versions.map(prompt => ({ label: prompt.version ?? prompt.path, description: prompt.path, value: prompt })),
	);
}

function referenceOf({ name, version }: PromptSummary): string {
	return version === undefined ? name : `${name}@${version}`;
}
