import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../core/base/yaml/yaml-source.ts';

/** Where `name` stands inside `range`, quotes and what else is around it left out; undefined when it is written with escapes. */
export function findName(text: string, { start, end }: TextRange, name: string): TextRange | undefined {
	const index = name === '' ? -1 : text.slice(start, end).indexOf(name);
	return index === -1 ? undefined : { start: start + index, end: start + index + name.length };
}

/** The same for a key or value of YAML; undefined also for one that is not written there: a default, an alias, a merged key. */
export function findYamlName(source: YamlSource, path: YamlPath, part: 'key' | 'value', name: string): TextRange | undefined {
	const range = source.rangeOf(path, part);
	const parent = source.rangeOf(path.slice(0, -1), 'value');
	// What is not written has the range of the nearest ancestor that is.
	if (path.length > 0 && range.start === parent.start && range.end === parent.end) return undefined;
	const found = findName(source.text, { start: range.start - source.offset, end: range.end - source.offset }, name);
	return found && { start: found.start + source.offset, end: found.end + source.offset };
}
