import type { Document } from 'yaml';
import type { Problem } from '../problem.ts';
import type { TextRange } from '../text/text-range.ts';

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
	/**
	 * The document as plain data, aliases and merge keys (`<<`) resolved; undefined when it is empty or cannot be read at
	 * all. Keys are text as written, also `2.0:`. Of a key that is written twice the last one counts. Keys that are a map or a list
	 * are left out.
	 */
	readonly value: unknown;
	/** Syntax and duplicate keys. An unresolved merge conflict is the only problem of its text. */
	readonly problems: readonly Problem[];
	/** False when the text could not be read to its end: what is missing from `value` may stand in the text. */
	readonly isComplete: boolean;
	/**
	 * The range of the key or value at `path`, or of the nearest ancestor that exists. A value that is left empty has the range of
	 * its key. What stands behind an alias or a merge key has the range where it is written, and the alias itself its own.
	 */
	rangeOf(path: YamlPath, part: 'key' | 'value'): TextRange;
	/** The node at `path`, aliases and merge keys followed; undefined when there is none. */
	nodeAt(path: YamlPath): unknown;
	/** The path of the innermost key or value that touches `offset` (of the file). */
	pathAt(offset: number): { readonly path: YamlPath; readonly part: 'key' | 'value' };
}
