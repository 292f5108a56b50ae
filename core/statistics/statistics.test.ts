import assert from 'node:assert/strict';
import { agrestiMinStandardError } from './difference/agresti-min-standard-error.ts';
import { benjaminiHochberg } from './multiplicity/benjamini-hochberg.ts';
import { bootstrapInterval } from './resampling/bootstrap-interval.ts';
import { clopperPearsonInterval } from './rates/clopper-pearson-interval.ts';
import { clusteredStandardError } from './groups/clustered-standard-error.ts';
import { cohenDZ } from './difference/cohen-d-z.ts';
import { cohenKappa } from './agreement/cohen-kappa.ts';
import { holm } from './multiplicity/holm.ts';
import { krippendorffAlpha } from './agreement/krippendorff-alpha.ts';
import { mcnemar, mcnemarMidP } from './difference/mcnemar.ts';
import { mean, sampleDeviation } from './descriptive/mean.ts';
import { meanInterval } from './descriptive/mean-interval.ts';
import { casesNeeded, minimumDetectableEffect } from './power/minimum-detectable-effect.ts';
import { newcombePairedInterval } from './difference/newcombe-paired-interval.ts';
import { pairedDifferences, pairedT } from './difference/paired-t.ts';
import { signFlipPermutation } from './resampling/sign-flip-permutation.ts';
import { signTest } from './difference/sign-test.ts';
import { smallestUsefulSample } from './power/smallest-useful-sample.ts';
import { welchT } from './difference/welch-t.ts';
import { wilcoxonSignedRank } from './difference/wilcoxon-signed-rank.ts';
import { wilsonInterval } from './rates/wilson-interval.ts';
import { countWinsAndLosses } from './difference/wins-and-losses.ts';

const alpha = 0.05;

suite('statistics without data', () => {
	test('no values have no mean, interval, test or pass rate', () => {
		assert.throws(() => mean([]), RangeError);
		assert.equal(meanInterval([], alpha), undefined);
		assert.equal(pairedT([], [], { alpha }), undefined);
		assert.equal(welchT([], [1], alpha), undefined);
		assert.equal(welchT([1], [], alpha), undefined);
		assert.equal(wilsonInterval(0, 0, alpha), undefined);
		assert.equal(newcombePairedInterval({ both: 0, onlyBaseline: 0, onlyCandidate: 0, neither: 0 }, alpha), undefined);
		assert.deepEqual(holm([]), []);
		assert.equal(cohenDZ([]), null);
		assert.deepEqual(countWinsAndLosses([], 'maximize'), { wins: 0, losses: 0, ties: 0 });
	});
});

suite('statistics of one value', () => {
	test('one value has a mean and no standard error', () =>
		assert.deepEqual(meanInterval([0.4], alpha), { mean: 0.4, n: 1, standardError: null, interval: null }));

	test('one pair has a difference and no test', () => {
		const nothing = { standardError: null, degreesOfFreedom: null, statistic: null, p: null, interval: null };
		assert.deepEqual(pairedT([1], [3], { alpha }), { difference: 2, ...nothing });
		assert.deepEqual(welchT([1], [3, 4], alpha), { difference: 2.5, ...nothing });
		assert.equal(cohenDZ([2]), null);
	});

	test('one cluster is one observation, however many values it has', () => {
		assert.equal(clusteredStandardError([1, 2, 3], ['a', 'a', 'a']), null);
		assert.equal(meanInterval([1, 2, 3], alpha, ['a', 'a', 'a'])?.interval, null);
		assert.equal(pairedT([1, 2, 3], [2, 2, 5], { alpha, clusters: ['a', 'a', 'a'] })?.p, null);
	});
});

suite('statistics of data without spread', () => {
	/** Adding up a tenth ten times gives 0.9999999999999999: equal values must not differ by rounding. */
	const tenths = Array.from({ length: 10 }, () => 0.1);

	test('the mean of equal values is that value, its deviation 0', () => {
		assert.equal(mean(tenths), 0.1);
		assert.equal(sampleDeviation(tenths), 0);
		assert.deepEqual(meanInterval(tenths, alpha), { mean: 0.1, n: 10, standardError: 0, interval: [0.1, 0.1] });
	});

	test('identical sides differ by 0 with p = 1', () => {
		const test = pairedT([0.1, 0.5, 0.9], [0.1, 0.5, 0.9], { alpha });
		assert.deepEqual([test?.difference, test?.p, test?.interval], [0, 1, [0, 0]]);
		assert.deepEqual([welchT(tenths, tenths, alpha)?.p, cohenDZ([0, 0, 0])], [1, 0]);
	});

	test('sums in another order are identical, not different by rounding', () => {
		const baseline = [0.1 + 0.2 + 0.3, 0.7 + 0.1, 1];
		const candidate = [0.3 + 0.2 + 0.1, 0.1 + 0.7, 1];
		assert.deepEqual(pairedDifferences(baseline, candidate), [0, 0, 0]);
		assert.equal(pairedT(baseline, candidate, { alpha })?.p, 1);
	});

	test('the same difference everywhere has no t, which would be infinite', () => {
		const test = pairedT([0.1, 0.2, 0.3, 0.4], [0.2, 0.3, 0.4, 0.5], { alpha });
		assert.deepEqual([test?.standardError, test?.statistic, test?.p, test?.interval], [0, null, null, null]);
		assert.equal(pairedT([1, 2], [2, 3], { alpha, clusters: ['a', 'b'] })?.p, null);
		assert.equal(welchT([1, 1], [2, 2], alpha)?.p, null);
		assert.equal(cohenDZ([2, 2, 2]), null);
	});

	test('no discordant pairs give p = 1 and an interval that still has a width', () => {
		assert.deepEqual(mcnemar({ onlyBaseline: 0, onlyCandidate: 0 }), { p: 1, method: 'mcnemar-exact' });
		const [low, high] = newcombePairedInterval({ both: 10, onlyBaseline: 0, onlyCandidate: 0, neither: 0 }, alpha) ?? [NaN, NaN];
		assert.ok(low < -0.27 && high > 0.27);
		assert.ok(agrestiMinStandardError({ both: 10, onlyBaseline: 0, onlyCandidate: 0, neither: 0 }) > 0.08);
	});
});

suite('statistics of impossible input', () => {
	const calls: readonly (readonly [name: string, call: () => unknown])[] = [
		['a mean of NaN', () => mean([1, NaN])],
		['an infinite value', () => meanInterval([1, Infinity], alpha)],
		['NaN in a pair', () => pairedT([1, 2], [NaN, 3], { alpha })],
		['NaN in an unpaired side', () => welchT([1, NaN], [1, 2], alpha)],
		['NaN in clustered values', () => clusteredStandardError([1, NaN], ['a', 'b'])],
		['sides of different length', () => pairedT([1, 2], [1], { alpha })],
		['clusters of another length', () => clusteredStandardError([1, 2], ['a'])],
		['more passes than cases', () => wilsonInterval(3, 2, alpha)],
		['half a pass', () => wilsonInterval(0.5, 2, alpha)],
		['a negative count', () => signTest(-1, 3)],
		['a count of NaN', () => mcnemar({ onlyBaseline: NaN, onlyCandidate: 1 })],
		['outcomes that are no counts', () => agrestiMinStandardError({ both: -1, onlyBaseline: 0, onlyCandidate: 0, neither: 3 })],
		['a p-value of NaN', () => holm([0.1, NaN])],
		['a negative standard error', () => minimumDetectableEffect(-1, alpha)],
		['an effect of 0', () => casesNeeded(1, 0, alpha)],
	];
	for (const [name, call] of calls) test(`${name} is refused`, () => assert.throws(call, RangeError));
});

suite('Holm', () => {
	test('keeps the order given, never decreases with p, and stops at 1', () => {
		assert.deepEqual(holm([0.5, 0.01, 0.04]), [0.5, 0.03, 0.08]);
		assert.deepEqual(holm([0.6, 0.7]), [1, 1]);
		assert.deepEqual(holm([0.03]), [0.03]);
	});
});

suite('sign test', () => {
	test('an even split is no evidence, a unanimous one halves with every case', () => {
		assert.equal(signTest(4, 4), 1);
		assert.equal(signTest(6, 0), 0.03125);
		assert.equal(signTest(0, 7), 0.015625);
	});
});

suite('smallest useful sample', () => {
	for (const [level, cases] of [
		[0.05, 6],
		[0.01, 8],
		[0.1, 5],
		[0.25, 4],
	] as const) {
		test(`is ${cases} at alpha ${level}: there, and not one case earlier, a unanimous outcome is significant`, () => {
			assert.equal(smallestUsefulSample(level), cases);
			assert.ok(signTest(cases, 0) < level);
			assert.ok(signTest(cases - 1, 0) >= level);
		});
	}
});

suite('clustered standard error', () => {
	test('equals the ordinary one when every value is a cluster of its own', () => {
		const values = [0.2, 0.9, 0.4, 0.7];
		const ordinary = meanInterval(values, alpha)?.standardError ?? NaN;
		assert.ok(Math.abs((clusteredStandardError(values, ['a', 'b', 'c', 'd']) ?? NaN) - ordinary) < 1e-15);
	});

	test('grows when the values of a cluster move together', () => {
		const values = [1, 1, 1, 0, 0, 0];
		const together = clusteredStandardError(values, ['a', 'a', 'a', 'b', 'b', 'b']) ?? NaN;
		assert.ok(together > 1.5 * (meanInterval(values, alpha)?.standardError ?? NaN));
	});
});

suite('wins and losses', () => {
	test('follow the goal', () => {
		assert.deepEqual(countWinsAndLosses([1, 1, -1, 0], 'maximize'), { wins: 2, losses: 1, ties: 1 });
		assert.deepEqual(countWinsAndLosses([1, 1, -1, 0], 'minimize'), { wins: 1, losses: 2, ties: 1 });
	});
});

suite('tests without normality, at their limits', () => {
	test('no difference at all gives p = 1', () => {
		assert.equal(wilcoxonSignedRank([]).p, 1);
		assert.deepEqual(wilcoxonSignedRank([0, 0]), { statistic: 0, p: 1, direction: 0, count: 0, method: 'wilcoxon-exact' });
		assert.deepEqual(signFlipPermutation([0, 0, 0]), { p: 1, method: 'permutation-exact' });
		assert.equal(mcnemarMidP({ onlyBaseline: 0, onlyCandidate: 0 }), 1);
	});

	test('six cases that all rise by the same are as unlikely as six heads', () => {
		assert.equal(wilcoxonSignedRank([1, 1, 1, 1, 1, 1]).p, 2 / 64);
		assert.equal(signFlipPermutation([1, 1, 1, 1, 1, 1]).p, 2 / 64);
		assert.equal(mcnemarMidP({ onlyBaseline: 0, onlyCandidate: 6 }), 1 / 64);
	});

	test('differences that are equal but for rounding share a rank', () => {
		const noisy = wilcoxonSignedRank([0.9 - 0.8, 0.7 - 0.8, 0.4 - 0.2]);
		assert.deepEqual(noisy, wilcoxonSignedRank([1, -1, 2]));
	});

	test('the direction is that of the larger rank sum', () => {
		assert.equal(wilcoxonSignedRank([5, -1]).direction, 1);
		assert.equal(wilcoxonSignedRank([-5, 1]).direction, -1);
		assert.equal(wilcoxonSignedRank([1, -1]).direction, 0);
	});

	test('groups flip as a whole: one group proves nothing', () => {
		assert.equal(signFlipPermutation([1, 2, 3], { clusters: ['a', 'a', 'a'] }).p, 1);
		assert.equal(bootstrapInterval([1, 2, 3], alpha, { clusters: ['a', 'a', 'a'] }), undefined);
	});

	test('the same seed gives the same result, another seed a slightly other one', () => {
		const values = Array.from({ length: 40 }, (_, index) => Math.sin(index) + 0.1);
		assert.deepEqual(bootstrapInterval(values, alpha), bootstrapInterval(values, alpha));
		assert.notDeepEqual(bootstrapInterval(values, alpha), bootstrapInterval(values, alpha, { seed: 1 }));
		assert.equal(signFlipPermutation(values).p, signFlipPermutation(values).p);
	});

	test('a bootstrap needs two values, and of equal ones is their value', () => {
		assert.equal(bootstrapInterval([], alpha), undefined);
		assert.equal(bootstrapInterval([1], alpha), undefined);
		assert.deepEqual(bootstrapInterval([0.1, 0.1, 0.1], alpha), [0.1, 0.1]);
	});

	test('numbers that are none are refused', () => {
		assert.throws(() => wilcoxonSignedRank([NaN]), RangeError);
		assert.throws(() => signFlipPermutation([Infinity]), RangeError);
		assert.throws(() => bootstrapInterval([1, NaN], alpha), RangeError);
		assert.throws(() => benjaminiHochberg([NaN]), RangeError);
		assert.throws(() => clopperPearsonInterval(3, 2, alpha), RangeError);
		assert.throws(() => krippendorffAlpha([[1, NaN]], 'nominal'), RangeError);
	});
});

suite('agreement of raters, at its limits', () => {
	test('nothing rated, or nothing rated twice, has no agreement', () => {
		assert.equal(cohenKappa([], []), null);
		assert.equal(krippendorffAlpha([], 'nominal'), null);
		assert.equal(krippendorffAlpha([[1], [2]], 'interval'), null);
	});

	test('raters who never differ in anything leave nothing to measure', () => {
		assert.equal(cohenKappa(['good', 'good'], ['good', 'good']), null);
		assert.equal(
			krippendorffAlpha(
				[
					[1, 1],
					[1, 1],
				],
				'ordinal',
			),
			null,
		);
	});

	test('full agreement is 1, opposite labels less than chance', () => {
		assert.equal(cohenKappa(['good', 'bad'], ['good', 'bad']), 1);
		assert.equal(cohenKappa(['good', 'bad'], ['bad', 'good']), -1);
	});

	test('lists of different length are of different items', () => assert.throws(() => cohenKappa(['good'], []), RangeError));
});
