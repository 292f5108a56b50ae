import { compareVariants } from '../webviews/comparison-fixture.ts';
import { reportRatio } from './report-ratio.ts';

const names = Array.from({ length: 100 }, (_, index) => `metric_${index}`);

reportRatio('20 candidates with 100 metrics of tenths, against the same passed or failed', {
	work: () => compare(20, value => value / 10),
	other: () => compare(20, value => (value > 4 ? 1 : 0)),
	rounds: 5,
});
reportRatio('40 candidates with 100 metrics, against 20', {
	work: () => compare(40, value => value / 10),
	other: () => compare(20, value => value / 10),
	rounds: 5,
});

function compare(candidates: number, scoreOf: (value: number) => number): void {
	compareVariants({
		metrics: Object.fromEntries(names.map(name => [name, { goal: 'maximize' as const }])),
		variants: Array.from({ length: candidates + 1 }, (_, variant) => ({
			name: `candidate-${variant}`,
			version: `1.0.${variant}`,
			answer: caseIndex => ({
				scores: Object.fromEntries(names.map((name, metric) => [name, scoreOf((caseIndex * 7 + variant * 3 + metric) % 10)])),
			}),
		})),
		caseCount: 6,
	});
}
