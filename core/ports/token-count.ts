import { estimateTokenCount } from './estimate-token-count.ts';

/** How many tokens a text is. */
export interface TokenCount {
	readonly count: number;
	/** False for an estimate: while somebody types, for models whose tokenizer is not public, and for texts that are no language. */
	readonly isExact: boolean;
}

/** A count that needs no tokenizer. */
export function estimatedTokens(text: string): TokenCount {
	return { count: estimateTokenCount(text), isExact: false };
}

/** `1,234`, or `~1,234` for an estimate. */
export function printTokenCount({ count, isExact }: TokenCount): string {
	return `${isExact ? '' : '~'}${count.toLocaleString('en-US')}`;
}

/** The smallest number of tokens it can reasonably be: an estimate may be twice of what is true. Decide by this one, print the other. */
export function leastTokenCount({ count, isExact }: TokenCount): number {
	return isExact ? count : Math.floor(count / 2);
}
