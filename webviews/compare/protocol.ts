import { z } from 'zod';
import type { Comparison, Verdict } from '../../core/judging/compare/comparison.ts';
import type { RunSeries } from '../../core/judging/compare/report/side-series.ts';

/** What a compare panel is about. `references` is what was asked for and never changes: it identifies the panel. */
export const compareSubjectSchema = z.strictObject({
	/** URI of the workspace folder, as text. */
	folder: z.string(),
	/** Run ids, `EXPERIMENT/VARIANT`, `EXPERIMENT` (all its variants) or prompt references. */
	references: z.array(z.string()).min(1).max(200),
	/** The baseline that was asked for; absent leaves it to the experiment. */
	requestedBaseline: z.string().optional(),
	/** What is shown at the moment, as labels of sides; absent until someone picks. */
	baseline: z.string().optional(),
	candidates: z.array(z.string()).max(200).optional(),
});

export type CompareSubject = z.output<typeof compareSubjectSchema>;

/** A side that may be picked as baseline or candidate. */
export interface SideChoice {
	/** As `ComparisonSide.label`. */
	readonly label: string;
	/** What it is made of, for example `code-generator@2.0.0`; '' when nothing more is known. */
	readonly description: string;
}

/** What the host shows: a comparison, work under way, or why there is none. */
export type CompareState =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| {
			readonly kind: 'comparison';
			readonly comparison: Comparison;
			readonly choices: readonly SideChoice[];
			readonly series: readonly RunSeries[];
			/** Runs that do not count, a sentence each. */
			readonly superseded: readonly string[];
			/** Feedback can be written: the workspace is trusted. */
			readonly canRate: boolean;
	  };

/** Host to panel. The panel keeps `subject` so that it can be restored after a restart. */
export interface CompareHostMessage {
	readonly kind: 'state';
	readonly subject: CompareSubject;
	readonly state: CompareState;
}

/** Verdicts that have a page of their own. */
const verdicts = [
	'improved',
	'regressed',
	'equivalent',
	'no-difference-shown',
	'differs-unexplained',
	'not-enough-data',
	'not-comparable',
] as const satisfies readonly Verdict[];

/** Panel to host. Checked at run time: a webview is not trusted more than a file. */
export const comparePanelMessageSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('ready') }),
	z.strictObject({ kind: z.literal('choose'), baseline: z.string(), candidates: z.array(z.string()).min(1).max(199) }),
	z.strictObject({ kind: z.literal('show-prompt-diff'), candidate: z.string() }),
	z.strictObject({ kind: z.literal('open-run'), run: z.string() }),
	z.strictObject({ kind: z.literal('request-promotion'), candidate: z.string() }),
	z.strictObject({
		kind: z.literal('rate'),
		run: z.string(),
		case: z.string(),
		score: z.number().optional(),
		label: z.string().max(100).optional(),
		comment: z.string().max(4000).optional(),
	}),
	z.strictObject({ kind: z.literal('copy-link') }),
	z.strictObject({ kind: z.literal('explain'), verdict: z.enum(verdicts).optional() }),
	z.strictObject({ kind: z.literal('export'), format: z.enum(['csv', 'json', 'markdown', 'html']) }),
]);

export type ComparePanelMessage = z.output<typeof comparePanelMessageSchema>;

/** What survives hiding, reload and restart. The serializer reads `subject`; `view` is the panel's own, see view-state.ts. */
export const comparePanelStateSchema = z.object({ subject: compareSubjectSchema, view: z.unknown() });

export interface ComparePanelState {
	readonly subject: CompareSubject;
	readonly view: unknown;
}
