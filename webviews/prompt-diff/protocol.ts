import { z } from 'zod';
import type { PromptDiff } from '../../core/formats/prompt/diff/prompt-diff.ts';

/** What a prompt diff panel is about: two references as `NAME@VERSION`. */
export const promptDiffSubjectSchema = z.strictObject({
	/** URI of the workspace folder, as text. */
	folder: z.string(),
	before: z.string(),
	after: z.string(),
});

export type PromptDiffSubject = z.output<typeof promptDiffSubjectSchema>;

/** Mean of a metric over the recorded runs of each side; undefined where there are none. */
export interface MetricOfBoth {
	readonly name: string;
	readonly before: number | undefined;
	readonly after: number | undefined;
}

export type PromptDiffState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| { readonly kind: 'diff'; readonly diff: PromptDiff; readonly metrics: readonly MetricOfBoth[] };

/** Host to panel. The panel keeps `subject` so that it can be restored after a restart. */
export interface PromptDiffHostMessage {
	readonly kind: 'state';
	readonly subject: PromptDiffSubject;
	readonly state: PromptDiffState;
}

/** Panel to host, checked at run time. */
export const promptDiffPanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('open-file'), side: z.enum(['before', 'after']) }),
	z.strictObject({ kind: z.literal('open-text-diff') }),
	z.strictObject({ kind: z.literal('swap') }),
]);

export type PromptDiffPanelMessage = z.output<typeof promptDiffPanelMessageSchema>;

/** What survives hiding, reload and restart. */
export const promptDiffPanelStateSchema = z.object({ subject: promptDiffSubjectSchema, scrollTop: z.number() });

export type PromptDiffPanelState = z.output<typeof promptDiffPanelStateSchema>;
