import { l10n } from 'vscode';
import { lockExperiment as lockExperimentInCore } from '../../../core/use-cases/experiment/lock-experiment.ts';
import { settleExperiment } from '../../ask/settle-experiment.ts';
import type { Command } from '../command.ts';

/** Pre-registers an experiment: its plan is held to a digest from then on, as one commit. */
export const lockExperiment: Command = {
	id: 'stagemark.lockExperiment',
	needsTrust: true,
	run: (services, [argument]) =>
		settleExperiment(services, argument, {
			title: l10n.t('Lock Experiment'),
			progress: id => l10n.t('Locking {0}', id),
			settle: lockExperimentInCore,
			done: id => [
				l10n.t(
					'{0} is locked. From now on, any change to its hypothesis, metrics, decision rule, variants or dataset will be visible.',
					id,
				),
			],
		}),
};
