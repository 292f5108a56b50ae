import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mcnemar } from '../../../statistics/difference/mcnemar.ts';
import { newcombePairedInterval } from '../../../statistics/difference/newcombe-paired-interval.ts';
import { welchT } from '../../../statistics/difference/welch-t.ts';
import { formatDeltaInterval, formatP } from './format-metric.ts';

/** 78 % against 89 % on 100 examples, as docs/tour.md takes it apart. References: scipy 1.17.1 `binomtest`, `ttest_ind`. */
suite('a claim of 78 % against 89 % on 100 examples', () => {
	const tour = readFileSync('docs/tour.md', 'utf8');

	for (const [onlyCandidate, onlyBaseline, p] of [
		[12, 1, 0.00341796875],
		[16, 5, 0.02660369873046875],
		[18, 7, 0.043285250663757324],
		[19, 8, 0.052238985896110535],
	] as const) {
		test(`with ${onlyCandidate} and ${onlyBaseline} cases that one side alone has right gives p = ${formatP(p)}, as the tour says`, () => {
			const pairs = { both: 89 - onlyCandidate, onlyBaseline, onlyCandidate, neither: 11 - onlyBaseline };
			assert.ok(Math.abs(mcnemar(pairs).p - p) < 1e-12);
			const interval = newcombePairedInterval(pairs, 0.05);
			const row = new RegExp(`${onlyCandidate}(?:, 1.0.0 alone on| and) ${onlyBaseline}.*\\| (\\S+) \\| (.+?) \\|`).exec(tour);
			assert.equal(row?.[1], formatP(p));
			assert.equal(row[2], interval && formatDeltaInterval('test_pass_rate', interval));
		});
	}

	test('on two different sets gives p = 0.036', () => {
		const rate = (passed: number): number[] => Array.from({ length: 100 }, (_, index) => (index < passed ? 1 : 0));
		const p = welchT(rate(78), rate(89), 0.05)?.p ?? Number.NaN;
		assert.ok(Math.abs(p - 0.03635784532907347) < 1e-9);
		assert.match(tour, /nothing in common \(Welch t\) \| 0\.036 \|/);
	});
});
