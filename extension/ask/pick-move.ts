import { l10n } from 'vscode';
import { stageRoles } from '../../core/formats/registry/stage-roles.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { Services } from '../services.ts';
import type { CommandTarget } from './command-target.ts';
import { completeTarget } from './complete-target.ts';
import { pickOne } from './pick-one.ts';
import { pickPromptVersion, pickSubjectName } from './pick-prompt.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** A version and the stage it is to move to. */
export interface PickedMove {
	readonly name: string;
	readonly version: string;
	readonly to: string;
	/** The experiment of the target, which is then the evidence. */
	readonly experiment: string | undefined;
}

/** A version of the target, or the one the user picks; versions that only Git history has are offered too. */
export async function pickVersion(
	services: Services,
	model: WorkspaceModel,
	given: CommandTarget,
	title: string,
): Promise<Omit<PickedMove, 'to'> | undefined> {
	const facts = await model.load();
	const target = completeTarget(given, model, facts);
	const name = target.prompt ?? (await pickSubjectName(services, facts, title));
	if (name === undefined) return undefined;
	await model.versionsOf(name);
	const version = target.version ?? (await pickPromptVersion(facts, title, name));
	return version === undefined ? undefined : { name, version, experiment: target.experiment };
}

/** A version and the stage it goes to; what the target does not say is asked for. */
export async function pickMove(
	services: Services,
	model: WorkspaceModel,
	given: CommandTarget & { readonly to?: string | undefined },
	title: string,
): Promise<PickedMove | undefined> {
	const picked = await pickVersion(services, model, given, title);
	if (picked === undefined) return undefined;
	const to = given.to ?? (await pickStage(await model.load(), title, picked));
	return to === undefined ? undefined : { ...picked, to };
}

/** Stages the version does not hold yet, each with the version that does. */
async function pickStage(
	facts: WorkspaceFacts,
	title: string,
	{ name, version }: { readonly name: string; readonly version: string },
): Promise<string | undefined> {
	const { held, archive } = stageRoles(facts.config);
	const current = facts.stagesOf(name, version);
	const holders = facts.registries.find(({ registry }) => registry.name === name)?.registry.stages ?? {};
	return pickOne(
		{ title, placeholder: l10n.t('Where does {0} go?', `${name}@${version}`) },
		[...held, archive]
			.filter(stage => !current.includes(stage))
			.map(stage => {
				const holder = ownValue(holders, stage);
				return { label: stage, description: holder === undefined ? undefined : l10n.t('replaces {0}', holder), value: stage };
			}),
	);
}
