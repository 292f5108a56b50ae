import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Change, ChangeFailure } from '../unit-of-work/change.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { SigningRefusal } from './signing-refusal.ts';

/** What is to become of the list of signers. */
export type SignersRequest =
	/** `principal` and `key` are those of the person who asks by default. */
	| { readonly action: 'add'; readonly principal: string | undefined; readonly key: string | undefined; readonly reason: string }
	/** With `isRevoked` nothing counts that the key ever signed; else what it signed until now does. */
	| { readonly action: 'remove'; readonly principal: string; readonly isRevoked: boolean; readonly reason: string }
	/** Ends the own keys and adds a new one. */
	| { readonly action: 'rotate'; readonly key: string; readonly reason: string };

/** The list of signers as it will be. */
export interface SignersPlan extends Change {
	readonly path: WorkspacePath;
	/** The address whose keys change. */
	readonly principal: string;
	/** SHA-256 of the first version. */
	readonly root: string;
	/** True for the first version, which nobody can sign. */
	readonly isRoot: boolean;
}

export type SignersOutcome = Written<SignersPlan>;

/** Why the list of signers is as it was. */
export type SignersFailure = SigningRefusal | ChangeFailure | OwnSignersFailure;

export type OwnSignersFailure =
	| { readonly kind: 'bad-key'; readonly principal: string }
	| { readonly kind: 'configuration-unreadable'; readonly message: string }
	| { readonly kind: 'last-signer'; readonly principal: string }
	| { readonly kind: 'signer-known'; readonly principal: string }
	| { readonly kind: 'signers-broken'; readonly message: string }
	| { readonly kind: 'unknown-signer'; readonly principal: string; readonly known: readonly string[] };
