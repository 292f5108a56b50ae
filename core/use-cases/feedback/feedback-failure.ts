import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { InputFailure } from '../record/record-request.ts';

/** Why feedback was not added. Nothing was written in any of these cases. */
export type FeedbackFailure = FeedbackRefusal | Extract<InputFailure, { readonly kind: 'secret-found' }> | ChangeFailure;

/** What is wrong with the feedback itself. */
export type FeedbackRefusal =
	/** No experiment has a run with this id, or its record cannot be read; perhaps it was deleted meanwhile. */
	| { readonly kind: 'no-such-run'; readonly run: string }
	/** The run gave no answer to such a case. */
	| { readonly kind: 'unknown-case'; readonly run: string; readonly case: string }
	| { readonly kind: 'empty-feedback' }
	| { readonly kind: 'invalid-score' };
