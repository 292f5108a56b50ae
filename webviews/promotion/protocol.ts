import { z } from 'zod';
import type { PromotionOverview } from '../../core/use-cases/review/promotion-overview.ts';
import type { GateOutcome } from '../../core/formats/registry/registry-file.ts';

/** What a promotion panel is about: one version of one name and one stage. */
export const promotionSubjectSchema = z.strictObject({
	/** URI of the workspace folder, as text. */
	folder: z.string(),
	name: z.string(),
	version: z.string(),
	to: z.string(),
});

export type PromotionSubject = z.output<typeof promotionSubjectSchema>;

/** How far the gates are. */
export type GatesState =
	| {
			readonly kind: 'running';
			/** The gate that is asked now; undefined before the first. */
			readonly label: string | undefined;
			readonly doneCount: number;
			/** 0 before the first. */
			readonly totalCount: number;
	  }
	| { readonly kind: 'stopped' }
	/** For a version that is in the stage: what its move recorded. Else what they say now. */
	| { readonly kind: 'done'; readonly gates: readonly GateOutcome[] };

export type PromotionState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| {
			readonly kind: 'promotion';
			readonly overview: PromotionOverview;
			readonly gates: GatesState;
			/** False in Restricted Mode, where nothing can be pressed that writes or runs. */
			readonly isTrusted: boolean;
	  };

/** Host to panel. The panel keeps `subject` so that it can be restored after a restart. */
export interface PromotionHostMessage {
	readonly kind: 'state';
	readonly subject: PromotionSubject;
	readonly state: PromotionState;
}

/** Panel to host, checked at run time. Which request is meant, and who asks, the host knows itself. */
export const promotionPanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('answer'), verdict: z.enum(['approve', 'reject', 'withdraw']) }),
	z.strictObject({ kind: z.literal('cancel-gates') }),
	z.strictObject({ kind: z.literal('open-registry') }),
	z.strictObject({ kind: z.literal('promote'), override: z.boolean() }),
	z.strictObject({ kind: z.literal('request') }),
	z.strictObject({ kind: z.literal('run-gates') }),
	z.strictObject({ kind: z.literal('show-evidence'), experiment: z.string() }),
	z.strictObject({ kind: z.literal('show-prompt-diff') }),
	z.strictObject({ kind: z.literal('show-timeline') }),
]);

export type PromotionPanelMessage = z.output<typeof promotionPanelMessageSchema>;

/** What survives hiding, reload and restart. */
export const promotionPanelStateSchema = z.object({ subject: promotionSubjectSchema, scrollTop: z.number() });

export type PromotionPanelState = z.output<typeof promotionPanelStateSchema>;
