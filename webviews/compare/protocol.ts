import { z } from 'zod';
import type { Comparison } from '../../core/compare/comparison.ts';

/** What the host shows: a comparison, work under way, or why there is none. */
export type CompareState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| {
			readonly kind: 'comparison';
			readonly comparison: Comparison;
			/** Every side that may be picked as baseline or candidate. */
			readonly choices: readonly { readonly label: string; readonly description: string }[];
	  };

/** Host to panel. */
export type CompareHostMessage = { readonly kind: 'state'; readonly state: CompareState };

/** Panel to host. Checked at run time: a webview is not trusted more than a file. */
export const comparePanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('choose'), baseline: z.string(), candidates: z.array(z.string()).min(1).max(200) }),
	z.strictObject({ kind: z.literal('show-prompt-diff'), candidate: z.string() }),
	z.strictObject({ kind: z.literal('open-run'), run: z.string() }),
	z.strictObject({ kind: z.literal('promote'), candidate: z.string() }),
	z.strictObject({ kind: z.literal('export'), format: z.enum(['csv', 'json', 'markdown', 'html']) }),
]);

export type ComparePanelMessage = z.output<typeof comparePanelMessageSchema>;

/** What survives hiding, reload and restart; also what the serializer gets back. */
export const comparePanelStateSchema = z.strictObject({
	baseline: z.string(),
	candidates: z.array(z.string()),
	onlyDifferences: z.boolean(),
});

export type ComparePanelState = z.output<typeof comparePanelStateSchema>;
