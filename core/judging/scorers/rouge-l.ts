import { z } from 'zod';
import { f1Of, rougeWords } from './overlap/word-overlap.ts';
import { defineScorer } from './scorer.ts';

/** The longest common subsequence takes time in proportion to the product of both lengths. */
const wordLimit = 5000;

/** As Google's rouge-score 0.1.2 computes it without stemmer; held to its numbers in the test. */
export const rougeL = defineScorer({
	name: 'rouge-l',
	summary:
		'ROUGE-L: F1 of the longest sequence of words, with gaps, that the answer shares with this text, from 0 to 1, without stemming.',
	kind: 'share',
	options: z.strictObject({ 'rouge-l': z.string().min(1) }),
	score: ({ output }, { 'rouge-l': wanted }, { render }) => {
		const [answer, reference] = [rougeWords(output), rougeWords(render(wanted))];
		if (reference.length === 0) return { kind: 'failed', reason: 'The text to compare with has no word of letters a to z or digits.' };
		if (Math.max(answer.length, reference.length) > wordLimit)
			return { kind: 'failed', reason: `Texts of more than ${wordLimit} words are not compared word by word.` };
		return { kind: 'score', value: f1Of(longestCommon(answer, reference), answer.length, reference.length) };
	},
});

/** Length of the longest common subsequence, one row of the usual table at a time. */
function longestCommon(one: readonly string[], other: readonly string[]): number {
	let above: readonly number[] = Array.from({ length: other.length + 1 }, () => 0);
	for (const word of one) {
		const row = [0];
		other.forEach((each, index) => {
			row.push(each === word ? (above[index] ?? 0) + 1 : Math.max(above[index + 1] ?? 0, row[index] ?? 0));
		});
		above = row;
	}
	return above.at(-1) ?? 0;
}
