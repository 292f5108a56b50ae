import { z } from 'zod';

/** Why a case has no answer or no score. Old files have the message alone. */
export const sampleErrorSchema = z.union([
	z.string(),
	z.looseObject({
		/** `refused`: the model or its provider declined. `timeout`: no answer in time. `failed`: everything else; so is a kind nobody knows. */
		kind: z.enum(['refused', 'timeout', 'failed']).catch('failed'),
		/** For machines: `http-STATUS`, `network`, `truncated`, `not-json`, `content-type`, `too-large`, `redirect`, `empty`, `scorer`. */
		detail: z.string().optional(),
		/** For people. */
		message: z.string().default(''),
	}),
]);

/** What kind of error an answer ended in. */
export type ErrorKind = 'refused' | 'timeout' | 'failed';

/** An error in one shape, whichever way the file has it. */
export interface SampleError {
	readonly kind: ErrorKind;
	readonly detail: string | undefined;
	readonly message: string;
}

/**
 * The error of a sample; undefined where there is none. Many tools write an empty message where there was no error. What kind of error a
 * message alone tells of is not guessed: it counts as failed.
 */
export function errorOf({ error }: { readonly error?: z.output<typeof sampleErrorSchema> | null | undefined }): SampleError | undefined {
	if (error === undefined || error === null || error === '') return undefined;
	if (typeof error === 'string') return { kind: 'failed', detail: undefined, message: error };
	return { kind: error.kind, detail: error.detail, message: error.message };
}
