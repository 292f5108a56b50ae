import assert from 'node:assert/strict';
import { decideDifference } from './decide-difference.ts';
import type { DifferenceDecision } from './decide-difference.ts';
import type { DifferenceRule } from './decide-estimate.ts';
import { estimateDifference } from './estimate-difference.ts';
import { estimateValue } from './estimate-value.ts';

const rule: DifferenceRule = { alpha: 0.05, goal: 'maximize', margin: 0.05 };
const scoreRange = [0, 1] as const;
const bits = (text: string): number[] => Array.from(text, Number);
const repeat = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value);

/** Rounded, so that a message could print it. */
function points({ notRuledOut }: DifferenceDecision): readonly number[] {
	return [notRuledOut?.worst ?? NaN, notRuledOut?.best ?? NaN].map(value => Math.round(value * 100));
}

suite('a difference is decided by what the data rule out', () => {
	test('ten cases of which five are lost are not as good, and not shown to be worse', () => {
		const decision = decideDifference({ baseline: bits('1111101101'), candidate: bits('0001001001'), scoreRange }, rule);
		assert.deepEqual([decision.isDifferent, decision.isEquivalent, decision.isNotWorse], [false, false, false]);
		assert.deepEqual(
			(decision.interval ?? []).map(end => Math.round(end * 100)),
			[-73, -8],
		);
		assert.deepEqual(points(decision), [-76, -8]);
		assert.equal(decision.method, 'mcnemar-exact');
	});

	test('six cases that came out the same twice pass no margin of 5 points', () => {
		const decision = decideDifference({ baseline: repeat(6, 1), candidate: repeat(6, 1), scoreRange }, rule);
		assert.equal(decision.isNotWorse, false);
		assert.deepEqual(points(decision), [-39, 39]);
	});

	test('six scores that came out the same neither: any of them could have been anything', () => {
		const scores = [0.4, 0.7, 0.9, 0.35, 0.8, 0.65];
		const decision = decideDifference({ baseline: scores, candidate: scores, scoreRange }, rule);
		assert.deepEqual([decision.p, decision.isNotWorse, decision.intervalMethod], [1, false, 'range']);
		assert.deepEqual(points(decision), [-46, 46]);
	});

	test('200 scores that came out the same are equivalent within 5 points', () => {
		const scores = Array.from({ length: 200 }, (_, index) => (index % 10) / 10);
		const decision = decideDifference({ baseline: scores, candidate: scores, scoreRange }, rule);
		assert.deepEqual([decision.isEquivalent, decision.isNotWorse, decision.isDifferent], [true, true, false]);
	});

	test('the goal turns better and worse around', () => {
		const baseline = Array.from({ length: 30 }, (_, index) => 10 + (index % 7));
		const candidate = baseline.map((value, index) => value + 2 + (index % 3));
		const up = decideDifference({ baseline, candidate }, { ...rule, margin: 1 });
		const down = decideDifference({ baseline, candidate }, { ...rule, margin: 1, goal: 'minimize' });
		assert.deepEqual([up.isBetter, up.isNotWorse, down.isBetter, down.isNotWorse], [true, true, false, false]);
		assert.equal(up.notRuledOut?.worst, -(down.notRuledOut?.best ?? NaN));
	});

	test('an improvement too small to matter is both different and smaller than the margin', () => {
		const baseline = Array.from({ length: 60 }, (_, index) => 0.4 + (index % 5) / 50);
		const candidate = baseline.map((value, index) => value + 0.01 + (index % 3) / 500);
		const decision = decideDifference({ baseline, candidate, scoreRange }, rule);
		assert.deepEqual([decision.isDifferent, decision.isBetter, decision.isSmallerThanMargin], [true, true, true]);
	});

	test('a corrected p decides, not the test’s own', () => {
		const baseline = bits('00000000000000000000');
		const candidate = bits('11111100000000000000');
		assert.equal(decideDifference({ baseline, candidate, scoreRange }, rule).isDifferent, true);
		assert.equal(decideDifference({ baseline, candidate, scoreRange }, { ...rule, correctedP: 0.09 }).isDifferent, false);
	});

	test('without a margin nothing is equivalent or not worse', () => {
		const scores = repeat(500, 0.5);
		const decision = decideDifference({ baseline: scores, candidate: scores, scoreRange }, { alpha: 0.05, goal: 'maximize' });
		assert.deepEqual([decision.isEquivalent, decision.isNotWorse, decision.isSmallerThanMargin], [false, false, false]);
	});

	test('documents of 40, 5, 5, 3, 2 and 1 questions count as fewer than two, which is not enough', () => {
		const clusters = [40, 5, 5, 3, 2, 1].flatMap((size, group) => repeat(size, `document ${group}`));
		const candidate = clusters.map((_, index) => 0.5 + (index % 4) / 100);
		const decision = decideDifference({ baseline: repeat(56, 0.1), candidate, clusters, scoreRange }, rule);
		assert.equal(decision.effectiveCount.toFixed(2), '1.88');
		assert.deepEqual([decision.isEnough, decision.isDifferent, decision.isNotWorse], [false, false, false]);
		assert.equal(decision.why, 'Cases come in 6 groups of unequal size.');
	});

	for (const [words, sample] of [
		['one case', { baseline: [0.2], candidate: [0.9], scoreRange }],
		[
			'one group',
			{
				baseline: repeat(20, 0.1),
				candidate: Array.from({ length: 20 }, (_, index) => index / 20),
				clusters: repeat(20, 'a'),
				scoreRange,
			},
		],
		['five cases', { baseline: repeat(5, 0), candidate: repeat(5, 1), scoreRange }],
	] as const) {
		test(`${words} decides nothing`, () => {
			const { isEnough, isDifferent, isNotWorse } = decideDifference(sample, { ...rule, margin: 0.99 });
			assert.deepEqual([isEnough, isDifferent, isNotWorse], [false, false, false]);
		});
	}

	test('impossible input is refused', () => {
		assert.throws(() => decideDifference({ baseline: [], candidate: [] }, rule), RangeError);
		assert.throws(() => decideDifference({ baseline: [1, 2], candidate: [1] }, rule), RangeError);
		assert.throws(() => decideDifference({ baseline: [1, NaN], candidate: [1, 2] }, rule), RangeError);
		assert.throws(() => decideDifference({ baseline: [1], candidate: [1] }, { ...rule, margin: -1 }), RangeError);
	});
});

suite('the method follows from the data', () => {
	const spread = Array.from({ length: 40 }, (_, index) => Math.sin(index) / 2 + 0.5);
	const shifted = spread.map((value, index) => value * 0.9 + (index % 4) / 100);
	const groupsOf = (size: number): string[] => spread.map((_, index) => `g${Math.floor(index / size)}`);

	for (const [words, sample, method, intervalMethod] of [
		['every case passed or failed', { baseline: bits('110110'), candidate: bits('111010'), scoreRange }, 'mcnemar-exact', 'newcombe'],
		['scores that vary', { baseline: spread, candidate: shifted, scoreRange }, 'paired-t', 't'],
		[
			'three scores of forty that change',
			{ baseline: spread, candidate: spread.map((value, index) => (index < 3 ? 0 : value)), scoreRange },
			'permutation-exact',
			'range',
		],
		['ten groups', { baseline: spread, candidate: shifted, clusters: groupsOf(4), scoreRange }, 'permutation-exact', 'cr2'],
		['twenty groups', { baseline: spread, candidate: shifted, clusters: groupsOf(2), scoreRange }, 'permutation-random', 'cr2'],
		['every case a group of its own', { baseline: spread, candidate: shifted, clusters: groupsOf(1), scoreRange }, 'paired-t', 't'],
		['the same change everywhere', { baseline: repeat(10, 0.2), candidate: repeat(10, 0.4), scoreRange }, 'permutation-exact', 'range'],
	] as const) {
		test(`of ${words}: ${method}, ${intervalMethod}`, () => {
			const found = estimateDifference(sample, { alpha: 0.05 });
			assert.deepEqual([found.method, found.intervalMethod], [method, intervalMethod]);
			assert.match(found.why, /^[A-Z].*\.$/);
		});
	}

	test('forty groups of equal size are enough for t', () => {
		const baseline = Array.from({ length: 120 }, (_, index) => Math.sin(index));
		const candidate = baseline.map((value, index) => value + Math.cos(index * 7));
		const clusters = baseline.map((_, index) => `g${Math.floor(index / 3)}`);
		assert.equal(estimateDifference({ baseline, candidate, clusters }, { alpha: 0.05 }).method, 'paired-t-cr2');
	});

	test('an interval never leaves what is possible, nor does a margin’s fall short of it', () => {
		const baseline = [...repeat(12, 1), 0.9, 0.8];
		const found = estimateDifference(
			{ baseline, candidate: baseline.map((_, index) => (index < 13 ? 0 : 0.1)), scoreRange },
			{ alpha: 0.05 },
		);
		assert.ok((found.interval?.[0] ?? -2) >= -1 && (found.gateInterval?.[0] ?? -2) >= -1);
		assert.ok((found.gateInterval?.[0] ?? 0) <= (found.interval?.[0] ?? -2));
	});

	test('a very early look rules out nothing that could be', () => {
		const found = estimateDifference({ baseline: spread, candidate: spread, scoreRange }, { alpha: 1e-9 });
		assert.ok((found.gateInterval?.[0] ?? 0) < -0.35);
	});

	test('costs that never changed could have changed by as much as costs differ', () => {
		const costs = [0.01, 0.02, 0.05, 0.03, 0.01, 0.04];
		const { gateInterval } = estimateDifference({ baseline: costs, candidate: costs }, { alpha: 0.05 });
		assert.equal(gateInterval?.[1].toFixed(4), (0.04 * (1 - 0.025 ** (1 / 6))).toFixed(4));
	});
});

suite('one side', () => {
	test('six of six passes could be 54 %', () => {
		const { interval, intervalMethod } = estimateValue({ values: repeat(6, 1), scoreRange }, { alpha: 0.05 });
		assert.deepEqual([intervalMethod, interval?.[0].toFixed(3), interval?.[1]], ['clopper-pearson', '0.541', 1]);
	});

	test('thirty full scores could hide worse ones', () => {
		const values = [...repeat(29, 1), 0.98];
		const { gateInterval } = estimateValue({ values, scoreRange }, { alpha: 0.05 });
		assert.ok((gateInterval?.[0] ?? 1) < 0.9);
	});

	test('skewed costs reach farther up for a bound than for reading', () => {
		const values = [1, 1.2, 0.9, 1.1, 3.5, 0.8, 1.3, 7.2, 1.05, 0.7];
		const { interval, gateInterval } = estimateValue({ values }, { alpha: 0.05 });
		assert.ok((gateInterval?.[1] ?? 0) > (interval?.[1] ?? 0) + 0.5);
		assert.equal(gateInterval?.[0], interval?.[0]);
	});
});
