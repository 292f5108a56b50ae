import assert from 'node:assert/strict';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import golden from '../../test/golden/methods.json';
import { hallReach } from './bounds/hall-reach.ts';
import { rangeInterval } from './bounds/range-interval.ts';
import { decideDifference } from './decision/decide-difference.ts';
import { clusterRobustMean } from './groups/cluster-robust-mean.ts';
import { powerOfMcnemar } from './power/power-of-mcnemar.ts';
import { powerOfT } from './power/power-of-t.ts';
import { tangoPairedInterval } from './rates/tango-paired-interval.ts';
import { passAtK, passHatK } from './repeats/pass-at-k.ts';
import { runDeviation } from './repeats/run-deviation.ts';
import { anytimeAlpha } from './sequential/anytime-alpha.ts';
import { spendingAlphas } from './sequential/spending-alphas.ts';

const alpha = 0.05;

/** Relative above 1, absolute below. */
function assertClose(actual: readonly number[], expected: readonly number[], tolerance: number): void {
	assert.equal(actual.length, expected.length);
	for (const [index, value] of expected.entries()) {
		const found = actual[index] ?? NaN;
		assert.ok(Math.abs(found - value) <= tolerance * Math.max(1, Math.abs(value)), `${found} instead of ${value}`);
	}
}

suite('deciding methods agree with numpy, scipy and statsmodels', () => {
	for (const { values, clusters, standardError, degreesOfFreedom } of golden.clusterRobust) {
		test(`CR2 and its degrees of freedom for ${new Set(clusters).size} groups, by clubSandwich's matrices`, () => {
			const found = clusterRobustMean(values, clusters);
			assertClose([found?.standardError ?? NaN, found?.degreesOfFreedom ?? NaN], [standardError, degreesOfFreedom], 1e-10);
		});
	}

	for (const { onlyBaseline, onlyCandidate, total, interval } of golden.tango) {
		test(`Tango's interval for ${onlyBaseline} and ${onlyCandidate} of ${total}, by maximum likelihood`, () =>
			assertClose(tangoPairedInterval({ onlyBaseline, onlyCandidate }, total, alpha) ?? [], interval, 1e-6));
	}

	for (const { values, reach, below, above } of golden.hall) {
		test(`Hall's transformation of t for ${values.length} values, by root finding`, () => {
			const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
			const found = hallReach(
				values.map(value => value - mean),
				reach,
			);
			assertClose([found.below, found.above], [below, above], 1e-9);
		});
	}

	for (const { fractions, boundaries } of golden.spending) {
		test(`the levels at ${fractions.map(share => share.toFixed(2)).join(', ')} of the plan, by multivariate normal probabilities`, () =>
			assertClose(spendingAlphas(fractions, alpha), boundaries.map(twoSided), 2e-6));
	}

	test('the boundaries of five looks, as published for ldbounds: 4.877, 3.357, 2.680, 2.290, 2.031', () =>
		assertClose(spendingAlphas([0.2, 0.4, 0.6, 0.8, 1], alpha), [4.877, 3.357, 2.68, 2.29, 2.031].map(twoSided), 1e-4));

	for (const { fraction, alpha: level, z } of golden.anytime) {
		test(`the always-valid level at ${fraction} of the plan and alpha ${level}, by integrating the mixture`, () =>
			assertClose([anytimeAlpha(fraction, level)], [twoSided(z)], 1e-9));
	}

	for (const { effect, cases, alpha: level, power } of golden.powerOfT) {
		test(`the power of a t test on ${cases} cases, ${effect} deviations apart`, () =>
			assertClose([powerOfT(effect * Math.sqrt(cases), cases - 1, level)], [power], 1e-6));
	}

	for (const { cases, power, alpha: level, ...shares } of golden.powerOfMcnemar) {
		test(`the power of McNemar's test on ${cases} cases, table by table`, () =>
			assertClose([powerOfMcnemar(shares, cases, level)], [power], 1e-9));
	}

	for (const { k, any, all, ...outcome } of golden.repeated) {
		test(`pass@${k} and pass^${k} for ${outcome.passes} of ${outcome.attempts}, by counting subsets`, () =>
			assertClose([passAtK(outcome, k) ?? NaN, passHatK(outcome, k) ?? NaN], [any, all], 1e-12));
	}

	for (const { baseline, candidate, margin, p } of golden.tost) {
		test(`two one-sided tests on ${baseline.length} pairs within ${margin}, of which statsmodels says p = ${p.toFixed(4)}`, () => {
			const { isEquivalent } = decideDifference({ baseline, candidate }, { alpha, goal: 'maximize', margin });
			assert.equal(isEquivalent, p < alpha);
		});
	}

	for (const { runs, deviation, interval, source } of golden.runDeviation) {
		test(`the deviation of ${runs.length} runs`, () => {
			const found = runDeviation(runs, { alpha });
			assert.equal(found?.source, source);
			assertClose([found.deviation, ...found.interval], [deviation, ...interval], 1e-9);
		});
	}

	for (const { values, range, interval } of golden.rangeInterval) {
		test(`the interval that uses the range, for ${values.length} values, to what chance leaves of random weights`, () => {
			const [low = NaN, high = NaN] = range;
			assertClose(
				rangeInterval(
					values.map(value => ({ value, size: 1, count: 1 })),
					[low, high],
					{ alpha },
				),
				interval,
				0.006,
			);
		});
	}
});

function twoSided(z: number): number {
	return 2 * normalCdf(-z, 0, 1);
}
