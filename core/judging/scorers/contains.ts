import { z } from 'zod';
import { normalizations, normalizeText } from './normalize-text.ts';
import { defineScorer, passOrFail } from './scorer.ts';

const texts = z.array(z.string().min(1)).min(1);

/** An expected text that is empty would be in every answer, so it is refused. */
export const contains = defineScorer({
	name: 'contains',
	summary: 'Passes when the answer contains this text, any of these texts, or all of them.',
	kind: 'pass-fail',
	options: z.strictObject({
		contains: z.union([z.string().min(1), z.strictObject({ any: texts }), z.strictObject({ all: texts })]),
		normalize: normalizations,
	}),
	score: ({ output }, { contains: wanted, normalize }, { render }) => {
		const written = typeof wanted === 'string' ? [wanted] : 'any' in wanted ? wanted.any : wanted.all;
		const parts = written.map(text => normalizeText(render(text), normalize));
		if (parts.includes('')) return { kind: 'failed', reason: 'The text to look for is empty for this case.' };
		const answer = normalizeText(output, normalize);
		const isThere = (part: string): boolean => answer.includes(part);
		return passOrFail(typeof wanted !== 'string' && 'any' in wanted ? parts.some(isThere) : parts.every(isThere));
	},
});
