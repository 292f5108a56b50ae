import { commands, l10n } from 'vscode';
import type { RegistryProblem } from '../../core/registry/registry-file.ts';
import { verifyWorkspace } from '../../core/registry/verify-workspace.ts';
import { commandTargetSchema, readArgument } from '../host/command-target.ts';
import { completeTarget } from '../host/complete-target.ts';
import { pickWorkspace } from '../host/pick-workspace.ts';
import type { WorkspaceModel } from '../host/workspace-model.ts';
import type { Services } from '../services.ts';
import type { Command } from './command.ts';

/** Recomputes the hash chain, the contents and the evidence of one name, or of all. Takes one target. Changes nothing. */
export const verifyRegistry: Command = {
	id: 'stagemark.verifyRegistry',
	needsTrust: false,
	async run(services, [argument]) {
		const given = readArgument(commandTargetSchema, argument);
		const title = l10n.t('Verify Registry');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const { prompt } = completeTarget(given, model, facts);
		const { files, git } = model.ports();
		const { names, problems } = await services.notify.withProgress(l10n.t('Verifying the registry'), signal =>
			verifyWorkspace({ facts, files, git }, prompt, signal),
		);
		if (problems.length === 0) sayVerified(services, names);
		else sayProblems(services, model, problems);
	},
};

function sayVerified(services: Services, names: readonly string[]): void {
	if (names.length === 0) {
		services.notify.done(
			l10n.t('Nothing is registered yet, so there is nothing to verify. The first promotion writes a registry file.'),
		);
	} else {
		services.notify.done(l10n.t('Verified: hash chain, contents and evidence hold for {0}.', names.join(', ')));
	}
}

/** All problems go to the log in full; the message carries the first and the count. */
function sayProblems(services: Services, model: WorkspaceModel, problems: readonly RegistryProblem[]): void {
	for (const { name, transition, kind, message } of problems) {
		services.log.error(`${name}${transition === undefined ? '' : `, transition ${transition + 1}`}: ${kind}: ${message}`);
	}
	const [first] = problems;
	if (first === undefined) return;
	const words =
		problems.length === 1
			? l10n.t('The registry does not verify. {0}: {1}', first.name, first.message)
			: l10n.t('The registry does not verify: {0} problems. {1}: {2}', problems.length, first.name, first.message);
	services.notify.warn(words, {
		title: l10n.t('Open Registry File'),
		run: async () => {
			const { registries } = await model.load();
			const path = registries.find(({ registry }) => registry.name === first.name)?.path;
			if (path === undefined) services.log.show();
			else await commands.executeCommand('vscode.open', model.uriOf(path));
		},
	});
}
