import { z } from 'zod';
import { defineScorer, passOrFail } from './scorer.ts';

export const finish = defineScorer({
	name: 'finish',
	summary: 'Passes when the model stopped for this reason: `stop`, `length` or `tool-calls`.',
	kind: 'pass-fail',
	options: z.strictObject({ finish: z.enum(['stop', 'length', 'tool-calls']) }),
	score: (answer, { finish: wanted }) => (answer.finish === undefined ? { kind: 'not-measured' } : passOrFail(answer.finish === wanted)),
});
