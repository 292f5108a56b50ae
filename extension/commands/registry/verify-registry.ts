import { commands, l10n } from 'vscode';
import { personName } from '../../../core/formats/registry/person.ts';
import type { RegistryProblem } from '../../../core/formats/registry/registry-file.ts';
import { verifyWorkspace } from '../../../core/use-cases/verify/verify-workspace.ts';
import type { Override, VerifiedWorkspace } from '../../../core/use-cases/verify/verify-workspace.ts';
import { holdingInWords, uncheckedInWords } from '../../../core/words/claims-in-words.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import type { NotificationAction } from '../../ask/notify.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { WorkspaceModel } from '../../model/workspace-model.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

/** Recomputes what the registry file of one name, or of all, claims, and names the overrides. Takes one target. Changes nothing. */
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
		const { files, git, signer } = model.ports();
		const verified = await services.notify.withProgress(l10n.t('Verifying the registry'), signal =>
			verifyWorkspace({ facts, files, git, signer }, prompt, signal),
		);
		const { problems, overrides } = verified;
		// No problem, but never to be overlooked.
		for (const { name, transition, version, to, by, reason } of overrides) {
			services.log.warn(
				l10n.t('Override: {0}, transition {1} ({2} to {3}) by {4}: {5}', name, transition + 1, version, to, by, reason),
			);
		}
		if (problems.length === 0) sayVerified(services, verified);
		else sayProblems(services, model, problems);
	},
};

/** Overrides are named beside the good news: the first in full, all of them in the log. */
function sayVerified(services: Services, verified: VerifiedWorkspace): void {
	const { names, claims, overrides } = verified;
	const [first] = overrides;
	if (names.length === 0) {
		services.notify.done(
			l10n.t('Nothing is registered yet, so there is nothing to verify. The first promotion writes a registry file.'),
		);
		return;
	}
	const unchecked = uncheckedInWords(verified).map(services.translate);
	const holds = holdingInWords(claims);
	const holding = holds && services.translate(holds);
	if (unchecked.length > 0) {
		const partly =
			holding === undefined
				? l10n.t('Nothing could be verified.')
				: l10n.t('Partly verified: {0} for {1}.', holding, names.join(', '));
		services.notify.warn([partly, ...unchecked].join(' '), showTimeline(names[0] ?? ''));
		return;
	}
	const words = l10n.t('Verified: {0} for {1}.', holding ?? '', names.join(', '));
	if (first === undefined) services.notify.done(words);
	else services.notify.done([words, overrideWords(first, overrides.length)].join(' '), showTimeline(first.name));
}

function overrideWords({ name, version, to, by, reason }: Override, count: number): string {
	const subject = `${name}@${version}`;
	return count === 1
		? l10n.t('1 move is an override: {0} to {1} by {2}: {3}', subject, to, personName(by), reason)
		: l10n.t('{0} moves are overrides, first {1} to {2} by {3}: {4}', count, subject, to, personName(by), reason);
}

function showTimeline(name: string): NotificationAction {
	return { title: l10n.t('Show Timeline'), run: () => commands.executeCommand('stagemark.showTimeline', { prompt: name }) };
}

/** All problems go to the log in full; the message carries the first and the count. */
function sayProblems(services: Services, model: WorkspaceModel, problems: readonly RegistryProblem[]): void {
	for (const { name, transition, kind, message } of problems) {
		const place = transition === undefined ? name : l10n.t('{0}, transition {1}', name, transition + 1);
		services.log.error(`${place}: ${kind}: ${services.translate(message)}`);
	}
	const [first] = problems;
	if (first === undefined) return;
	const message = services.translate(first.message);
	const words =
		problems.length === 1
			? l10n.t('The registry could not be verified. {0}: {1}', first.name, message)
			: l10n.t('Verification of the registry found {0} problems. {1}: {2}', problems.length, first.name, message);
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
