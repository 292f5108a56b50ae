import { l10n } from 'vscode';
import { lockExperiment as lockExperimentInCore } from '../../../core/use-cases/experiment/lock-experiment.ts';
import { appliedWords, undoWords } from '../../ask/applied-words.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

/** Pre-registers an experiment: its plan is held to a digest from then on, as one commit. */
export const lockExperiment: Command = {
	id: 'stagemark.lockExperiment',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(commandTargetSchema, argument);
		const title = l10n.t('Lock Experiment');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const summary = await pickExperiment(services, facts, title, completeTarget(given, model, facts));
		if (summary === undefined) return;
		const { id } = summary.experiment;
		const locked = await services.notify.withProgress(l10n.t('Locking {0}', id), signal =>
			lockExperimentInCore(id, model.ports(), signal),
		);
		if (!locked.ok) {
			services.notify.failure(locked.failure);
			return;
		}
		await model.reload();
		const { applied } = locked.value;
		services.notify.done(
			[
				l10n.t(
					'{0} is locked. From now on, any change to its hypothesis, metrics, decision rule, variants or dataset will be visible.',
					id,
				),
				appliedWords(applied),
				undoWords(applied),
			].join(' '),
		);
	},
};
