import { memberOf } from '../../../../base/member-of.ts';
import type { TextRange } from '../../../../base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import type { Located, Prompt, PromptInput, PromptSample } from '../../prompt.ts';

/** The value at a path of plain data; undefined where the path leads to nothing. */
export function valueAt(source: YamlSource, path: YamlPath): unknown {
	return path.reduce((value, step) => memberOf(value, step), source.value);
}

/** The value at a path with its place; undefined when there is none or it is empty. */
export function locatedAt(source: YamlSource, path: YamlPath): Located<unknown> | undefined {
	const value = valueAt(source, path);
	return value === undefined || value === null ? undefined : { value, range: source.rangeOf(path, 'value') };
}

/** The text at the first of the paths that has one. A number or truth value is text as YAML wrote it only when it is quoted, so it is none. */
export function textAt(source: YamlSource, ...paths: readonly YamlPath[]): Located<string> | undefined {
	for (const path of paths) {
		const value = valueAt(source, path);
		if (typeof value === 'string' && value !== '') return { value, range: source.rangeOf(path, 'value') };
	}
	return undefined;
}

/** The entries of the maps at the paths with their places; of an entry that is in several maps the first counts. */
export function entriesAt(source: YamlSource, ...paths: readonly YamlPath[]): Prompt['parameters'] {
	const entries = new Map<string, Located<unknown>>();
	for (const path of paths) {
		for (const name of keysAt(source, path)) {
			if (entries.has(name)) continue;
			entries.set(name, { value: valueAt(source, [...path, name]), range: source.rangeOf([...path, name], 'value') });
		}
	}
	return entries;
}

/** The keys of the map at a path, none where no map stands. */
export function keysAt(source: YamlSource, path: YamlPath): readonly string[] {
	const map = valueAt(source, path);
	return typeof map === 'object' && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
}

/** The list at a path, empty where no list stands. */
export function listAt(source: YamlSource, path: YamlPath): readonly unknown[] {
	const list = valueAt(source, path);
	return Array.isArray(list) ? list : [];
}

/** The place of an entry of a map as an input's: the name in its key, and key and value together. */
export function entryRanges(source: YamlSource, path: YamlPath, name: string): Pick<PromptInput, 'nameRange' | 'range'> {
	const key = source.rangeOf(path, 'key');
	const value = source.rangeOf(path, 'value');
	return { nameRange: rangeOfName(source, key, name), range: { start: key.start, end: Math.max(key.end, value.end) } };
}

/** The map at a path as values to try a prompt with; none where no map stands. */
export function samplesAt(source: YamlSource, path: YamlPath, otherNames: readonly string[] = []): readonly PromptSample[] {
	const value = valueAt(source, path);
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
	const { start, end } = source.rangeOf(path, 'value');
	const firstLine = /^[^\r\n]*/.exec(source.text.slice(start - source.offset, end - source.offset))?.[0].length ?? 0;
	const names = Object.keys(value).map(name => ({
		value: name,
		range: rangeOfName(source, source.rangeOf([...path, name], 'key'), name),
	}));
	return [{ path, range: { start, end: start + firstLine }, names, otherNames }];
}

/** The part of a range that is the name alone, without quotes and what else may stand there. */
export function rangeOfName({ text, offset }: YamlSource, { start, end }: TextRange, name: string): TextRange {
	const index = text.slice(start - offset, end - offset).indexOf(name);
	return index === -1 ? { start, end } : { start: start + index, end: start + index + name.length };
}
