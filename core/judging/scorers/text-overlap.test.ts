import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readScorer } from './read-scorer.ts';
import type { Score } from './scorer.ts';

const { pairs } = z
	.object({
		pairs: z
			.array(
				z.object({
					answer: z.string(),
					reference: z.string(),
					rouge1: z.number(),
					rouge2: z.number(),
					rougeL: z.number(),
					bleu: z.number(),
				}),
			)
			.min(10),
	})
	.parse(JSON.parse(readFileSync('test/golden/text-overlap.json', 'utf8')));

function scoreOf(written: Readonly<Record<string, unknown>>, output: string, reference: string): Score {
	const scorer = readScorer(written, () => undefined);
	if (!scorer.ok) assert.fail(scorer.failure);
	const answer = { output, toolCalls: [], finish: 'stop', latencyMs: 1, costUsd: undefined, tokens: undefined };
	return scorer.value(answer, { render: () => reference });
}

suite('overlap of texts', () => {
	for (const { answer, reference, ...numbers } of pairs) {
		for (const [name, written] of [
			['rouge1', { 'rouge-n': '{{ expected }}' }],
			['rouge2', { 'rouge-n': '{{ expected }}', n: 2 }],
			['rougeL', { 'rouge-l': '{{ expected }}' }],
			['bleu', { bleu: '{{ expected }}' }],
		] as const) {
			test(`${name} of ${JSON.stringify(answer)} is that of Python`, () => {
				const score = scoreOf(written, answer, reference);
				if (score.kind !== 'score') assert.fail(JSON.stringify(score));
				assert.ok(Math.abs(score.value - numbers[name]) < 1e-9, `${score.value} and not ${numbers[name]}`);
			});
		}
	}

	test('a case without a text to compare with is not scored', () => {
		for (const written of [{ 'rouge-n': '{{ x }}' }, { 'rouge-l': '{{ x }}' }, { bleu: '{{ x }}' }])
			assert.equal(scoreOf(written, 'any answer', ' ').kind, 'failed');
	});

	test('a text of a hundred thousand words is refused by the scorer that takes time with the square of it', () => {
		assert.equal(scoreOf({ 'rouge-l': '{{ x }}' }, 'word '.repeat(100_000), 'word').kind, 'failed');
		assert.equal(scoreOf({ 'rouge-n': '{{ x }}' }, 'word '.repeat(100_000), 'word').kind, 'score');
	});
});
