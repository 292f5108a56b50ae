import { ownValue } from '../../../core/base/own-value.ts';
import { metricsWithoutWorst } from '../../../core/formats/experiment/metrics-without-worst.ts';
import type { ExperimentRule } from '../rule.ts';

export const missingWorstScore: ExperimentRule = {
	id: 'missing-worst-score',
	appliesTo: 'experiment',
	summary: 'a plan that scores errors as the worst and does not say what the worst score of a metric is.',
	severity: 'warning',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'How a verdict is computed (`docs/statistics.md`): an answer in error scores the worst only where that score is known.',

	*check({ value, yaml }, { experiment }) {
		if (value === undefined) return;
		const { errors } = value.decision;
		const valuesOf = (name: string): readonly number[] =>
			experiment?.runs.flatMap(({ metrics }) => ownValue(metrics, name) ?? []) ?? [];
		for (const { name, reason } of metricsWithoutWorst(value, valuesOf)) {
			const why = reason === 'less-is-better' ? 'less is better' : 'its scores go beyond 0 to 1';
			const action =
				errors === 'zero'
					? 'Write “errors: worst”, and add “worst” to the metric.'
					: 'Add “worst”, the score that such an answer gets.';
			yield {
				range: yaml.rangeOf(['metrics', name], 'key'),
				message: `Answers in error are left out of “${name}” although the plan has “errors: ${errors}”: ${why}, and the worst score is not known. ${action}`,
			};
		}
	},
};
