import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { normalizations, normalizeText } from './normalize-text.ts';
import { defineScorer, passOrFail } from './scorer.ts';

/** The distance of texts takes time in proportion to the product of their lengths. */
const lengthLimit = 20_000;

export const levenshtein = defineScorer({
	name: 'levenshtein',
	summary:
		'How alike the answer and this text are: 1 minus the number of single-character edits over the longer length. With `max`, passes up to that many edits.',
	kind: 'share',
	options: z.strictObject({
		levenshtein: z.string(),
		max: z.int().nonnegative().optional().describe('The largest number of edits that passes.'),
		normalize: normalizations,
	}),
	score: ({ output }, { levenshtein: wanted, max, normalize }, { render }) => {
		const [answer, expected] = [normalizeText(output, normalize), normalizeText(render(wanted), normalize)];
		const longest = Math.max(answer.length, expected.length);
		if (longest > lengthLimit)
			return { kind: 'failed', reason: `Texts of more than ${lengthLimit} characters are not compared edit by edit.` };
		const edits = distance(answer, expected);
		if (max !== undefined) return passOrFail(edits <= max);
		return { kind: 'score', value: longest === 0 ? 1 : 1 - edits / longest };
	},
});
