import assert from 'node:assert/strict';
import { exampleRun } from '../../../../test/golden/example-run.ts';
import { parseRunFilter } from './run-filter.ts';
import { parseRunOrder } from './run-order.ts';

const run = exampleRun(1, {
	variant: 'v2',
	seed: 3,
	metrics: { test_pass_rate: 0.89, 'a.b': 2 },
	tags: { stage: 'nightly build' },
	notes: '',
});

suite('filter of runs', () => {
	for (const [filter, isMatch] of [
		['metrics.test_pass_rate > 0.8', true],
		['metrics.test_pass_rate>0.89', false],
		['metrics.test_pass_rate >= .89', true],
		['metrics.test_pass_rate <= 8.9e-1', true],
		['metrics.a.b = 2', true],
		['metrics.missing > 0', false],
		['metrics.missing != 1', false],
		['metrics.missing = null', true],
		['metrics.test_pass_rate != null', true],
		['metrics.constructor != null', false],
		['parameters.__proto__ != null', false],
		['variant = v2', true],
		['variant == "v2"', true],
		["variant = 'v1'", false],
		['variant != v1', true],
		['prompt.version = 1.0.0', true],
		['prompt.version = "1.0"', false],
		['started_at >= 2025-01-31', true],
		['started_at < 2025-01-31', false],
		['git.dirty = false', true],
		['git.dirty = true', false],
		['git.dirty > 0', false],
		['seed = 3', true],
		['seed = "3"', true],
		["tags.stage = 'nightly build'", true],
		["notes = ''", true],
		['artifacts = 0', false],
		['status = completed and variant = v2', true],
		['status = completed AND variant = v1', false],
		['variant = v1 or variant = v2 and seed = 3', true],
		['(variant = v2 or variant = v1) and seed = 4', false],
		['not variant = v1', true],
		['not (variant = v2 or seed = 9)', false],
		['not not variant = v2', true],
	] as const) {
		test(`${filter} ${isMatch ? 'finds' : 'leaves out'} the run`, () => {
			const parsed = parseRunFilter(filter);
			assert.ok(parsed.ok, JSON.stringify(parsed));
			assert.equal(parsed.value(run), isMatch);
		});
	}

	for (const [filter, offset, expected] of [
		['', 0, 'a comparison such as metrics.test_pass_rate > 0.8'],
		['variant', 7, 'one of = != < <= > >='],
		['variant =', 9, 'a number, a word or text in quotes'],
		['variant = v1 v2', 13, '"and", "or" or the end'],
		['variant = v1 and', 16, 'a comparison such as metrics.test_pass_rate > 0.8'],
		['(variant = v1', 13, 'a closing bracket'],
		['variant = v1)', 12, '"and", "or" or the end'],
		['variant === v1', 8, 'one of = != < <= > >='],
		["variant = 'v1", 10, 'a number, a word or text in quotes'],
		['variant = (', 10, 'a number, a word or text in quotes'],
	] as const) {
		test(`"${filter}" says what it expects and where`, () => {
			const parsed = parseRunFilter(filter);
			assert.ok(!parsed.ok);
			assert.deepEqual([parsed.failure.offset, parsed.failure.expected], [offset, expected]);
		});
	}

	test('an unknown field suggests the one that was meant', () => {
		const parsed = parseRunFilter('metric.test_pass_rate > 0.8');
		assert.ok(!parsed.ok);
		assert.deepEqual([parsed.failure.offset, parsed.failure.suggestion], [0, 'metrics.test_pass_rate']);
	});

	test('a text that is no filter is refused before it is read', () => {
		const parsed = parseRunFilter('('.repeat(100_000));
		assert.ok(!parsed.ok);
		assert.equal(parsed.failure.expected, 'at most 2000 characters');
	});
});

suite('order of runs', () => {
	const runs = [
		exampleRun(1, { variant: 'b', metrics: { rate: 0.5 } }),
		exampleRun(2, { variant: 'a', metrics: {} }),
		exampleRun(3, { variant: 'a', metrics: { rate: 0.9 } }),
		exampleRun(4, { variant: 'b', metrics: { rate: 0.7 } }),
	];
	for (const [order, minutes] of [
		['started_at', '1234'],
		['-started_at', '4321'],
		['metrics.rate', '1432'],
		['-metrics.rate', '3412'],
		['variant,-metrics.rate', '3241'],
		['variant, started_at', '2314'],
	] as const) {
		test(`by ${order}, runs without a value last`, () => {
			const parsed = parseRunOrder(order);
			assert.ok(parsed.ok);
			assert.equal(
				[...runs]
					.sort(parsed.value)
					.map(each => each.started_at?.slice(15, 16))
					.join(''),
				minutes,
			);
		});
	}

	for (const [order, field, suggestion] of [
		['', '', undefined],
		['variant,', '', undefined],
		['-metric.rate', 'metric.rate', 'metrics.rate'],
		['metrics.', 'metrics.', undefined],
	] as const) {
		test(`"${order}" is refused with the part that names no field`, () => {
			const parsed = parseRunOrder(order);
			assert.ok(!parsed.ok);
			assert.deepEqual([parsed.failure.field, parsed.failure.suggestion], [field, suggestion]);
		});
	}
});
