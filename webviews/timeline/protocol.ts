import { z } from 'zod';
import type { Registry, RegistryProblem } from '../../core/formats/registry/registry-file.ts';
import type { TimelineEntry } from '../../core/formats/registry/timeline.ts';

/** What a timeline panel is about: one name with a registry file. */
export const timelineSubjectSchema = z.strictObject({
	/** URI of the workspace folder, as text. */
	folder: z.string(),
	name: z.string(),
});

export type TimelineSubject = z.output<typeof timelineSubjectSchema>;

export type TimelineState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| {
			readonly kind: 'timeline';
			readonly path: string;
			/** Newest first. */
			readonly entries: readonly TimelineEntry[];
			readonly registry: Registry;
			/** Stages that one version holds at a time, in the order of the configuration. */
			readonly held: readonly string[];
			/** What does not hold; undefined while it is being verified. */
			readonly problems: readonly RegistryProblem[] | undefined;
			/** What holds, as the end of a sentence: `chain and contents hold`; undefined when nothing does, or while it is being verified. */
			readonly holding: string | undefined;
			/** One sentence for each reason why something was not checked. */
			readonly unchecked: readonly string[];
	  };

/** Host to panel. The panel keeps `subject` so that it can be restored after a restart. */
export interface TimelineHostMessage {
	readonly kind: 'state';
	readonly subject: TimelineSubject;
	readonly state: TimelineState;
}

/** Panel to host, checked at run time. */
export const timelinePanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('open-registry') }),
	z.strictObject({ kind: z.literal('show-evidence'), experiment: z.string() }),
	z.strictObject({ kind: z.literal('open-experiment'), experiment: z.string() }),
	z.strictObject({ kind: z.literal('show-promotion'), version: z.string(), to: z.string() }),
]);

export type TimelinePanelMessage = z.output<typeof timelinePanelMessageSchema>;

/** What the reader set. */
export const timelineViewSchema = z.object({
	/** A date as the input has it, `2025-02-03`; '' for now. */
	date: z.string(),
	/** Only moves and aliases, without what was said about requests. */
	isMovesOnly: z.boolean(),
	/** Ids of entries whose details are open. */
	open: z.array(z.string()),
	scrollTop: z.number(),
});

export type TimelineView = z.output<typeof timelineViewSchema>;

/** What survives hiding, reload and restart. */
export const timelinePanelStateSchema = z.object({ subject: timelineSubjectSchema, view: timelineViewSchema });

export type TimelinePanelState = z.output<typeof timelinePanelStateSchema>;
