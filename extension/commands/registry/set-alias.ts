import { l10n, window } from 'vscode';
import { z } from 'zod';
import { changeAlias } from '../../../core/use-cases/promote/change-alias.ts';
import type { AliasChange } from '../../../core/use-cases/promote/change-alias.ts';
import type { Registry } from '../../../core/formats/registry/registry-file.ts';
import { isPlainName } from '../../../core/use-cases/promote/refuse-registry.ts';
import { appliedWords } from '../../ask/applied-words.ts';
import { askReason } from '../../ask/ask-reason.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import { pickPromptName } from '../../ask/pick-prompt.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

const argumentSchema = commandTargetSchema.extend({
	alias: z.string().optional(),
	remove: z.boolean().optional().describe('Takes the alias away; `version` then does not count.'),
	reason: z.string().optional(),
});

/** Points a free name to a version, or takes it away, as one commit. `NAME@ALIAS` then works like `NAME@STAGE`. */
export const setAlias: Command = {
	id: 'stagemark.setAlias',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(argumentSchema, argument);
		const model = await pickWorkspace(services, l10n.t('Set Alias'), given);
		if (model === undefined) return;
		const change = await askChange(services, model, given);
		if (change !== undefined) await carryOut(services, model, change);
	},
};

async function askChange(
	services: Services,
	model: WorkspaceModel,
	given: z.output<typeof argumentSchema>,
): Promise<AliasChange | undefined> {
	const title = l10n.t('Set Alias');
	const facts = await model.load();
	const target = completeTarget(given, model, facts);
	const name = target.prompt ?? (await pickPromptName(services, facts, title));
	if (name === undefined) return undefined;
	const registry = facts.registries.find(summary => summary.registry.name === name)?.registry;
	const alias = given.alias ?? (await askAlias(registry, name));
	if (alias === undefined) return undefined;
	const present = new Map(Object.entries(registry?.aliases ?? {})).get(alias);
	const picked = given.remove === true ? {} : await pickTarget(model, name, { alias, present, version: target.version });
	if (picked === undefined) return undefined;
	const reason = given.reason ?? (await askReason({ title, prompt: question(`${name}@${alias}`, picked.version) }));
	return reason === undefined ? undefined : { name, alias, version: picked.version, reason };
}

function question(reference: string, version: string | undefined): string {
	return version === undefined
		? l10n.t('Why is {0} removed? The reason stays in the registry and in Git.', reference)
		: l10n.t('Why does {0} point to {1}? The reason stays in the registry and in Git.', reference, version);
}

async function askAlias(registry: Registry | undefined, name: string): Promise<string | undefined> {
	const known = Object.entries(registry?.aliases ?? {}).map(([alias, version]) => ({ label: alias, description: version, value: alias }));
	if (known.length > 0) {
		const another = { label: l10n.t('New alias…'), value: '' };
		const picked = await pickOne({ title: l10n.t('Set Alias'), placeholder: l10n.t('Which alias of {0}?', name) }, [...known, another]);
		if (picked !== '') return picked;
	}
	const typed = await window.showInputBox({
		title: l10n.t('Set Alias'),
		prompt: l10n.t('Which alias of {0}?', name),
		placeHolder: 'champion',
		ignoreFocusOut: true,
		validateInput: text =>
			isPlainName(text.trim()) ? undefined : l10n.t('An alias consists of letters, digits, dots, hyphens and underscores.'),
	});
	return typed?.trim();
}

/** Where the alias points to from now on; no version to remove it, undefined when the user backs out. */
async function pickTarget(
	model: WorkspaceModel,
	name: string,
	{ alias, present, version }: { readonly alias: string; readonly present: string | undefined; readonly version: string | undefined },
): Promise<{ readonly version?: string } | undefined> {
	if (version !== undefined) return { version };
	const versions = (await model.versionsOf(name)).filter(prompt => prompt.version !== present);
	const choices = versions.flatMap(prompt =>
		prompt.version === undefined ? [] : { label: prompt.version, description: prompt.path, value: { version: prompt.version } },
	);
	const removal = { label: l10n.t('Nowhere: remove the alias'), description: present, value: {} };
	return pickOne<{ readonly version?: string }>(
		{ title: l10n.t('Set Alias'), placeholder: l10n.t('Where does {0} point to?', `${name}@${alias}`) },
		present === undefined ? choices : [...choices, removal],
	);
}

async function carryOut(services: Services, model: WorkspaceModel, change: AliasChange): Promise<void> {
	const changed = await services.notify.withProgress(l10n.t('Set Alias'), signal => changeAlias(change, model.ports(), signal));
	if (!changed.ok) {
		services.notify.failure(changed.failure);
		return;
	}
	await model.reload();
	const reference = `${change.name}@${change.alias}`;
	const done =
		change.version === undefined ? l10n.t('{0} is removed.', reference) : l10n.t('{0} points to {1} now.', reference, change.version);
	services.notify.done([done, appliedWords(changed.value.applied)].join(' '));
}
