import assert from 'node:assert/strict';
import { krippendorffInterval } from './agreement/krippendorff-interval.ts';
import { decideTolerance } from './bounds/decide-tolerance.ts';
import { rangeInterval } from './bounds/range-interval.ts';
import { clusterRobustMean } from './groups/cluster-robust-mean.ts';
import { effectiveGroups } from './groups/effective-groups.ts';
import { fewestCases } from './power/fewest-cases.ts';
import { planPassFail, planSample } from './power/plan-sample.ts';
import { powerOfMcnemar } from './power/power-of-mcnemar.ts';
import { powerOfT } from './power/power-of-t.ts';
import { clopperPearsonInterval } from './rates/clopper-pearson-interval.ts';
import { tangoPairedInterval } from './rates/tango-paired-interval.ts';
import { estimatePassAtK } from './repeats/estimate-pass-at-k.ts';
import { passAtK } from './repeats/pass-at-k.ts';
import { runDeviation } from './repeats/run-deviation.ts';
import { splitVariance } from './repeats/split-variance.ts';
import { bootstrapInterval } from './resampling/bootstrap-interval.ts';
import { alphaAtLook } from './sequential/alpha-at-look.ts';
import { anytimeAlpha } from './sequential/anytime-alpha.ts';
import { spendingAlphas } from './sequential/spending-alphas.ts';

const alpha = 0.05;
const repeat = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

suite('a bootstrap interval', () => {
	test('of grades times 100 is 100 times that of the grades', () => {
		const grades = [0.7, -0.2, 0.1, 0.3, 0, 0.1, -0.1, 0.6, 0.2, 0.3, 0.1, 0, -0.3, 0.4];
		const [low = NaN, high = NaN] = bootstrapInterval(grades, alpha) ?? [];
		const [lowOf100 = NaN, highOf100 = NaN] =
			bootstrapInterval(
				grades.map(grade => grade * 100),
				alpha,
			) ?? [];
		assert.ok(Math.abs(lowOf100 - 100 * low) < 1e-10, `${lowOf100} and ${low}`);
		assert.ok(Math.abs(highOf100 - 100 * high) < 1e-10, `${highOf100} and ${high}`);
	});
});

suite('the interval that uses the range', () => {
	test('is that of Clopper and Pearson for pass and fail', () => {
		const units = [
			{ value: 1, size: 1, count: 17 },
			{ value: 0, size: 1, count: 3 },
		];
		const found = rangeInterval(units, [0, 1], { alpha, draws: 100_000 });
		const exact = clopperPearsonInterval(17, 20, alpha) ?? [NaN, NaN];
		assert.ok(
			found.every((end, index) => Math.abs(end - (exact[index] ?? NaN)) < 0.003),
			found.join(', '),
		);
	});

	test('is as wide for ten equal groups as for ten cases', () => {
		const groups = rangeInterval([{ value: 0, size: 7, count: 10 }], [-1, 1], { alpha });
		assert.deepEqual(groups, rangeInterval([{ value: 0, size: 1, count: 10 }], [-1, 1], { alpha }));
	});

	test('is wider at a level that random weights cannot tell', () => {
		const units = [
			{ value: 0, size: 1, count: 30 },
			{ value: 0.5, size: 1, count: 4 },
		];
		const usual = rangeInterval(units, [-1, 1], { alpha });
		const early = rangeInterval(units, [-1, 1], { alpha: 1e-5 });
		assert.ok(early[0] < usual[0] && early[1] > usual[1]);
	});

	test('refuses values outside the range, and none', () => {
		assert.throws(() => rangeInterval([{ value: 2, size: 1, count: 1 }], [0, 1], { alpha }), RangeError);
		assert.throws(() => rangeInterval([], [0, 1], { alpha }), RangeError);
	});
});

suite('Tango’s interval', () => {
	test('has a width when no pair disagrees, and mirrors when sides change places', () => {
		const [low = NaN, high = NaN] = tangoPairedInterval({ onlyBaseline: 0, onlyCandidate: 0 }, 6, alpha) ?? [];
		assert.ok(low < -0.39 && Math.abs(low + high) < 1e-12);
		const there = tangoPairedInterval({ onlyBaseline: 3, onlyCandidate: 9 }, 40, alpha) ?? [NaN, NaN];
		const back = tangoPairedInterval({ onlyBaseline: 9, onlyCandidate: 3 }, 40, alpha) ?? [NaN, NaN];
		assert.deepEqual(there, [-back[1], -back[0]]);
	});

	test('does not exist without cases, and refuses what are no counts', () => {
		assert.equal(tangoPairedInterval({ onlyBaseline: 0, onlyCandidate: 0 }, 0, alpha), undefined);
		assert.throws(() => tangoPairedInterval({ onlyBaseline: 3, onlyCandidate: 4 }, 6, alpha), RangeError);
	});
});

suite('groups', () => {
	test('count as so many of equal size', () => {
		assert.equal(effectiveGroups([5, 5, 5, 5]), 4);
		assert.equal(effectiveGroups([40, 5, 5, 3, 2, 1]).toFixed(2), '1.88');
		assert.equal(effectiveGroups([]), 0);
	});

	test('of equal size have one degree of freedom less than there are, one group has none', () => {
		const clusters = ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'];
		assert.ok(Math.abs((clusterRobustMean([1, 2, 3, 4, 5, 6, 7, 9], clusters)?.degreesOfFreedom ?? NaN) - 3) < 1e-12);
		assert.equal(clusterRobustMean([1, 2], ['a', 'a']), null);
	});
});

suite('looks', () => {
	test('spend little at first and all in the end', () => {
		const levels = spendingAlphas([0.25, 0.5, 0.75, 1], alpha);
		assert.ok(levels.every((level, index) => index === 0 || level > (levels[index - 1] ?? 1)));
		assert.ok((levels[0] ?? 1) < 1e-4 && (levels[3] ?? 0) > 0.04);
		assert.ok(Math.abs((spendingAlphas([1], alpha)[0] ?? NaN) - alpha) < 1e-9);
	});

	test('decide at the end, at the looks that are planned, or at any', () => {
		assert.equal(alphaAtLook({ looks: 'once', fraction: 0.9 }, alpha), null);
		assert.equal(alphaAtLook({ looks: 'once', fraction: 1 }, alpha), alpha);
		const levelAt = (fraction: number): number | null => alphaAtLook({ looks: 'planned', count: 5, fraction }, alpha);
		const [first, second, , fourth, last] = spendingAlphas([0.2, 0.4, 0.6, 0.8, 1], alpha);
		assert.deepEqual([0.1, 0.199, 0.2, 0.4, 1].map(levelAt), [null, null, first, second, last]);
		assert.ok((levelAt(0.45) ?? 1) < (second ?? 0) && (levelAt(0.99) ?? 1) < (fourth ?? 0), 'stricter between the looks');
		assert.equal(alphaAtLook({ looks: 'any', fraction: 0.5 }, alpha), anytimeAlpha(0.5, alpha));
	});

	test('refuse shares that cannot be', () => {
		for (const fractions of [[0.5, 0.5], [0.6, 0.3], [0, 1], [1.1], [NaN]])
			assert.throws(() => spendingAlphas(fractions, alpha), RangeError);
		assert.throws(() => anytimeAlpha(0, alpha), RangeError);
	});
});

suite('repeated answers', () => {
	test('have no pass@k with fewer than k answers, and such cases are told', () => {
		assert.equal(passAtK({ attempts: 2, passes: 1 }, 3), undefined);
		const cases = [...repeat(10, { attempts: 5, passes: 2 }), { attempts: 2, passes: 2 }];
		const { estimate, omittedCount } = estimatePassAtK(cases, undefined, { of: 'any', k: 3 }, { alpha });
		assert.deepEqual([estimate?.estimate.toFixed(3), omittedCount], ['0.900', 1]);
		assert.equal(estimatePassAtK(cases, undefined, { of: 'all', k: 9 }, { alpha }).estimate, undefined);
	});

	test('refuse what are no counts', () => {
		for (const [attempts, passes, k] of [
			[3, 4, 1],
			[3, -1, 1],
			[3, 1, 0],
			[2.5, 1, 1],
		] as const) {
			assert.throws(() => passAtK({ attempts, passes }, k), RangeError);
		}
	});

	test('split the variance into cases and answers', () => {
		const parts = splitVariance([
			{ baseline: [0, 2], candidate: [4, 6] },
			{ baseline: [1, 3], candidate: [1, 3] },
		]);
		const rounded = Object.fromEntries(Object.entries(parts ?? {}).map(([name, value]) => [name, Number(Number(value).toFixed(9))]));
		assert.deepEqual(rounded, { total: 8, between: 6, within: 4, seeds: 2, cases: 2 });
		assert.equal(splitVariance([{ baseline: [1], candidate: [2] }]), undefined);
		assert.equal(
			splitVariance([
				{ baseline: [1], candidate: [2] },
				{ baseline: [1], candidate: [5] },
			])?.within,
			null,
		);
	});
});

suite('reproducibility', () => {
	test('two identical runs over six cases prove little, over a thousand much', () => {
		const six = runDeviation([repeat(6, 1), repeat(6, 1)], { alpha, scoreRange: [0, 1] });
		const thousand = runDeviation([repeat(1000, 1), repeat(1000, 1)], { alpha, scoreRange: [0, 1] });
		assert.deepEqual([six?.deviation, six?.interval[0], six?.interval[1].toFixed(3)], [0, 0, '0.196']);
		assert.equal(decideTolerance(six?.interval ?? [0, 1], 0.02), 'inconclusive');
		assert.equal(decideTolerance(thousand?.interval ?? [0, 1], 0.02), 'passed');
	});

	test('runs that shift as a whole are measured as wholes', () => {
		const ease = Array.from({ length: 50 }, (_, index) => Math.sin(index));
		const runs = [0, 1, 2, -1].map(shift => ease.map((value, index) => value + shift + Math.cos(index * (shift + 3)) / 10));
		assert.equal(runDeviation(runs, { alpha })?.source, 'between-runs');
	});

	test('one run, or none, says nothing, and runs of other cases are refused', () => {
		assert.equal(runDeviation([[1, 2]], { alpha }), undefined);
		assert.equal(runDeviation([[], []], { alpha }), undefined);
		assert.throws(() => runDeviation([[1], [1, 2]], { alpha }), RangeError);
	});

	for (const [tolerance, outcome] of [
		[0.3, 'passed'],
		[0.2, 'passed'],
		[0.19, 'inconclusive'],
		[0.1, 'inconclusive'],
		[0.09, 'failed'],
	] as const) {
		test(`of 0.1 to 0.2 is ${outcome} for ${tolerance}`, () => assert.equal(decideTolerance([0.1, 0.2], tolerance), outcome));
	}
});

suite('power', () => {
	test('without an effect is alpha, and grows to 1', () => {
		assert.ok(Math.abs(powerOfT(0, 20, alpha) - alpha) < 1e-6);
		assert.ok(powerOfT(9, 20, alpha) > 0.999);
		assert.equal(powerOfMcnemar({ onlyBaseline: 0, onlyCandidate: 0 }, 50, alpha), 0);
		assert.equal(powerOfMcnemar({ onlyBaseline: 0, onlyCandidate: 0.5 }, 5, alpha), 0);
	});

	test('names the fewest cases that reach it, or none', () => {
		for (const near of [0, 40, 79, 80, 81, 500]) {
			const found = fewestCases(cases => cases / 100, 0.8, { fewest: 2, near });
			assert.equal(found, 80, `near ${near}`);
		}
		assert.equal(
			fewestCases(() => 1, 0.8, { fewest: 6, near: 100 }),
			6,
		);
		assert.equal(
			fewestCases(() => 0.5, 0.8, { fewest: 2, near: 2 }),
			null,
		);
	});

	test('asks for more when more metrics are looked at, and names a range', () => {
		const parts = { total: 1, between: 1, within: null, seeds: 1, cases: 20 };
		const one = planSample(parts, { effect: 0.5, alpha });
		const four = planSample(parts, { effect: 0.5, alpha: alpha / 4 });
		assert.ok((one.cases.low ?? 0) < (one.cases.planned ?? 0) && (one.cases.planned ?? 0) < (one.cases.high ?? 0));
		assert.ok((four.cases.planned ?? 0) > (one.cases.planned ?? 0));
		assert.equal(one.cheaper, 'more-cases');
	});

	test('says more seeds where answers vary, more cases where cases do', () => {
		const noisy = planSample({ total: 1.05, between: 0.05, within: 2, seeds: 2, cases: 40 }, { effect: 0.3, alpha });
		assert.deepEqual([noisy.cheaper, noisy.seeds !== null], ['more-seeds', true]);
		const varied = planSample({ total: 1.05, between: 1, within: 0.1, seeds: 2, cases: 40 }, { effect: 0.3, alpha });
		assert.deepEqual([varied.cheaper, varied.seeds], ['more-cases', null]);
		assert.equal(planSample({ total: 0.01, between: 0.01, within: null, seeds: 1, cases: 40 }, { effect: 0.3, alpha }).cheaper, null);
	});

	test('of pass and fail takes at least the effect to be discordant', () => {
		const same = planPassFail({ both: 50, onlyBaseline: 0, onlyCandidate: 0, neither: 0 }, { effect: 0.1, alpha });
		assert.deepEqual([same.low === same.planned, (same.planned ?? 0) > 50], [true, true]);
		assert.throws(() => planPassFail({ both: 5, onlyBaseline: 0, onlyCandidate: 0, neither: 0 }, { effect: 0, alpha }), RangeError);
	});
});

suite('agreement of raters with its interval', () => {
	test('of five items on which all agree could be none', () => {
		const found = krippendorffInterval(
			[
				[1, 1],
				[0, 0],
				[1, 1],
				[0, 0],
				[1, 1],
			],
			'nominal',
			{ alpha },
		);
		assert.equal(found?.alpha, 1);
		assert.ok(found.interval[0] < 0.2, String(found.interval[0]));
	});

	test('is narrower with more items', () => {
		const items = [
			[1, 1],
			[0, 0],
			[1, 1],
			[0, 1],
			[0, 0],
			[1, 1],
			[2, 2],
			[2, 1],
		];
		const width = (times: number): number => {
			const [low = NaN, high = NaN] = krippendorffInterval(repeat(times, items).flat(), 'ordinal', { alpha })?.interval ?? [];
			return high - low;
		};
		assert.ok(width(10) < width(2) / 1.5);
	});

	test('does not exist where agreement does not', () =>
		assert.equal(
			krippendorffInterval(
				[
					[1, 1],
					[1, 1],
				],
				'nominal',
				{ alpha },
			),
			null,
		));
});
