import type { Document } from 'yaml';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text-range.ts';

/** Where a value stands in a YAML document: keys and 0-based list positions from the top. */
export type YamlPath = readonly (string | number)[];

/**
 * A YAML text that was parsed tolerantly, with ranges for everything in it. Offsets are those of the whole file:
 * front matter starts somewhere inside.
 */
export interface YamlSource {
	/** The text that was parsed, without the rest of the file. */
	readonly text: string;
	/** Offset of `text` in the file. */
	readonly offset: number;
	readonly document: Document;
	/** The document as plain data; undefined when it is empty or cannot be read at all. */
	readonly value: unknown;
	readonly problems: readonly Problem[];
	/** The range of the key or value at `path`, or of the nearest ancestor that exists. */
	rangeOf(path: YamlPath, part: 'key' | 'value'): TextRange;
	/** The path of the innermost key or value that touches `offset` (of the file). */
	pathAt(offset: number): { readonly path: YamlPath; readonly part: 'key' | 'value' };
}
