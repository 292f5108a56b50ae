import type { TextRange } from '../text/text-range.ts';

/** A credential that was found, by the issuer's own prefix. */
export interface SecretFinding {
	/** The whole credential. A private key goes to its end line, where it has one. */
	readonly range: TextRange;
	/** What it is, as a noun phrase without an article, for example `OpenAI API key`. */
	readonly kind: string;
}
