import { z } from 'zod';
import type { ModelAnswer } from '../../ports/model-endpoint.ts';

const lineSchema = z.object({
	digest: z.string(),
	answer: z.object({
		output: z.string(),
		toolCalls: z.array(z.object({ name: z.string(), arguments: z.unknown() })).default([]),
		finish: z.string().optional(),
		inputTokens: z.number().optional(),
		outputTokens: z.number().optional(),
		model: z.string().optional(),
		latencyMs: z.number(),
	}),
});

/** The line of the journal that keeps an answer. */
export function lineOfAnswer(digest: string, answer: ModelAnswer): string {
	return JSON.stringify({ digest, answer });
}

/** The answer that a line keeps; none of a line that was cut by a kill. */
export function answerFromLine(line: string): readonly { readonly digest: string; readonly answer: ModelAnswer }[] {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return []; // Its answer was not kept, so it is asked again.
	}
	const { data } = lineSchema.safeParse(value);
	if (data === undefined) return [];
	const { output, toolCalls, finish, inputTokens, outputTokens, model, latencyMs } = data.answer;
	return [{ digest: data.digest, answer: { output, toolCalls, finish, inputTokens, outputTokens, model, latencyMs } }];
}
