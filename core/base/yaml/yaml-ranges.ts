import { isAlias, isCollection, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Document, Pair } from 'yaml';
import type { TextRange } from '../text/text-range.ts';
import { keyText } from './key-text.ts';
import type { YamlNodes } from './yaml-nodes.ts';
import type { YamlPath } from './yaml-source.ts';

/** The text a document was parsed from and where that text starts in its file. */
export interface YamlText {
	readonly text: string;
	readonly offset: number;
}

/** As `YamlSource.rangeOf`. */
export function findRange(document: Document, nodes: YamlNodes, source: YamlText, [path, part]: YamlPlace): TextRange {
	let node: unknown = document.contents;
	let range = trimmedRange(node, source) ?? { start: source.offset, end: source.offset + source.text.trimEnd().length };
	for (const [depth, step] of path.entries()) {
		const child = nodes.childOf(node, step);
		if (child === undefined) return range;
		const isLast = depth === path.length - 1;
		const keyRange = trimmedRange(child.key, source);
		const valueRange = trimmedRange(child.value, source);
		range = (isLast && part === 'key' ? (keyRange ?? valueRange) : (valueRange ?? keyRange)) ?? range;
		node = child.value;
	}
	return range;
}

/** A path, and which of the two at its end. */
export type YamlPlace = readonly [path: YamlPath, part: 'key' | 'value'];

/** As `YamlSource.pathAt`. Aliases are not followed: what they name stands elsewhere. */
export function findPath(
	document: Document,
	source: YamlText,
	offset: number,
): { readonly path: YamlPath; readonly part: 'key' | 'value' } {
	const path: (string | number)[] = [];
	let node: unknown = document.contents;
	for (;;) {
		const child = childTouching(node, source, offset);
		if (child === undefined) return { path, part: 'value' };
		path.push(child.step);
		if (child.part === 'key') return { path, part: 'key' };
		node = child.value;
	}
}

function childTouching(
	node: unknown,
	source: YamlText,
	offset: number,
): { readonly step: string | number; readonly part: 'key' | 'value'; readonly value: unknown } | undefined {
	if (isSeq(node)) {
		const step = node.items.findIndex(item => isTouched(trimmedRange(item, source), offset));
		return step === -1 ? undefined : { step, part: 'value', value: node.items[step] };
	}
	if (!isMap(node)) return undefined;
	const pair = node.items.findLast(item => (trimmedRange(item.key, source)?.start ?? Number.POSITIVE_INFINITY) <= offset);
	if (pair === undefined) return undefined;
	const step = keyText(pair.key);
	if (step === undefined) return undefined;
	if (isTouched(trimmedRange(pair.key, source), offset)) return { step, part: 'key', value: pair.value };
	return isInsideValue(pair, source, offset) ? { step, part: 'value', value: pair.value } : undefined;
}

/** True between the colon and the end of the value, or of the line when the value ends or is missing there. */
function isInsideValue(pair: Pair, source: YamlText, offset: number): boolean {
	const value = trimmedRange(pair.value, source);
	if (value !== undefined && offset <= value.end) return true;
	if (isCollection(pair.value) && value !== undefined) return false;
	const end = value?.end ?? trimmedRange(pair.key, source)?.end ?? offset;
	return !source.text.slice(end - source.offset, offset - source.offset).includes('\n');
}

function isTouched(range: TextRange | undefined, offset: number): boolean {
	return range !== undefined && range.start <= offset && offset <= range.end;
}

/** Where a node stands in the file, white space behind it left out; undefined for nothing and for an empty value. */
export function trimmedRange(node: unknown, source: YamlText): TextRange | undefined {
	if (isPair(node)) {
		const key = trimmedRange(node.key, source);
		return key && { start: key.start, end: trimmedRange(node.value, source)?.end ?? key.end };
	}
	if (!(isScalar(node) || isCollection(node) || isAlias(node)) || !node.range) return undefined;
	const [start, end] = node.range;
	const length = source.text.slice(start, end).trimEnd().length;
	return length === 0 ? undefined : { start: source.offset + start, end: source.offset + start + length };
}
