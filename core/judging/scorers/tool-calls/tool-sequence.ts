import { z } from 'zod';
import { defineScorer, passOrFail } from '../scorer.ts';
import { expectedCallSchema, isExpectedCall } from './expected-call.ts';

const step = z.union([
	z
		.string()
		.min(1)
		.transform(name => ({ name })),
	expectedCallSchema,
]);

export const toolSequence = defineScorer({
	name: 'tool-sequence',
	summary: 'Passes when the model calls exactly these tools in this order; each is a name, or a name with arguments. `[]` for none.',
	kind: 'pass-fail',
	options: z.strictObject({ 'tool-sequence': z.array(step) }),
	score: ({ toolCalls }, { 'tool-sequence': steps }, { render }) =>
		passOrFail(
			toolCalls.length === steps.length &&
				steps.every((wanted, index) => {
					const call = toolCalls[index];
					return call !== undefined && isExpectedCall(call, wanted, render);
				}),
		),
});
