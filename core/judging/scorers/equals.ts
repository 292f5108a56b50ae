import { z } from 'zod';
import { normalizations, normalizeText } from './normalize-text.ts';
import { defineScorer, passOrFail } from './scorer.ts';

/** White space at the ends never counts: models end their answers with a line break or not. */
export const equals = defineScorer({
	name: 'equals',
	summary: 'Passes when the answer is this text. White space at its ends does not count.',
	kind: 'pass-fail',
	options: z.strictObject({ equals: z.string(), normalize: normalizations }),
	score: ({ output }, { equals: expected, normalize }, { render }) =>
		passOrFail(normalizeText(output, normalize).trim() === normalizeText(render(expected), normalize).trim()),
});
