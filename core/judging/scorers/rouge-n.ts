import { z } from 'zod';
import { countNgrams, f1Of, rougeWords, sharedCount } from './overlap/word-overlap.ts';
import { defineScorer } from './scorer.ts';

/** As Google's rouge-score 0.1.2 computes it without stemmer; held to its numbers in the test. */
export const rougeN = defineScorer({
	name: 'rouge-n',
	summary:
		'ROUGE-N: F1 of the sequences of `n` words (1 by default) that the answer shares with this text, from 0 to 1, without stemming.',
	kind: 'share',
	options: z.strictObject({
		'rouge-n': z.string().min(1),
		n: z.int().min(1).max(9).default(1).describe('Words in a sequence.'),
	}),
	score: ({ output }, { 'rouge-n': wanted, n }, { render }) => {
		const reference = rougeWords(render(wanted));
		if (reference.length === 0) return { kind: 'failed', reason: 'The text to compare with has no word of letters a to z or digits.' };
		const answer = rougeWords(output);
		const sizeOf = (words: readonly string[]): number => Math.max(0, words.length - n + 1);
		const shared = sharedCount(countNgrams(answer, n), countNgrams(reference, n));
		return { kind: 'score', value: f1Of(shared, sizeOf(answer), sizeOf(reference)) };
	},
});
