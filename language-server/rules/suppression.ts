import type { TextRange } from '../../core/base/text/text-range.ts';

/** One rule in a comment that silences findings. */
export interface SuppressedRule {
	readonly name: string;
	readonly range: TextRange;
}

/** A comment that silences findings. */
export interface Suppression {
	/** `line`: one line; `block`: from here to the end that belongs to it; `file`: everywhere. */
	readonly scope: 'line' | 'block' | 'file';
	/** The whole comment, delimiters included. */
	readonly range: TextRange;
	readonly rules: readonly SuppressedRule[];
	readonly hasReason: boolean;
	/** The other end of a block: the comment that closes it; undefined for other scopes and for a block that goes on to the end. */
	readonly closing: TextRange | undefined;
	/** 0-based lines it speaks for, both included. */
	readonly firstLine: number;
	readonly lastLine: number;
}
