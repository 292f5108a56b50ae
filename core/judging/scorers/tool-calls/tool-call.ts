import { z } from 'zod';
import { defineScorer, passOrFail } from '../scorer.ts';
import { expectedCallSchema, isExpectedCall } from './expected-call.ts';

export const toolCall = defineScorer({
	name: 'tool-call',
	summary: 'Passes when the model calls this tool, with exactly these arguments where they are given.',
	kind: 'pass-fail',
	options: z.strictObject({ 'tool-call': expectedCallSchema }),
	score: ({ toolCalls }, { 'tool-call': wanted }, { render }) => passOrFail(toolCalls.some(call => isExpectedCall(call, wanted, render))),
});
