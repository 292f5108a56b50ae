import { isScalar, isSeq } from 'yaml';
import type { YAMLSeq } from 'yaml';
import type { YamlEdit } from './edit-yaml.ts';
import type { YamlPath, YamlSource } from '../yaml-source.ts';

/** The edit that adds an item, given as YAML text on one line, at the end of the list at `path`. Undefined when no list with items stands there. */
export function appendYamlItem(source: YamlSource, path: YamlPath, item: string): YamlEdit | undefined {
	const list = listAt(source, path);
	if (list === undefined || list.items.length === 0) return undefined;
	const last = source.rangeOf([...path, list.items.length - 1], 'value');
	if (list.flow === true) return { range: { start: last.end, end: last.end }, newText: `, ${item}` };
	const end = lineEnd(source, last.end);
	return { range: { start: end, end }, newText: `\n${dashOf(source, last.start)}${item}` };
}

/** The edit that takes out one item of the list at `path`. The last one leaves `[]` behind. Undefined when there is no such item. */
export function removeYamlItem(source: YamlSource, path: YamlPath, index: number): YamlEdit | undefined {
	const list = listAt(source, path);
	if (list === undefined || index < 0 || index >= list.items.length) return undefined;
	if (list.items.length === 1) return { range: source.rangeOf(path, 'value'), newText: '[]' };
	const item = source.rangeOf([...path, index], 'value');
	if (list.flow === true) {
		const range =
			index === 0
				? { start: item.start, end: source.rangeOf([...path, 1], 'value').start }
				: { start: source.rangeOf([...path, index - 1], 'value').end, end: item.end };
		return { range, newText: '' };
	}
	const end = lineEnd(source, item.end);
	const behind = source.text.slice(end - source.offset).startsWith('\r') ? 2 : 1;
	return {
		range: { start: lineStart(source, item.start), end: Math.min(end + behind, source.offset + source.text.length) },
		newText: '',
	};
}

function listAt(source: YamlSource, path: YamlPath): YAMLSeq | undefined {
	const node: unknown = source.document.getIn(path, true);
	return isSeq(node) && node.items.every(item => !isScalar(item) || item.value !== null) ? node : undefined;
}

/** What stands before an item on its line: indentation, dash and white space. */
function dashOf(source: YamlSource, itemStart: number): string {
	return source.text.slice(lineStart(source, itemStart) - source.offset, itemStart - source.offset);
}

function lineStart(source: YamlSource, offset: number): number {
	return source.text.lastIndexOf('\n', offset - source.offset - 1) + 1 + source.offset;
}

function lineEnd(source: YamlSource, offset: number): number {
	const found = /\r?\n|$/.exec(source.text.slice(offset - source.offset));
	return offset + (found?.index ?? 0);
}
