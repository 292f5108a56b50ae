import { statedProbabilities } from '../../../core/formats/experiment/stated-probabilities.ts';
import type { ExperimentRule } from '../rule.ts';

export const conclusionContradictsStatistics: ExperimentRule = {
	id: 'conclusion-contradicts-statistics',
	appliesTo: 'experiment',
	summary: 'a conclusion that states a p-value the recorded results do not support.',
	severity: 'warning',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'M. B. Nuijten et al., The prevalence of statistical reporting errors in psychology (1985–2013), Behavior Research Methods 48 (2016): half of the papers had at least one p-value that did not follow from the other numbers.',

	*check({ yaml, folder }, { experiment }) {
		const results = experiment?.results;
		if (experiment?.conclusionText === undefined || results === undefined) return;
		for (const stated of statedProbabilities(experiment.conclusionText)) {
			if (results.some(p => stated.agreesWith(p))) continue;
			yield {
				range: yaml.rangeOf(['id'], 'value'),
				message: `The conclusion says “${stated.text}”, but ${describe(results)}. Write what the results say, or complete the experiment again.`,
				related: [
					{ path: folder === '' ? 'conclusion.md' : `${folder}/conclusion.md`, range: stated.range, message: 'Stated here.' },
				],
			};
		}
	},
};

function describe(results: readonly number[]): string {
	if (results.length === 0) return 'the recorded results have no p-value';
	return `the recorded results give p = ${results.map(p => p.toPrecision(2)).join(', ')}`;
}
