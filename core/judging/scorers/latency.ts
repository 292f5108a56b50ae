import { z } from 'zod';
import { defineScorer } from './scorer.ts';

export const latency = defineScorer({
	name: 'latency',
	summary: 'Milliseconds from the request to the whole answer.',
	kind: 'number',
	options: z.strictObject({ latency: z.literal(true) }),
	score: ({ latencyMs }) => ({ kind: 'score', value: latencyMs }),
});
