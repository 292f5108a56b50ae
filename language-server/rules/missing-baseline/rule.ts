import type { ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import { insertYamlEntry, removeYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule, Fix } from '../rule.ts';

export const missingBaseline: ExperimentRule = {
	id: 'missing-baseline',
	appliesTo: 'experiment',
	summary: 'an experiment with several variants that does not mark exactly one as the baseline of its comparisons.',
	severity: 'warning',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'E. Miller, Adding Error Bars to Evals, arXiv 2411.00640: compare by paired differences.',

	*check(experiment) {
		const variants = Object.entries(experiment.value?.variants ?? {});
		if (variants.length < 2) return;
		const baselines = variants.filter(([, variant]) => variant.baseline).map(([name]) => name);
		if (baselines.length === 0) {
			yield {
				range: experiment.yaml.rangeOf(['variants'], 'key'),
				message:
					'No variant is marked as the baseline, so the others have nothing to be compared with. Add “baseline: true” to one of them.',
				fixes: variants.flatMap(([name]) => marking(experiment, name)),
			};
		}
		for (const extra of baselines.slice(1)) {
			yield {
				range: experiment.yaml.rangeOf(['variants', extra, 'baseline'], 'key'),
				message: `Both “${extra}” and “${baselines[0] ?? ''}” are marked as the baseline, so a comparison has two answers. Keep one of them.`,
				fixes: unmarking(experiment, extra),
			};
		}
	},
};

function marking({ yaml }: ParsedExperiment, variant: string): readonly Fix[] {
	const edit = insertYamlEntry(yaml, ['variants', variant], { key: 'baseline', value: 'true' });
	return edit === undefined ? [] : [{ title: `Make “${variant}” the baseline`, safety: 'unsafe', edits: [edit] }];
}

function unmarking({ yaml }: ParsedExperiment, variant: string): readonly Fix[] {
	const edit = removeYamlEntry(yaml, ['variants', variant, 'baseline']);
	return edit === undefined ? [] : [{ title: `Remove the baseline mark of “${variant}”`, safety: 'unsafe', edits: [edit] }];
}
