import { z } from 'zod';

/**
 * The request by which an editor asks the language server for the findings of a text, in the process of its own in which the server
 * runs. Offsets, not positions: both sides have the text.
 */
export const lintTextRequest = 'stagemark/lintText';

/** The file the text is to stand in for, as the client names it, and the text. */
export const lintTextParamsSchema = z.object({ uri: z.string(), text: z.string() });

/** All findings, sorted by position. */
export const lintTextAnswerSchema = z.array(
	z.object({
		rule: z.string(),
		severity: z.enum(['error', 'warning', 'info', 'hint']),
		message: z.string(),
		range: z.object({ start: z.int(), end: z.int() }),
	}),
);
