import { z } from 'zod';
import { defineScorer } from './scorer.ts';

export const tokens = defineScorer({
	name: 'tokens',
	summary: 'Tokens of request and answer together.',
	kind: 'number',
	options: z.strictObject({ tokens: z.literal(true) }),
	score: ({ tokens }) => (tokens === undefined ? { kind: 'not-measured' } : { kind: 'score', value: tokens }),
});
