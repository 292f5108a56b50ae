import assert from 'node:assert/strict';
import { estimateTokenCount } from './estimate-token-count.ts';

suite('estimateTokenCount', () => {
	const cases: readonly (readonly [title: string, text: string, estimate: number])[] = [
		['a quarter of the characters when words are long', 'internationalization considerations', 9],
		['four thirds of the words when words are short', 'a b c d e f', 8],
		['punctuation as part of its word', 'add(a, b);', 3],
	];
	for (const [title, text, estimate] of cases) {
		test(`counts ${title}`, () => assert.equal(estimateTokenCount(text), estimate));
	}

	test('of nothing is 0', () => assert.equal(estimateTokenCount(''), 0));
	test('of white space is 0', () => assert.equal(estimateTokenCount(' \n\t '), 0));
	test('counts each Chinese character', () => assert.equal(estimateTokenCount('你好世界'), 4));
	test('grows with a long word', () => assert.equal(estimateTokenCount('a'.repeat(400)), 100));
});
