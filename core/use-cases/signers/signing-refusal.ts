import type { WorkspacePath } from '../../ports/file-store.ts';
import type { SigningFailure } from '../../ports/signer.ts';

/** Why an entry that has to be signed was not. */
export type SigningRefusal =
	| SigningFailure
	/** Nobody may sign yet. */
	| { readonly kind: 'signers-missing'; readonly path: WorkspacePath }
	/** It was signed, and the signature does not count. */
	| { readonly kind: 'signature-refused'; readonly by: string; readonly why: string; readonly path: WorkspacePath };
