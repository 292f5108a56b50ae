import { commands, l10n } from 'vscode';
import type { Comparison } from '../../../core/judging/compare/comparison.ts';
import { completeExperiment as completeExperimentInCore } from '../../../core/use-cases/experiment/complete-experiment.ts';
import { appliedWords, undoWords } from '../../ask/applied-words.ts';
import { commandTargetSchema, readArgument } from '../../ask/command-target.ts';
import { completeTarget } from '../../ask/complete-target.ts';
import { pickExperiment } from '../../ask/pick-experiment.ts';
import { pickWorkspace } from '../../ask/pick-workspace.ts';
import type { Command } from '../command.ts';

/** Compares the variants of an experiment, and writes results, conclusion, status and end date as one commit. */
export const completeExperiment: Command = {
	id: 'stagemark.completeExperiment',
	needsTrust: true,
	async run(services, [argument]) {
		const given = readArgument(commandTargetSchema, argument);
		const title = l10n.t('Complete Experiment');
		const model = await pickWorkspace(services, title, given);
		if (model === undefined) return;
		const facts = await model.load();
		const summary = await pickExperiment(services, facts, title, completeTarget(given, model, facts));
		if (summary === undefined) return;
		const { id } = summary.experiment;
		const completed = await services.notify.withProgress(l10n.t('Completing {0}', id), signal =>
			completeExperimentInCore(id, model.ports(), signal),
		);
		if (!completed.ok) {
			services.notify.failure(completed.failure);
			return;
		}
		await model.reload();
		const { applied, comparison, folder } = completed.value;
		services.notify.done(
			[l10n.t('{0} is completed.', id), verdictWords(comparison), appliedWords(applied), undoWords(applied)].join(' '),
			{ title: l10n.t('Show Conclusion'), run: () => commands.executeCommand('vscode.open', model.uriOf(`${folder}/conclusion.md`)) },
		);
	},
};

/** The verdict on the primary metric, or on each where none is primary, in the words of the comparison. */
function verdictWords({ metrics }: Comparison): string {
	const primary = metrics.filter(metric => metric.primary);
	return (primary.length === 0 ? metrics : primary).map(({ name, candidate, words }) => `${name}, ${candidate}: ${words}.`).join(' ');
}
