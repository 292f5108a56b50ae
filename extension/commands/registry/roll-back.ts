import { l10n } from 'vscode';
import { z } from 'zod';
import { previousHolder } from '../../../core/formats/registry/holders-of-stage.ts';
import type { Registry } from '../../../core/formats/registry/registry-file.ts';
import { rollbackStage } from '../../../core/use-cases/promote/rollback-stage.ts';
import { stageRoles } from '../../../core/formats/registry/stage-roles.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { askReason } from '../../ask/ask-reason.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickRegistry } from '../../ask/pick-registered.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import { sayMoved } from '../../ask/say-moved.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';
import { ownValue } from '../../../core/base/own-value.ts';

const argumentSchema = commandTargetSchema.extend({
	stage: z.string().optional().describe('The highest stage that has a version to go back to, without it.'),
	reason: z.string().optional(),
	skipPreview: z.boolean().optional().describe('The caller has shown what comes back.'),
});

/** Brings back the version that held a stage before, as one commit. Shows first which one that is. */
export const rollBack: Command = {
	id: 'stagemark.rollBack',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const title = l10n.t('Roll Back');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const registry = await pickRegistry(services, facts, title, completeTarget(given, model, facts).prompt);
		if (registry === undefined) return;
		const { name } = registry;
		const stage = given.stage ?? (await pickStage(services, facts, registry));
		if (stage === undefined) return;
		const back = previousHolder(registry, stage);
		const prompt = l10n.t('Why does {0} go back to {1} in {2}? The reason stays in the registry and in Git.', name, back ?? '?', stage);
		const reason = given.reason ?? (await askReason({ title, prompt }));
		if (reason === undefined) return;
		if (given.skipPreview !== true && back !== undefined && !(await confirmed(services, registry, { stage, back, reason }))) return;
		const rolledBack = await services.notify.withProgress(title, signal =>
			rollbackStage({ name, stage, reason }, model.ports(), signal),
		);
		if (rolledBack.ok) await sayMoved(services, model, name, rolledBack.value);
		else services.notify.failure(rolledBack.failure);
	},
};

/** Stages that have a version to go back to, the highest first. Says so when none has. */
async function pickStage(services: Services, facts: WorkspaceFacts, registry: Registry): Promise<string | undefined> {
	const { held, final = '' } = stageRoles(facts.config);
	const choices = held.toReversed().flatMap(stage => {
		const back = previousHolder(registry, stage);
		const holder = new Map(Object.entries(registry.stages)).get(stage);
		const description = back === undefined ? '' : `${holder ?? l10n.t('empty')} → ${back}`;
		return back === undefined ? [] : { label: stage, description, value: stage };
	});
	if (choices.length === 0) services.notify.failure({ kind: 'no-previous-holder', name: registry.name, stage: final });
	return pickOne({ title: l10n.t('Roll Back'), placeholder: l10n.t('Which stage goes back?') }, choices);
}

async function confirmed(
	services: Services,
	{ name, stages, versions }: Registry,
	{ stage, back, reason }: { readonly stage: string; readonly back: string; readonly reason: string },
): Promise<boolean> {
	const holder = new Map(Object.entries(stages)).get(stage);
	const detail = [
		`${back}: ${ownValue(versions, back)?.stage ?? '?'} → ${stage}`,
		...(holder === undefined ? [] : [l10n.t('{0} goes to the archive.', holder)]),
		l10n.t('A rollback needs no gates or approvals, because this content has passed them before.'),
		l10n.t('Reason: {0}', reason),
	];
	return services.notify.confirm(l10n.t('Roll {0} back to {1} in {2}?', name, back, stage), detail.join('\n'), l10n.t('Roll Back'));
}
