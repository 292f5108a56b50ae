import { isMap, isScalar, isSeq } from 'yaml';
import type { TextRange } from '../text/text-range.ts';
import { keyText } from './key-text.ts';
import { trimmedRange } from './yaml-ranges.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

/** An entry of a map or an item of a list, where it stands in the file. */
export interface YamlPart {
	readonly path: YamlPath;
	/** Key and value together. */
	readonly range: TextRange;
	/** Undefined for an item of a list. */
	readonly keyRange: TextRange | undefined;
	/** Undefined for a value that is left empty. Quotes and the header of a block of text belong to it. */
	readonly valueRange: TextRange | undefined;
	/** `block` is a text of several lines behind `|` or `>`. */
	readonly valueKind: 'block' | 'collection' | 'empty' | 'scalar';
}

/** Every entry and item of a document in the order of the text, each before those inside it. Aliases are not followed, and keys that are no text left out. */
export function* walkYaml(source: YamlSource): Generator<YamlPart> {
	yield* walkNode(source.document.contents, source, []);
}

function* walkNode(node: unknown, source: YamlSource, path: YamlPath): Generator<YamlPart> {
	if (isMap(node)) {
		for (const { key, value } of node.items) {
			const name = keyText(key);
			if (name !== undefined) yield* walkPart({ key, value }, source, [...path, name]);
		}
	} else if (isSeq(node)) {
		for (const [index, value] of node.items.entries()) yield* walkPart({ key: undefined, value }, source, [...path, index]);
	}
}

function* walkPart(
	{ key, value }: { readonly key: unknown; readonly value: unknown },
	source: YamlSource,
	path: YamlPath,
): Generator<YamlPart> {
	const keyRange = trimmedRange(key, source);
	const valueRange = trimmedRange(value, source);
	const first = keyRange ?? valueRange;
	if (first !== undefined) {
		const range = { start: first.start, end: (valueRange ?? first).end };
		yield { path, range, keyRange, valueRange, valueKind: kindOf(value, valueRange) };
	}
	yield* walkNode(value, source, path);
}

function kindOf(value: unknown, range: TextRange | undefined): YamlPart['valueKind'] {
	if (range === undefined) return 'empty';
	if (isMap(value) || isSeq(value)) return 'collection';
	return isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED') ? 'block' : 'scalar';
}
