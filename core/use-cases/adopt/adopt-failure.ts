import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';

/** Why an adoption was not taken back. Nothing was changed. */
export type UndoRefusal =
	| { readonly kind: 'nothing-adopted' }
	/** Files that were written by it and changed since. */
	| { readonly kind: 'changed-since-adoption'; readonly paths: readonly WorkspacePath[] };

export type AdoptFailure = ChangeFailure | UndoRefusal;
