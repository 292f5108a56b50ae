import type { HookTool } from './find-hook-tools.ts';

/** One thing that installing or uninstalling does, or leaves to the user. Paths are from the top of the repository where they lie below it. */
export type HookStep =
	/** A hook that is made, or changed by the tool's block. */
	| { readonly kind: 'write-file'; readonly file: string; readonly isNew: boolean; readonly text: string; readonly isExecutable: boolean }
	/** A hook that held nothing but the block. */
	| { readonly kind: 'remove-file'; readonly file: string }
	/** A setting of this clone; taken out when the value is undefined. */
	| { readonly kind: 'setting'; readonly key: string; readonly value: string | undefined }
	| { readonly kind: 'unchanged'; readonly what: string }
	/** What the tool must not do by itself, with the lines to add or take out. */
	| { readonly kind: 'by-hand'; readonly file: string; readonly why: string; readonly lines: string };

/** What was done, or would be. */
export interface HookReport {
	/** The hook managers that were found. */
	readonly tools: readonly HookTool['tool'][];
	readonly steps: readonly HookStep[];
}
