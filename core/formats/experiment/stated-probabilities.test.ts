import assert from 'node:assert/strict';
import { resultProbabilities } from './result-probabilities.ts';
import { statedProbabilities } from './stated-probabilities.ts';

suite('statedProbabilities', () => {
	const cases: readonly (readonly [text: string, stated: readonly string[]])[] = [
		['It passes more tests (p = 0.003).', ['p = 0.003']],
		['p<.001, P ≤ 0.05 and p-value = 0.20', ['p<.001', 'P ≤ 0.05', 'p-value = 0.20']],
		['The step p = 3, top = 0.5, p = 0.5.1 and p = 0.05x say nothing.', []],
		['<!-- stagemark:results: x -->\np = 0.5\n<!-- /stagemark:results -->\nSo p = 0.4.', ['p = 0.4']],
	];
	for (const [text, stated] of cases) {
		test(`finds ${stated.length} in “${text.slice(0, 40)}”`, () => {
			const found = statedProbabilities(text);
			assert.deepEqual(
				found.map(({ range }) => text.slice(range.start, range.end)),
				stated,
			);
		});
	}

	test('agrees to the digits that were given', () => {
		const agreements = (text: string, p: number): readonly boolean[] => statedProbabilities(text).map(stated => stated.agreesWith(p));
		assert.deepEqual(agreements('p = 0.04, p = 0.036, p = 0.0362, p = 0.003', 0.03627), [true, true, false, false]);
		assert.deepEqual(agreements('p < 0.05, p > 0.05, p ≥ 0.03627, p <= 0.01', 0.03627), [true, false, true]);
	});
});

suite('resultProbabilities', () => {
	test('reads both columns and leaves out what is no number', () => {
		const csv = 'metric,p,p_adjusted\nrate,0.01,0.02\n"a, b",,\ncost,n/a,0.5\n';
		assert.deepEqual(resultProbabilities(csv), [0.01, 0.02, 0.5]);
	});

	test('finds none in a file of another kind', () => {
		assert.deepEqual(resultProbabilities('not a table'), []);
		assert.deepEqual(resultProbabilities(''), []);
	});
});
