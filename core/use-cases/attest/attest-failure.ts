import type { RegistryProblem } from '../../formats/registry/registry-file.ts';
import type { ExportFailure } from '../manifest/export-version.ts';
import type { SigningRefusal } from '../signers/signing-refusal.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';

/** Why there is no attestation. */
export type AttestFailure = OwnAttestFailure | ChangeFailure | ExportFailure | SigningRefusal;

export type OwnAttestFailure =
	| { readonly kind: 'attested-unknown'; readonly name: string; readonly known: readonly string[] }
	/** The version is in no stage that one version holds. */
	| { readonly kind: 'attested-not-promoted'; readonly name: string; readonly version: string; readonly stage: string }
	/** What would be attested does not hold. */
	| { readonly kind: 'attested-broken'; readonly name: string; readonly problem: RegistryProblem };
