import { z } from 'zod';
import type { PromptDiff } from '../../core/prompt/prompt-diff.ts';

export type PromptDiffState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| {
			readonly kind: 'diff';
			readonly diff: PromptDiff;
			/** Mean of each metric over the recorded runs of each side; undefined where there are none. */
			readonly metrics: readonly { readonly name: string; readonly before: number | undefined; readonly after: number | undefined }[];
	  };

/** Host to panel. */
export type PromptDiffHostMessage = { readonly kind: 'state'; readonly state: PromptDiffState };

/** Panel to host, checked at run time. */
export const promptDiffPanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('open-file'), side: z.enum(['before', 'after']) }),
	z.strictObject({ kind: z.literal('open-text-diff') }),
	z.strictObject({ kind: z.literal('swap') }),
]);

export type PromptDiffPanelMessage = z.output<typeof promptDiffPanelMessageSchema>;

/** What survives hiding, reload and restart. References as `NAME@VERSION`. */
export const promptDiffPanelStateSchema = z.strictObject({ before: z.string(), after: z.string() });
