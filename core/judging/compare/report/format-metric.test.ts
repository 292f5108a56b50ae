import assert from 'node:assert/strict';
import { formatDelta, formatDeltaInterval, formatInterval, formatMetric, formatP } from './format-metric.ts';

suite('numbers for people', () => {
	for (const [name, value, expected] of [
		['test_pass_rate', 0.782, '78.2 %'],
		['test_pass_rate', 1, '100.0 %'],
		['test_pass_rate', 0, '0.0 %'],
		['test_pass_rate', 0.0004, '0.040 %'],
		['testPassRate', 0.5, '50.0 %'],
		['exact.accuracy', 0.5, '50.0 %'],
		['heart_rate', 72, '72.00'],
		['Accuracy', 0.5, '50.0 %'],
		['generate', 0.5, '0.500'],
		['complexity', 5.2149, '5.21'],
		['bleu', 0.721, '0.721'],
		['cost_usd', 0.0061, '0.0061'],
		['latency_ms', 812.44, '812.4'],
		['latency_ms', 1710.4, '1710'],
		['bias', -0.25, '−0.250'],
		['bias', 0, '0'],
		['tiny', 1e-30, '0.000000000000'],
	] as const) {
		test(`${name} of ${value} is ${expected}`, () => assert.equal(formatMetric(name, value), expected));
	}

	for (const [name, delta, expected] of [
		['test_pass_rate', 0.108, '+10.8 pts'],
		['test_pass_rate', -0.02, '−2.0 pts'],
		['test_pass_rate', 0, '0.0 pts'],
		['complexity', -1.09, '−1.09'],
		['bleu', 0.023, '+0.023'],
		['cost_usd', 0.0022, '+0.0022'],
		['complexity', 0, '0'],
		['complexity', -0, '0'],
	] as const) {
		test(`a difference of ${delta} in ${name} is ${expected}`, () => assert.equal(formatDelta(name, delta), expected));
	}

	for (const [name, interval, expected] of [
		['test_pass_rate', [0.061, 0.154], '+6.1 … +15.4'],
		['complexity', [-1.5, -0.68], '−1.50 … −0.68'],
		['bleu', [-0.011, 0.057], '−0.011 … +0.057'],
		['cost_usd', [0.0019, 0.0025], '+0.0019 … +0.0025'],
		['bleu', [-0.0002, 0.4], '−0.00020 … +0.400'],
		['test_pass_rate', [-0.0001, 0.2], '−0.010 … +20.0'],
		['bleu', [0, 0], '0 … 0'],
	] as const) {
		test(`the interval of a difference ${interval.join(' to ')} in ${name} is ${expected}`, () =>
			assert.equal(formatDeltaInterval(name, interval), expected));
	}

	test('the interval of a value carries no plus', () => {
		assert.equal(formatInterval('test_pass_rate', [0.69, 0.85]), '69.0 … 85.0 %');
		assert.equal(formatInterval('complexity', [4.98, 5.44]), '4.98 … 5.44');
	});

	for (const [p, expected] of [
		[0, '< 0.001'],
		[0.00099, '< 0.001'],
		[0.001, '0.001'],
		[0.0194, '0.019'],
		[0.19, '0.19'],
		[1, '1.00'],
	] as const) {
		test(`p of ${p} is ${expected}`, () => assert.equal(formatP(p), expected));
	}
});
