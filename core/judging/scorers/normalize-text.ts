import { z } from 'zod';

/** What may be made alike before two texts are compared. */
export const normalizations = z
	.array(z.enum(['case', 'space', 'punctuation']))
	.optional()
	.describe('What does not count: case, space (runs of white space, and white space at the ends), punctuation.');

/** The text with what does not count taken out. */
export function normalizeText(text: string, kinds: readonly ('case' | 'space' | 'punctuation')[] = []): string {
	let normalized = text;
	if (kinds.includes('punctuation')) normalized = normalized.replace(/\p{P}/gu, '');
	if (kinds.includes('case')) normalized = normalized.toLowerCase();
	if (kinds.includes('space'))
		normalized = normalized
			.replace(/\s/gu, ' ')
			.split(' ')
			.filter(word => word !== '')
			.join(' ');
	return normalized;
}
