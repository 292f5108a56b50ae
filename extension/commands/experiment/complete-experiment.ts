import { commands, l10n } from 'vscode';
import type { Comparison } from '../../../core/judging/compare/comparison.ts';
import { completeExperiment as completeExperimentInCore } from '../../../core/use-cases/experiment/complete-experiment.ts';
import { settleExperiment } from '../../ask/settle-experiment.ts';
import type { Command } from '../command.ts';

/** Compares the variants of an experiment, and writes results, conclusion, status and end date as one commit. */
export const completeExperiment: Command = {
	id: 'stagemark.completeExperiment',
	needsTrust: true,
	run: (services, [argument]) =>
		settleExperiment(services, argument, {
			title: l10n.t('Complete Experiment'),
			progress: id => l10n.t('Completing {0}', id),
			settle: completeExperimentInCore,
			done: (id, { comparison }) => [l10n.t('{0} is completed.', id), verdictWords(comparison)],
			next: ({ folder }, model) => ({
				title: l10n.t('Show Conclusion'),
				run: () => commands.executeCommand('vscode.open', model.uriOf(`${folder}/conclusion.md`)),
			}),
		}),
};

/** The verdict on the primary metric, or on each where none is primary, in the words of the comparison. */
function verdictWords({ metrics }: Comparison): string {
	const primary = metrics.filter(metric => metric.primary);
	return (primary.length === 0 ? metrics : primary).map(({ name, candidate, words }) => `${name}, ${candidate}: ${words}.`).join(' ');
}
