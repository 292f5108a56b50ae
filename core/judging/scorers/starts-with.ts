import { z } from 'zod';
import { normalizations, normalizeText } from './normalize-text.ts';
import { defineScorer, passOrFail } from './scorer.ts';

export const startsWith = defineScorer({
	name: 'starts-with',
	summary: 'Passes when the answer begins with this text. White space before it does not count.',
	kind: 'pass-fail',
	options: z.strictObject({ 'starts-with': z.string().min(1), normalize: normalizations }),
	score: ({ output }, { 'starts-with': wanted, normalize }, { render }) => {
		const start = normalizeText(render(wanted), normalize).trim();
		if (start === '') return { kind: 'failed', reason: 'The text to begin with is empty for this case.' };
		return passOrFail(normalizeText(output, normalize).trim().startsWith(start));
	},
});
