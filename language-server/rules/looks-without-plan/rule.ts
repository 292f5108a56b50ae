import type { ExperimentRule } from '../rule.ts';

export const looksWithoutPlan: ExperimentRule = {
	id: 'looks-without-plan',
	appliesTo: 'experiment',
	summary: 'a plan that allows looks and names neither seeds nor the number of cases.',
	severity: 'warning',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'How a verdict is computed (`docs/statistics.md`): a look is counted by the share of the planned answers that is recorded.',

	*check({ value, yaml }) {
		const looks = value?.decision.looks;
		if (value === undefined || looks === undefined) return;
		if ((value.seeds ?? []).length > 0 || (value.dataset?.size ?? 0) > 0) return;
		yield {
			range: yaml.rangeOf(['decision', 'looks'], 'key'),
			message:
				'A look is counted by the share of planned answers, and the plan names neither “seeds” nor “dataset.size”. Nothing will be decided before one of them is there.',
		};
	},
};
