import assert from 'node:assert/strict';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { compareRuns } from '../compare-runs.ts';
import type { Comparison, MetricComparison } from '../comparison.ts';

/** A score, a kind of error, or undefined for a case that is missing. */
type Answer = number | 'refused' | 'timeout' | 'failed' | undefined;

function side(variant: 'v1' | 'v2', ...runs: readonly (readonly Answer[])[]): CompareSideInput {
	const number = Number(variant.slice(1));
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map((answers, seed) => ({
			record: exampleRun(number * 10 + seed, { variant, seed, prompt: examplePrompt(`${number}.0.0`) }),
			samples: answers.flatMap((answer, index) =>
				answer === undefined
					? []
					: sampleSchema.parse({
							case: `c${index}`,
							...(typeof answer === 'number' ? { scores: { pass_rate: answer } } : { error: { kind: answer, message: '' } }),
						}),
			),
		})),
	};
}

function compare(
	before: CompareSideInput,
	after: CompareSideInput,
	plan: { readonly metric?: object; readonly decision?: object } = {},
): Comparison {
	const comparison = compareRuns({
		title: 'Test',
		sides: [before, after],
		experiment: experimentSchema.parse({
			id: 'exp-001',
			variants: { v1: { prompt: 'code-generator@1.0.0', baseline: true }, v2: { prompt: 'code-generator@2.0.0' } },
			metrics: { pass_rate: { primary: true, min_effect: 0.05, ...plan.metric } },
			decision: plan.decision ?? {},
		}),
	});
	for (const { words } of comparison.metrics) assertTranslated(words);
	for (const sentence of [comparison.comparability, ...comparison.reservations]) assertTranslated(sentence);
	return comparison;
}

function rowOf({ metrics }: Comparison, name: string): MetricComparison {
	const found = metrics.find(metric => metric.name === name);
	assert.ok(found, name);
	return found;
}

const list = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index));
const mostlyRight = list(100, index => Number(index % 5 !== 0));

suite('errors are an outcome', () => {
	test('a candidate that refuses 80 % of its answers and is right in the rest has not improved', () => {
		const comparison = compare(
			side('v1', mostlyRight),
			side(
				'v2',
				list(100, index => (index < 80 ? 'refused' : 1)),
			),
		);
		const found = rowOf(comparison, 'pass_rate');
		assert.equal(found.verdict, 'no-difference-shown');
		assert.equal(found.not_worse, false);
		assert.match(found.words, /could be 69 points worse, or 42 better, counting errors as worst or best/);
		assert.deepEqual(comparison.sides[1]?.errors, { total: 80, refused: 80, timeout: 0, failed: 0, missing: 0 });
		assert.match(comparison.comparability, /^Comparable with reservations\. /);
		assert.deepEqual(comparison.reservations, [
			'80 % of the answers of exp-001/v2 are in error or missing: 80 refused.',
			'The error rates differ by more than chance: 0 % of exp-001/v1 and 80 % of exp-001/v2.',
		]);
		const { worst, best } = found.bounds ?? {};
		assert.ok(worst !== undefined && best !== undefined && worst[1] < -0.4 && best[0] > 0);
		const rate = rowOf(comparison, 'error_rate');
		assert.deepEqual([rate.delta, rate.verdict, rate.goal, rate.primary], [0.8, 'regressed', 'minimize', false]);
	});

	test('with `errors: worst` the same candidate has regressed', () => {
		const refusing = side(
			'v2',
			list(100, index => (index < 80 ? 'refused' : 1)),
		);
		const found = rowOf(compare(side('v1', mostlyRight), refusing, { decision: { errors: 'worst' } }), 'pass_rate');
		assert.deepEqual([found.verdict, found.pairs, found.value?.mean], ['regressed', 100, 0.2]);
	});

	test('one of two seeds that refuses everything is half of the answers', () => {
		const twice = side('v1', mostlyRight, mostlyRight);
		const half = side(
			'v2',
			mostlyRight,
			list(100, () => 'refused'),
		);
		const comparison = compare(twice, half);
		assert.deepEqual(comparison.reservations[0], '50 % of the answers of exp-001/v2 are in error or missing: 100 refused.');
		assert.deepEqual([rowOf(comparison, 'error_rate').delta, rowOf(comparison, 'pass_rate').not_worse], [0.5, false]);
	});

	test('a few timeouts on both sides limit nothing, and are counted', () => {
		const with3 = (from: number): Answer[] =>
			mostlyRight.map((score, index) => (index >= from && index < from + 3 ? 'timeout' : score));
		const comparison = compare(side('v1', with3(0)), side('v2', with3(50)));
		assert.deepEqual(comparison.reservations, []);
		assert.match(comparison.comparability, /^Comparable\. /);
		assert.deepEqual([comparison.sides[0]?.errors.timeout, rowOf(comparison, 'pass_rate').dropped], [3, 6]);
		assert.ok(rowOf(comparison, 'pass_rate').bounds !== null);
	});

	test('cases that only one side answered count as missing', () => {
		const comparison = compare(
			side('v1', mostlyRight),
			side(
				'v2',
				list(100, index => (index < 88 ? mostlyRight[index] : undefined)),
			),
		);
		assert.deepEqual(comparison.reservations, ['12 % of the answers of exp-001/v2 are in error or missing: 12 missing.']);
		assert.equal(comparison.sides[1]?.errors.missing, 12);
		assert.match(rowOf(comparison, 'pass_rate').words, /counting errors as worst or best/);
	});

	test('where less is better, the worst score is the declared one', () => {
		const scores = list(60, index => 2 + (index % 4));
		const failing = scores.map((score, index): Answer => (index % 3 === 0 ? 'failed' : score));
		const worst = { metric: { goal: 'minimize', min_effect: 1, worst: 10 } };
		const scored = rowOf(compare(side('v1', scores), side('v2', failing), { ...worst, decision: { errors: 'worst' } }), 'pass_rate');
		assert.deepEqual([scored.verdict, scored.pairs], ['regressed', 60]);
		const dropped = rowOf(
			compare(side('v1', scores), side('v2', failing), {
				metric: { goal: 'minimize', min_effect: 1 },
				decision: { errors: 'worst' },
			}),
			'pass_rate',
		);
		assert.equal(dropped.pairs, 40);
	});

	test('everything in error on one side is not a result', () => {
		const comparison = compare(
			side('v1', mostlyRight),
			side(
				'v2',
				list(100, () => 'failed'),
			),
		);
		assert.equal(rowOf(comparison, 'pass_rate').words, 'Not enough data · not measured on both sides');
		assert.equal(rowOf(comparison, 'error_rate').verdict, 'regressed');
	});

	test('without any error there is no row for them and no bound', () => {
		const comparison = compare(side('v1', mostlyRight), side('v2', mostlyRight));
		assert.deepEqual(
			comparison.metrics.map(({ name, bounds }) => [name, bounds]),
			[['pass_rate', null]],
		);
	});
});

suite('errors that the plan scores without saying how', () => {
	const failing = [side('v1', mostlyRight), side('v2', ['failed', ...mostlyRight.slice(1)])] as const;
	const sentence = (errors: string): string =>
		`Answers in error are left out of “pass_rate” although the plan has “errors: ${errors}”, because it does not declare the worst score.`;

	test('are told where less is better', () => {
		const { reservations, comparability } = compare(...failing, { metric: { goal: 'minimize' }, decision: { errors: 'worst' } });
		assert.deepEqual(reservations, [sentence('worst')]);
		assert.match(comparability, /^Comparable with reservations\./);
	});

	test('are told where the older word is used', () =>
		assert.deepEqual(compare(...failing, { metric: { goal: 'minimize', worst: 1 }, decision: { errors: 'zero' } }).reservations, [
			sentence('zero'),
		]));

	test('are told where scores go beyond 0 to 1', () => {
		const sides = [
			side(
				'v1',
				list(100, index => 10 + (index % 3)),
			),
			side('v2', ['failed' as const, ...list(99, index => 10 + (index % 3))]),
		] as const;
		assert.deepEqual(compare(...sides, { decision: { errors: 'worst' } }).reservations, [sentence('worst')]);
		assert.deepEqual(compare(...sides, { metric: { worst: 0 }, decision: { errors: 'worst' } }).reservations, []);
	});

	test('are no matter where none failed, or where they are dropped', () => {
		const sound = [side('v1', mostlyRight), side('v2', mostlyRight)] as const;
		assert.deepEqual(compare(...sound, { metric: { goal: 'minimize' }, decision: { errors: 'worst' } }).reservations, []);
		assert.deepEqual(compare(...failing, { metric: { goal: 'minimize' } }).reservations, []);
	});
});
