import { l10n } from 'vscode';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { pickOne } from '../../ask/pick-one.ts';
import type { Services } from '../../services.ts';
import type { Command } from '../command.ts';

/** Ends an experiment that is running in this window, with everything its commands have started. What was recorded before stays. */
export const cancelRun: Command = {
	id: 'stagemark.cancelRun',
	needsTrust: true,
	async run(services, [argument]) {
		const { folder, experiment } = readArgument(commandTargetSchema, argument);
		const running = runningIn(services).filter(
			entry => (folder === undefined || entry.folder === folder) && (experiment === undefined || entry.experiment === experiment),
		);
		if (running.length === 0) {
			services.notify.done(l10n.t('No experiment is running in this window.'));
			return;
		}
		const picked = await pickOne(
			{ title: l10n.t('Cancel Run'), placeholder: l10n.t('Which experiment?') },
			running.map(entry => ({ label: entry.experiment, value: entry })),
		);
		picked?.cancel();
	},
};

interface Running {
	readonly folder: string;
	readonly experiment: string;
	cancel(): void;
}

function runningIn({ workspaces }: Services): readonly Running[] {
	return workspaces.all.flatMap(({ folder, running }) =>
		running.experiments.map(experiment => ({ folder: folder.uri.toString(), experiment, cancel: () => running.cancel(experiment) })),
	);
}
