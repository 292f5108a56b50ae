import { commands, l10n, window } from 'vscode';
import { z } from 'zod';
import { preparePromotion } from '../../core/registry/prepare-promotion.ts';
import { promoteVersion } from '../../core/registry/promote-version.ts';
import type { PromotionRequest } from '../../core/registry/promotion.ts';
import { stageRoles } from '../../core/registry/stage-roles.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { appliedWords } from '../host/applied-words.ts';
import { commandTargetSchema, readArgument } from '../host/command-target.ts';
import { completeTarget } from '../host/complete-target.ts';
import { pickOne } from '../host/pick-one.ts';
import { pickPromptName, pickPromptVersion } from '../host/pick-prompt.ts';
import { pickWorkspace } from '../host/pick-workspace.ts';
import { promotionPreview } from '../host/promotion-preview.ts';
import type { WorkspaceModel } from '../host/workspace-model.ts';
import type { Services } from '../services.ts';
import type { Command } from './command.ts';

/** A target, where it goes, and why. An experiment in the target is the evidence; without one it is found by content. */
const argumentSchema = commandTargetSchema.extend({
	to: z.string().optional().describe('A stage of the configuration.'),
	reason: z.string().optional(),
	skipPreview: z.boolean().optional().describe('The caller has shown what will be written.'),
});

type Argument = z.output<typeof argumentSchema>;

/** Moves a version of a prompt to a stage, with its reason and evidence, as one commit. Shows first what will be written. */
export const promote: Command = {
	id: 'stagemark.promote',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('Promote'), given);
		if (model === undefined) return;
		const asked = await askRequest(services, model, given);
		if (asked === undefined) return;
		const request = given.skipPreview === true ? asked : await confirmRequest(services, model, asked);
		if (request !== undefined) await carryOut(services, model, request);
	},
};

async function askRequest(services: Services, model: WorkspaceModel, given: Argument): Promise<PromotionRequest | undefined> {
	const title = l10n.t('Promote');
	const facts = await model.load();
	const target = completeTarget(given, model, facts);
	const name = target.prompt ?? (await pickPromptName(services, facts, title));
	if (name === undefined) return undefined;
	// Versions that only Git history has can be promoted as well.
	await model.versionsOf(name);
	const version = target.version ?? (await pickPromptVersion(facts, title, name));
	if (version === undefined) return undefined;
	const to = given.to ?? (await pickStage(facts, name, version));
	if (to === undefined) return undefined;
	const reason = given.reason ?? (await askReason(name, version, to));
	if (reason === undefined) return undefined;
	return { name, version, to, reason, ...(target.experiment === undefined ? {} : { evidence: { experiment: target.experiment } }) };
}

/** Stages the version does not hold yet, each with the version that does. */
async function pickStage(facts: WorkspaceFacts, name: string, version: string): Promise<string | undefined> {
	const { held, archive } = stageRoles(facts.config);
	const current = facts.stagesOf(name, version);
	const holders = facts.registries.find(({ registry }) => registry.name === name)?.registry.stages ?? {};
	return pickOne(
		{ title: l10n.t('Promote'), placeholder: l10n.t('Where does {0} go?', `${name}@${version}`) },
		[...held, archive]
			.filter(stage => !current.includes(stage))
			.map(stage => {
				const holder = holders[stage];
				return { label: stage, description: holder === undefined ? undefined : l10n.t('replaces {0}', holder), value: stage };
			}),
	);
}

async function askReason(name: string, version: string, stage: string): Promise<string | undefined> {
	const reason = await window.showInputBox({
		title: l10n.t('Promote'),
		prompt: l10n.t('Why does {0} go to {1}? The reason stays in the registry and in Git.', `${name}@${version}`, stage),
		ignoreFocusOut: true,
		validateInput: text => (text.trim() === '' ? l10n.t('A promotion needs a reason.') : undefined),
	});
	return reason?.trim();
}

/** Plans the promotion and shows the plan. Requirements that nothing has checked are overridden only when the user says so. */
async function confirmRequest(services: Services, model: WorkspaceModel, request: PromotionRequest): Promise<PromotionRequest | undefined> {
	const prepared = await services.notify.withProgress(l10n.t('Preparing the promotion'), signal =>
		preparePromotion(request, model.ports(), signal),
	);
	const { name, version, to } = request;
	if (!prepared.ok) {
		const { failure } = prepared;
		if (failure.kind !== 'requirements-unchecked') {
			services.notify.failure(failure);
			return undefined;
		}
		const detail = l10n.t(
			'{0} requires {1}, which is not evaluated. The transition will say that it was overridden.',
			to,
			failure.requirements.join(', '),
		);
		const isSure = await services.notify.confirm(l10n.t('Promote past the requirements of {0}?', to), detail, l10n.t('Override'));
		return isSure ? confirmRequest(services, model, { ...request, override: true }) : undefined;
	}
	const question = l10n.t('Promote {0} to {1}?', `${name}@${version}`, to);
	return (await services.notify.confirm(question, promotionPreview(prepared.value), l10n.t('Promote'))) ? request : undefined;
}

async function carryOut(services: Services, model: WorkspaceModel, request: PromotionRequest): Promise<void> {
	const promoted = await services.notify.withProgress(l10n.t('Promoting'), signal => promoteVersion(request, model.ports(), signal));
	if (!promoted.ok) {
		services.notify.failure(promoted.failure);
		return;
	}
	const { path, transitions, applied, warnings } = promoted.value;
	await model.reload();
	const moves = transitions.map(({ version, from, to }) => l10n.t('{0} moved from {1} to {2}.', `${request.name}@${version}`, from, to));
	services.notify.done([...moves, appliedWords(applied), ...warnings].join(' '), {
		title: l10n.t('Show Registry File'),
		run: () => commands.executeCommand('vscode.open', model.uriOf(path)),
	});
}
