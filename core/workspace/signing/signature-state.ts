/** What is known of one signature. `why` is the end of a sentence. */
export type SignatureState =
	| { readonly kind: 'signed'; readonly principal: string }
	| { readonly kind: 'not-signed' }
	| { readonly kind: 'broken'; readonly why: string }
	| { readonly kind: 'not-checked'; readonly why: string };

/** The state of an entry that has no signature. */
export const notSigned: SignatureState = { kind: 'not-signed' };
