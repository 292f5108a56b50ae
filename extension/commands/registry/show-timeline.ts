import { l10n } from 'vscode';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickRegistry } from '../../ask/pick-registered.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

/** Opens the history of a name: moves, requests, evidence, and what each stage held at a date. Takes one target. */
export const showTimeline: Command = {
	id: 'stagemark.showTimeline',
	needsTrust: false,
	async run(services, [argument]) {
		const given = readArgument(commandTargetSchema, argument);
		const title = l10n.t('Show Timeline');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const registry = await pickRegistry(services, facts, title, completeTarget(given, model, facts).prompt);
		if (registry !== undefined) services.showPanel({ kind: 'timeline', folder: model.folder.uri.toString(), name: registry.name });
	},
};
