import type { Result } from '../base/result.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** A text, and what is claimed to be its signature. */
export interface SignedText {
	readonly text: string;
	/** SSHSIG in its armour, as `ssh-keygen -Y sign` prints it. */
	readonly signature: string;
	/** The address whose key it must be. */
	readonly principal: string;
	/** Who may sign, in the format of OpenSSH; times without a zone are UTC. */
	readonly allowedSigners: string;
	/** When it was signed, ISO 8601 in UTC; the key must have been valid then. */
	readonly at: string;
}

/** What OpenSSH says of a signature. `why` is the end of a sentence. */
export type SignatureAnswer =
	| { readonly kind: 'good' }
	| { readonly kind: 'bad'; readonly why: string }
	/** Nothing could be said, as without OpenSSH. */
	| { readonly kind: 'not-checked'; readonly why: string };

/** Why nothing was signed. */
export interface SigningFailure {
	readonly kind: 'signing-failed';
	/** `locked`: the key needs a passphrase that nobody could be asked for. `refused`: the agent or the person said no. */
	readonly cause: 'no-program' | 'no-key' | 'locked' | 'refused';
	/** OpenSSH's own words, or what is missing. */
	readonly output: string;
}

/** Signs with the key that Git signs with, and checks signatures, both by OpenSSH. */
export interface Signer {
	/**
	 * Signs a text in the namespace of this tool. May ask for a passphrase or for the touch of a key.
	 *
	 * @throws The signal's reason when cancelled.
	 */
	sign(text: string, signal: CancelSignal): Promise<Result<string, SigningFailure>>;
	/** The public key it signs with, `ssh-ed25519 AAAA…` without a comment. */
	publicKey(): Promise<Result<string, SigningFailure>>;
	/** Checks one signature. Starts no program of the workspace, so also for one that is not trusted. */
	check(claim: SignedText, signal: CancelSignal): Promise<SignatureAnswer>;
}
