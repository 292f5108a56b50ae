import assert from 'node:assert/strict';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { SeededRandom } from '../../../test/differential/seeded-random.ts';
import { casesNeeded, minimumDetectableEffect } from '../power/minimum-detectable-effect.ts';
import { pairedT } from '../difference/paired-t.ts';
import { casesToBound, percentileInterval, percentileOf, standardErrorOf } from '../descriptive/percentile.ts';
import { decideLowerBound, negate } from './regression-gate.ts';
import type { BoundDecision, BoundedEstimate } from './regression-gate.ts';

const alpha = 0.05;

suite('a bound held against an interval', () => {
	const estimate: BoundedEstimate = { value: 0.1, interval: [0.05, 0.15], caseCount: 100, detectableEffect: 0.0715 };

	for (const [bound, outcome] of [
		[0.04, 'passed'],
		[0.05, 'passed'],
		[0.0501, 'inconclusive'],
		[0.15, 'inconclusive'],
		[0.1501, 'failed'],
	] as const) {
		test(`of 0.05 … 0.15 is ${outcome} for at least ${bound}`, () => assert.equal(decideLowerBound(estimate, bound).outcome, outcome));
	}

	test('counts the same from the other side', () => {
		assert.equal(decideLowerBound(negate(estimate), -0.16).outcome, 'passed');
		assert.equal(decideLowerBound(negate(estimate), -0.04).outcome, 'failed');
		assert.deepEqual(
			decideLowerBound(negate(estimate), -0.12),
			decideLowerBound({ ...estimate, value: -0.1, interval: [-0.15, -0.05] }, -0.12),
		);
	});

	test('names the cases that the formula for power names', () => {
		// 100 cases of variance 1/9, 0.03 away from the bound.
		const detectableEffect = minimumDetectableEffect(Math.sqrt(1 / 9 / 100), alpha);
		const open = decideLowerBound({ value: 0.03, interval: [-0.035, 0.095], caseCount: 100, detectableEffect }, 0);
		assert.deepEqual(open, { outcome: 'inconclusive', casesNeeded: casesNeeded(1 / 9, 0.03, alpha) });
		assert.equal(open.casesNeeded, 969);
	});

	test('names none when the value lies on the bound, and none when it is decided', () => {
		assert.equal(decideLowerBound(estimate, 0.1).casesNeeded, null);
		assert.equal(decideLowerBound(estimate, 0).casesNeeded, null);
	});

	test('refuses numbers that are none', () => {
		assert.throws(() => decideLowerBound({ ...estimate, value: Number.NaN }, 0), RangeError);
		assert.throws(() => decideLowerBound(estimate, Number.POSITIVE_INFINITY), RangeError);
	});
});

suite('how often a regression gate errs', () => {
	const repetitions = 4000;

	/** How often a gate with this margin says so of 50 cases whose true difference is `truth`. */
	function rateOf(outcome: BoundDecision['outcome'], truth: number, margin: number): number {
		const random = new SeededRandom(7);
		const normal = (): number => normalQuantile(random.next() * (1 - 1e-12) + 5e-13, 0, 1);
		let count = 0;
		for (let repetition = 0; repetition < repetitions; repetition++) {
			const before = Array.from({ length: 50 }, normal);
			const test = pairedT(
				before,
				before.map(value => value + truth + normal()),
				{ alpha },
			);
			if (test === undefined || test.interval === null || test.standardError === null)
				throw new Error('Fifty cases have an interval.');
			const detectableEffect = minimumDetectableEffect(test.standardError, alpha);
			const estimate = { value: test.difference, interval: test.interval, caseCount: 50, detectableEffect };
			if (decideLowerBound(estimate, -margin).outcome === outcome) count++;
		}
		return count / repetitions;
	}

	/** Both ends of a two-sided interval of 95 % err in 2.5 % each; 3.29 standard errors around it. */
	const reach = 3.29 * Math.sqrt((0.025 * 0.975) / repetitions);

	test('a version that is worse by just the margin passes in one of forty', () => {
		assert.ok(Math.abs(rateOf('passed', -0.4, 0.4) - 0.025) <= reach);
	});

	test('and fails in one of forty, so that the doubt is always said', () => {
		assert.ok(Math.abs(rateOf('failed', -0.4, 0.4) - 0.025) <= reach);
	});

	test('a version that is as good passes with the power that the margin gives', () => {
		// 0.4 is 2.83 standard errors of 0.1414, where the power is 0.8.
		const rate = rateOf('passed', 0, 0.4);
		assert.ok(rate > 0.76 && rate < 0.84, String(rate));
	});
});

suite('percentiles', () => {
	test('are nearest ranks', () => {
		const ascending = [10, 20, 30, 40];
		assert.deepEqual(
			[0.25, 0.26, 0.5, 0.95].map(share => percentileOf(ascending, share)),
			[10, 20, 20, 40],
		);
		assert.equal(percentileOf([], 0.5), 0);
	});

	/** Made by scipy 1.17.1: `scipy.stats.quantile_test(range(1, n + 1), p=share).confidence_interval(0.95)`. */
	for (const [count, share, interval] of [
		[100, 0.95, [90, 100]],
		[72, 0.95, [64, 72]],
		[200, 0.95, [184, 197]],
		[500, 0.99, [490, 500]],
		[20, 0.5, [6, 15]],
		[6, 0.5, [1, 6]],
		[50, 0.9, [41, 50]],
		[71, 0.95, undefined],
		[5, 0.5, undefined],
	] as const) {
		test(`have the interval of scipy: ${share} of ${count}`, () => {
			const ascending = Array.from({ length: count }, (_, index) => index + 1);
			assert.deepEqual(percentileInterval(ascending, share, alpha), interval);
		});
	}

	test('are bounded from the number of cases on that is named', () => {
		for (const share of [0.5, 0.9, 0.95, 0.99]) {
			const needed = casesToBound(share, alpha);
			const of = (count: number): unknown =>
				percentileInterval(
					Array.from({ length: count }, (_, index) => index),
					share,
					alpha,
				);
			assert.ok(of(needed) !== undefined, `${share} of ${needed}`);
			assert.equal(of(needed - 1), undefined);
		}
		assert.equal(casesToBound(0.95, alpha), 72);
	});

	test('count repeated answers to a case as one', () => {
		const ascending = Array.from({ length: 1000 }, (_, index) => index + 1);
		const [low, high] = percentileInterval(ascending, 0.95, alpha, 100) ?? [0, 0];
		assert.deepEqual([low, high], [891, 1000]);
	});

	test('have intervals that hold the truth in at least 95 of 100, whatever the distribution', () => {
		const random = new SeededRandom(11);
		const truth = -Math.log(0.05);
		let count = 0;
		for (let repetition = 0; repetition < 2000; repetition++) {
			const latencies = Array.from({ length: 150 }, () => -Math.log(1 - random.next())).sort((left, right) => left - right);
			const interval = percentileInterval(latencies, 0.95, alpha);
			if (interval !== undefined && interval[0] <= truth && truth <= interval[1]) count++;
		}
		assert.ok(count / 2000 >= 0.95 - 3.29 * Math.sqrt((0.05 * 0.95) / 2000), String(count));
	});

	test('a width is that of a normal interval', () =>
		assert.ok(Math.abs(standardErrorOf([-1.959963984540054, 1.959963984540054], alpha) - 1) < 1e-12));
});
