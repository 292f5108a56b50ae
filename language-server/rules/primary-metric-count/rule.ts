import type { ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import { insertYamlEntry, removeYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule, Fix } from '../rule.ts';

export const primaryMetricCount: ExperimentRule = {
	id: 'primary-metric-count',
	appliesTo: 'experiment',
	summary: 'an experiment without exactly one primary metric.',
	severity: 'error',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'E. Miller, Adding Error Bars to Evals, arXiv 2411.00640: an evaluation is an experiment and names what it is about before it is run.',

	*check(experiment) {
		if (experiment.value === undefined) return;
		const metrics = Object.entries(experiment.value.metrics);
		const primary = metrics.filter(([, metric]) => metric.primary).map(([name]) => name);
		if (primary.length === 0) {
			const place = metrics.length === 0 ? 'id' : 'metrics';
			yield {
				range: experiment.yaml.rangeOf([place], 'key'),
				// A plan that is being written gets its metrics last.
				...(metrics.length === 0 && experiment.value.status === 'planned' && { severity: 'warning' }),
				message:
					metrics.length === 0
						? 'This experiment declares no metric, so nothing can decide it. Add “metrics” with the metric of the hypothesis, marked “primary: true”.'
						: 'No metric is marked as primary, so it is unclear which one decides. Add “primary: true” to the metric of the hypothesis.',
				fixes: metrics.flatMap(([name]) => marking(experiment, name)),
			};
		}
		for (const extra of primary.slice(1)) {
			yield {
				range: experiment.yaml.rangeOf(['metrics', extra, 'primary'], 'key'),
				severity: 'warning',
				message: `Both “${extra}” and “${primary[0] ?? ''}” are primary metrics, and testing both requires more evidence for each. Keep the one of the hypothesis.`,
				fixes: unmarking(experiment, extra),
			};
		}
	},
};

function marking({ yaml }: ParsedExperiment, metric: string): readonly Fix[] {
	const edit = insertYamlEntry(yaml, ['metrics', metric], { key: 'primary', value: 'true' });
	return edit === undefined ? [] : [{ title: `Make “${metric}” the primary metric`, safety: 'unsafe', edits: [edit] }];
}

function unmarking({ yaml }: ParsedExperiment, metric: string): readonly Fix[] {
	const edit = removeYamlEntry(yaml, ['metrics', metric, 'primary']);
	return edit === undefined ? [] : [{ title: `Remove the primary mark of “${metric}”`, safety: 'unsafe', edits: [edit] }];
}
