import assert from 'node:assert/strict';
import golden from '../../test/golden/statistics.json';
import { agrestiMinStandardError } from './difference/agresti-min-standard-error.ts';
import { benjaminiHochberg } from './multiplicity/benjamini-hochberg.ts';
import { bootstrapInterval } from './resampling/bootstrap-interval.ts';
import { clopperPearsonInterval } from './rates/clopper-pearson-interval.ts';
import { cohenDZ } from './difference/cohen-d-z.ts';
import { cohenKappa } from './agreement/cohen-kappa.ts';
import { holm } from './multiplicity/holm.ts';
import { krippendorffAlpha } from './agreement/krippendorff-alpha.ts';
import { mcnemar, mcnemarAsymptotic, mcnemarMidP } from './difference/mcnemar.ts';
import { meanInterval } from './descriptive/mean-interval.ts';
import { casesNeeded, minimumDetectableEffect } from './power/minimum-detectable-effect.ts';
import { newcombePairedInterval } from './difference/newcombe-paired-interval.ts';
import { pairedDifferences, pairedT } from './difference/paired-t.ts';
import { signFlipPermutation } from './resampling/sign-flip-permutation.ts';
import { welchT } from './difference/welch-t.ts';
import { wilcoxonSignedRank } from './difference/wilcoxon-signed-rank.ts';
import { wilsonInterval } from './rates/wilson-interval.ts';

const alpha = 0.05;

/** Compares number by number; everything expected must be there. The tolerance is relative above 1 and absolute below. */
function assertAgrees(actual: unknown, expected: object, tolerance = 1e-9): void {
	assert.ok(typeof actual === 'object' && actual !== null);
	const found = new Map<string, unknown>(Object.entries(actual));
	for (const [name, value] of Object.entries(expected) as [string, unknown][]) {
		const other = found.get(name);
		if (typeof value === 'number') {
			assert.ok(typeof other === 'number', name);
			const error = Math.abs(other - value) / Math.max(1, Math.abs(value));
			assert.ok(error <= tolerance, `${name}: ${other} instead of ${value}`);
		} else {
			assert.ok(typeof value === 'object' && value !== null, name);
			assertAgrees(other, value, tolerance);
		}
	}
}

suite('agreement with scipy, statsmodels, scikit-learn and krippendorff', () => {
	for (const [name, { baseline, candidate, clusters, ...expected }] of Object.entries({ short: golden.short, long: golden.long })) {
		test(`the mean of ${name} vectors and its interval`, () => {
			const { mean, standardError, interval } = expected.mean;
			assertAgrees(meanInterval(baseline, alpha), { mean, standardError, interval });
		});

		test(`the paired t test on ${name} vectors, with its effect size`, () => {
			const { cohenDZ: effect, ...paired } = expected.paired;
			assertAgrees(pairedT(baseline, candidate, { alpha }), paired);
			assertAgrees({ effect: cohenDZ(pairedDifferences(baseline, candidate)) }, { effect });
		});

		test(`the clustered paired t test on ${name} vectors`, () =>
			assertAgrees(pairedT(baseline, candidate, { alpha, clusters }), expected.clustered));

		test(`Welch's t test on ${name} vectors`, () =>
			assertAgrees(welchT(baseline, name === 'long' ? candidate.slice(0, 101) : candidate, alpha), expected.welch));
	}

	test('the clustered interval of one mean', () => {
		const { difference, standardError, interval } = golden.short.meanClustered;
		assertAgrees(meanInterval(golden.short.baseline, alpha, golden.short.clusters), { mean: difference, standardError, interval });
	});

	const shortDifferences = pairedDifferences(golden.short.baseline, golden.short.candidate);
	const longDifferences = pairedDifferences(golden.long.baseline, golden.long.candidate);

	test("Wilcoxon's signed-rank test, exact with ties", () => {
		assertAgrees(wilcoxonSignedRank(shortDifferences), golden.short.signedRank);
		assert.equal(wilcoxonSignedRank(shortDifferences).method, 'wilcoxon-exact');
	});

	test("Wilcoxon's signed-rank test on many differences", () => {
		assertAgrees(wilcoxonSignedRank(longDifferences), golden.long.signedRank);
		assert.equal(wilcoxonSignedRank(longDifferences).method, 'wilcoxon-asymptotic');
	});

	test('the sign-flip permutation test over all choices of signs', () =>
		assertAgrees(signFlipPermutation(shortDifferences), { p: golden.short.permutation }));

	test('the BCa bootstrap interval, to what chance leaves of 9,999 draws', () => {
		assertAgrees(bootstrapInterval(shortDifferences, alpha), golden.short.bootstrap, 0.0051);
		// The standard error of the mean is 10.9; an end of the interval varies by about 2 % of its distance from the mean.
		assertAgrees(bootstrapInterval(longDifferences, alpha), golden.long.bootstrap, 0.04);
	});

	for (const { onlyBaseline, onlyCandidate, exact, asymptotic, midP } of golden.mcnemar) {
		test(`McNemar on ${onlyBaseline} and ${onlyCandidate} discordant pairs`, () => {
			const isLarge = onlyBaseline + onlyCandidate > 10_000;
			const { p, method } = mcnemar({ onlyBaseline, onlyCandidate });
			assert.equal(method, isLarge ? 'mcnemar-asymptotic' : 'mcnemar-exact');
			assertAgrees({ p }, { p: isLarge ? asymptotic : exact });
			// A large exact p agrees with the asymptotic one, so that nothing jumps where the method changes.
			if (isLarge) assertAgrees({ p }, { p: exact }, 1e-4);
			if (midP !== undefined) assertAgrees({ p: mcnemarMidP({ onlyBaseline, onlyCandidate }) }, { p: midP });
			if (asymptotic !== undefined) assertAgrees({ p: mcnemarAsymptotic({ onlyBaseline, onlyCandidate }) }, { p: asymptotic });
		});
	}

	for (const { interval, ...outcomes } of golden.newcombe) {
		test(`Newcombe's paired interval for ${Object.values(outcomes).join(', ')}`, () =>
			assertAgrees(newcombePairedInterval(outcomes, alpha), interval));
	}

	for (const { passes, total, interval } of golden.wilson) {
		test(`Wilson's interval for ${passes} of ${total}`, () => assertAgrees(wilsonInterval(passes, total, alpha), interval));
	}

	for (const { passes, total, interval } of golden.clopperPearson) {
		test(`Clopper and Pearson's interval for ${passes} of ${total}`, () =>
			assertAgrees(clopperPearsonInterval(passes, total, alpha), interval));
	}

	test("Benjamini and Hochberg's adjustment, in the order given", () =>
		assertAgrees(benjaminiHochberg(golden.benjaminiHochberg.p), golden.benjaminiHochberg.adjusted));

	for (const level of ['nominal', 'ordinal', 'interval'] as const) {
		test(`Krippendorff's ${level} alpha of four raters with gaps`, () =>
			assertAgrees({ alpha: krippendorffAlpha(golden.agreement.items, level) }, { alpha: golden.agreement.alpha[level] }));
	}

	test("Cohen's kappa of two raters", () => {
		const [first = [], second = []] = golden.agreement.labels;
		assertAgrees({ kappa: cohenKappa(first, second) }, { kappa: golden.agreement.kappa });
	});

	test("Holm's adjustment, in the order given", () => assertAgrees(holm(golden.holm.p), golden.holm.adjusted));

	test('power: the cases an effect needs and the effect that cases show', () => {
		assert.equal(casesNeeded(1 / 9, 0.03, alpha), Math.ceil(golden.power.casesForEffect003AndVarianceOneNinth));
		assertAgrees(
			{ effect: minimumDetectableEffect(Math.sqrt(1 / 9 / 198), alpha) },
			{ effect: golden.power.effectOf198CasesAndVarianceOneNinth },
		);
	});
});

suite('agreement with published examples', () => {
	/** Complete response before and after therapy; and airway responsiveness before and after transplantation. */
	const response = { both: 59, onlyCandidate: 6, onlyBaseline: 16, neither: 80 };
	const airways = { both: 1, onlyCandidate: 1, onlyBaseline: 7, neither: 12 };

	test('Newcombe, in Fagerland, Lydersen and Laake (2014 and 2017, chapter 8)', () => {
		assertAgrees(newcombePairedInterval(response, alpha), [-0.1186, -0.0046], 5e-5);
		assertAgrees(newcombePairedInterval(airways, alpha), [-0.507, -0.026], 5e-4);
	});

	test('Agresti and Min, on the same data', () => {
		const centre = (response.onlyCandidate - response.onlyBaseline) / (161 + 2);
		const reach = 1.959963984540054 * agrestiMinStandardError(response);
		assertAgrees([centre - reach, centre + reach], [-0.1182, -0.0045], 5e-5);
	});
});
