/** A parameter's name in snake case, as the catalogue has it: `topP` and `top_p` are one parameter. */
export function parameterName(written: string): string {
	return written.replace(/(?<=[a-z])[A-Z]/g, letter => `_${letter}`).toLowerCase();
}

/** Names under which the largest number of tokens of an answer is asked for. */
export const outputLimitNames: ReadonlySet<string> = new Set([
	'max_tokens',
	'max_completion_tokens',
	'max_output_tokens',
	'max_new_tokens',
]);
