import type { TokenCount } from './token-count.ts';
import type { CancelSignal } from './cancel-signal.ts';

/** A tokenizer that is public, by the name of its vocabulary. */
export type TokenizerFamily = 'cl100k' | 'o200k';

/** Counts tokens on this machine; no text leaves it. */
export interface TokenCounter {
	/**
	 * The tokens of a text. Never fails: without a tokenizer (`undefined`), when counting takes too long or cannot be done at all, and
	 * for texts with thousands of characters without white space, an estimate.
	 */
	count(text: string, tokenizer: TokenizerFamily | undefined, signal: CancelSignal): Promise<TokenCount>;
	/** Ends what was started. Counting again starts it again. */
	dispose(): void;
}
