import type { ChangeFailure } from '../unit-of-work/change.ts';

/** Why production was not looked at. */
export type ObserveRefusal =
	/** The stage is not one that a version holds. */
	| { readonly kind: 'stage-not-watched'; readonly stage: string; readonly held: readonly string[] }
	/** No version is there, so there is nothing to hold records against. */
	| { readonly kind: 'stage-empty'; readonly name: string; readonly stage: string }
	| { readonly kind: 'records-missing'; readonly path: string };

/** The same, and what keeps the windows from being written. */
export type ObserveFailure = ObserveRefusal | { readonly kind: 'not-registered'; readonly name: string } | ChangeFailure;
