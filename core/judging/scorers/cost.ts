import { z } from 'zod';
import { defineScorer } from './scorer.ts';

export const cost = defineScorer({
	name: 'cost',
	summary: 'US dollars of the answer, by the prices of the model catalogue.',
	kind: 'number',
	options: z.strictObject({ cost: z.literal(true) }),
	score: ({ costUsd }) => (costUsd === undefined ? { kind: 'not-measured' } : { kind: 'score', value: costUsd }),
});
