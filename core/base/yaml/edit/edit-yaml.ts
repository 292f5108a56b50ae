import { isMap, isScalar, isSeq } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { TextRange } from '../../text/text-range.ts';
import { keyText } from '../key-text.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';

/** One replacement in the file a YAML source stands in. */
export interface YamlEdit {
	readonly range: TextRange;
	readonly newText: string;
}

/** A key and its value as YAML text; a value that starts with a line break is an indented block. */
export interface YamlEntry {
	readonly key: string;
	readonly value: string;
}

/**
 * The edit that adds an entry at the end of the map at `path`, in the style of that map, everything else left as written.
 * A map that is missing or empty is made. Undefined when something other than a map stands at `path`.
 */
export function insertYamlEntry(source: YamlSource, path: YamlPath, entry: YamlEntry): YamlEdit | undefined {
	const node = nodeAt(source, path);
	if (isMap(node)) {
		const isFlow = node.flow === true || node.items.length === 0;
		return isFlow ? appendToFlowMap(source, path, entry) : appendToBlockMap(source, path, node, entry);
	}
	const isEmpty = node === undefined || (isScalar(node) && node.value === null);
	if (!isEmpty) return undefined;
	if (path.length === 0) return insertion(source.offset, `${entry.key}: ${entry.value}\n`.replace(': \n', ':\n'));
	if (keyExists(source, path)) return fillEmptyEntry(source, path, entry);
	const parent: YamlPath = path.slice(0, -1);
	return insertYamlEntry(source, parent, { key: String(path.at(-1)), value: `{${entry.key}: ${entry.value}}` });
}

/** The edit that gives a key at the top of the file a value on one line: in the place of the value it has, or at the end. */
export function setYamlValue(source: YamlSource, key: string, value: string): YamlEdit | undefined {
	if (!keyExists(source, [key])) return insertYamlEntry(source, [], { key, value });
	const range = source.rangeOf([key], 'value');
	const name = source.rangeOf([key], 'key');
	// A value that is left empty has the range of its key.
	if (range.start !== name.start) return { range, newText: value };
	const colon = source.text.indexOf(':', name.end - source.offset) + 1 + source.offset;
	return insertion(colon, ` ${value}`);
}

/** The edit that takes out the entry at `path` with its line. The last entry of a map leaves `{}` behind. */
export function removeYamlEntry(source: YamlSource, path: YamlPath): YamlEdit | undefined {
	const parentPath = path.slice(0, -1);
	const parent = nodeAt(source, parentPath);
	if (!isMap(parent)) return undefined;
	const keys = keysOf(parent);
	const position = keys.indexOf(String(path.at(-1)));
	if (position === -1) return undefined;
	if (keys.length === 1) return emptyMap(source, parentPath);
	const end = endOfEntry(source, path);
	if (parent.flow === true) {
		const next = keys[position + 1];
		if (next !== undefined) {
			return deletion(source.rangeOf(path, 'key').start, source.rangeOf([...parentPath, next], 'key').start);
		}
		return deletion(endOfEntry(source, [...parentPath, keys[position - 1] ?? '']), end);
	}
	return deletion(lineStart(source, source.rangeOf(path, 'key').start), nextLineStart(source, end));
}

function emptyMap(source: YamlSource, path: YamlPath): YamlEdit {
	const value = source.rangeOf(path, 'value');
	if (path.length === 0 || source.text[value.start - source.offset] === '{') return { range: value, newText: '{}' };
	return { range: { start: source.rangeOf(path, 'key').end, end: value.end }, newText: ': {}' };
}

function appendToFlowMap(source: YamlSource, path: YamlPath, entry: YamlEntry): YamlEdit {
	const { start, end } = source.rangeOf(path, 'value');
	const inside = textOf(source, { start: start + 1, end: end - 1 }).trimEnd();
	const isFirst = inside === '';
	const separator = isFirst ? '' : inside.endsWith(',') ? ' ' : ', ';
	return insertion(start + 1 + inside.length, `${separator}${entry.key}: ${entry.value}`);
}

function appendToBlockMap(source: YamlSource, path: YamlPath, map: YAMLMap, entry: YamlEntry): YamlEdit {
	const keys = keysOf(map);
	const firstKey = source.rangeOf([...path, keys[0] ?? ''], 'key').start;
	const indent = ' '.repeat(firstKey - lineStart(source, firstKey));
	const end = lineEnd(source, endOfEntry(source, [...path, keys.at(-1) ?? '']));
	const value = entry.value.startsWith('\n') ? entry.value.replaceAll('\n', `\n${indent}`) : ` ${entry.value}`;
	return insertion(end, `\n${indent}${entry.key}:${value}`);
}

/** `inputs:` with nothing behind it: the entry goes to a line of its own below. */
function fillEmptyEntry(source: YamlSource, path: YamlPath, entry: YamlEntry): YamlEdit {
	const key = source.rangeOf(path, 'key');
	const indent = ' '.repeat(key.start - lineStart(source, key.start) + 2);
	return insertion(lineEnd(source, key.end), `\n${indent}${entry.key}: ${entry.value}`);
}

/** Offset behind the last character of the entry's value, or of its key when the value is empty. Line breaks are left out. */
function endOfEntry(source: YamlSource, path: YamlPath): number {
	const key = source.rangeOf(path, 'key');
	const value = source.rangeOf(path, 'value');
	const end = Math.max(key.end, value.end);
	return key.start + textOf(source, { start: key.start, end }).trimEnd().length;
}

function nodeAt(source: YamlSource, path: YamlPath): unknown {
	let node: unknown = source.document.contents ?? undefined;
	for (const step of path) {
		if (isSeq(node) && typeof step === 'number') node = node.items[step];
		else node = isMap(node) ? (node.items.findLast(({ key }) => keyText(key) === String(step))?.value ?? undefined) : undefined;
	}
	return node;
}

function keyExists(source: YamlSource, path: YamlPath): boolean {
	const parent = nodeAt(source, path.slice(0, -1));
	return isMap(parent) && keysOf(parent).includes(String(path.at(-1)));
}

function keysOf(map: YAMLMap): readonly (string | undefined)[] {
	return map.items.map(({ key }) => keyText(key));
}

function textOf(source: YamlSource, { start, end }: TextRange): string {
	return source.text.slice(start - source.offset, end - source.offset);
}

function lineStart(source: YamlSource, offset: number): number {
	return source.text.lastIndexOf('\n', offset - source.offset - 1) + 1 + source.offset;
}

/** Offset of the line break that ends the line of `offset`, or the end of the text. */
function lineEnd(source: YamlSource, offset: number): number {
	const found = /\r?\n|$/.exec(source.text.slice(offset - source.offset));
	return offset + (found?.index ?? 0);
}

function nextLineStart(source: YamlSource, offset: number): number {
	const lineBreak = source.text.indexOf('\n', offset - source.offset);
	return lineBreak === -1 ? source.offset + source.text.length : source.offset + lineBreak + 1;
}

function insertion(offset: number, newText: string): YamlEdit {
	return { range: { start: offset, end: offset }, newText };
}

function deletion(start: number, end: number): YamlEdit {
	return { range: { start, end }, newText: '' };
}
