import { l10n, window } from 'vscode';
import { usualMinEffect } from '../../core/use-cases/experiment/plan-experiment.ts';
import type { ExperimentRequest } from '../../core/use-cases/experiment/plan-experiment.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import { ownValue } from '../../core/base/own-value.ts';

type MetricAnswer = Pick<ExperimentRequest, 'metric' | 'minEffect'>;

/**
 * The metric that decides, and its smallest difference that matters, which is offered as it was in the newest experiment with that
 * metric. Neither when the metric is left for later; undefined when the dialog is closed.
 */
export async function askMetric(facts: WorkspaceFacts, given: { readonly metric?: string | undefined }): Promise<MetricAnswer | undefined> {
	const dialog = { title: l10n.t('New Experiment'), ignoreFocusOut: true };
	const answer =
		given.metric ??
		(await window.showInputBox({
			...dialog,
			prompt: l10n.t('Which metric decides? Its name as in the scores. You can also add this later.'),
			placeHolder: 'test_pass_rate',
		}));
	if (answer === undefined) return undefined;
	const metric = answer.trim();
	if (metric === '') return {};
	const effect = await window.showInputBox({
		...dialog,
		prompt: l10n.t('What is the smallest difference in “{0}” that matters to you? In its unit: 0.05 is 5 points of a rate.', metric),
		value: String(lastEffect(facts, metric) ?? usualMinEffect),
		validateInput: text => (readEffect(text) === undefined ? l10n.t('Enter a number greater than 0.') : undefined),
	});
	const minEffect = effect === undefined ? undefined : readEffect(effect);
	return minEffect === undefined ? undefined : { metric, minEffect };
}

function readEffect(text: string): number | undefined {
	const value = Number(text.trim().replace(',', '.'));
	return value > 0 && Number.isFinite(value) ? value : undefined;
}

function lastEffect({ experiments }: WorkspaceFacts, metric: string): number | undefined {
	const ordered = experiments.toSorted((one, other) => one.experiment.id.localeCompare(other.experiment.id, 'en', { numeric: true }));
	return ordered.flatMap(({ experiment }) => ownValue(experiment.metrics, metric)?.min_effect ?? []).at(-1);
}
