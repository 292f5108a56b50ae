import { z } from 'zod';
import { defineScorer, passOrFail } from './scorer.ts';

export const isJson = defineScorer({
	name: 'is-json',
	summary: 'Passes when the whole answer is JSON.',
	kind: 'pass-fail',
	options: z.strictObject({ 'is-json': z.literal(true) }),
	score: ({ output }) => passOrFail(parses(output)),
});

function parses(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false; // That is the question.
	}
}
