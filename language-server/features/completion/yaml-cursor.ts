import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { parseYaml } from '../../../core/base/yaml/parse-yaml.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import type { ParsedDocument } from '../../documents/parsed-document.ts';
import { runBefore } from '../../../core/base/text/run-before.ts';

/** The YAML that is completed, with the offset of its text in the file. */
export interface CompletedYaml {
	readonly kind: ParsedDocument['kind'];
	readonly text: string;
	readonly offset: number;
	readonly facts: WorkspaceFacts;
}

/** Where the cursor stands in the structure. */
export interface YamlCursor {
	readonly path: YamlPath;
	readonly part: 'key' | 'value';
	/** The word being typed. */
	readonly range: TextRange;
	readonly siblings: readonly string[];
	/** True when the word is a key already, with its colon. */
	readonly hasColon: boolean;
	/** The document as plain data, with a placeholder where the word is. */
	readonly data: unknown;
}

/**
 * The cursor at `offset` of the file; undefined in comments and outside of keys and values. The word being typed is replaced by
 * a placeholder and the text parsed again: a key without its colon would otherwise fuse with the next line.
 */
export function yamlCursorAt({ text, offset: start }: CompletedYaml, offset: number): YamlCursor | undefined {
	const at = offset - start;
	const word = runBefore(text.slice(0, at), /^[\p{L}\p{M}\p{N}_/@.+-]$/u);
	const lineStart = text.lastIndexOf('\n', at - 1) + 1;
	const before = text.slice(lineStart, at - word.length);
	const after = /^[\p{L}\p{M}\p{N}_/@.+-]*/u.exec(text.slice(at))?.[0] ?? '';
	if (/(?:^|\s)#/.test(before)) return undefined;
	const rest = text.slice(at + after.length);
	const hasColon = /^[ \t]*:/.test(rest);
	const isKey = /^\s*(?:- +)*$/.test(before) || /[{,]$/.test(before.trimEnd());
	const placeholder = isKey && !hasColon ? `${placeholderWord}: ` : placeholderWord;
	const patched = parseYaml(`${text.slice(0, at - word.length)}${placeholder}${rest}`);
	const { path, part } = patched.pathAt(at - word.length + 1);
	if (path.length === 0) return undefined;
	const data = patched.value;
	return { path, part, range: { start: offset - word.length, end: offset }, siblings: siblingsOf(data, path), hasColon, data };
}

const placeholderWord = 'stagemark-cursor';

function siblingsOf(value: unknown, path: YamlPath): readonly string[] {
	let map = value;
	for (const step of path.slice(0, -1)) map = typeof map === 'object' && map !== null ? Reflect.get(map, step) : undefined;
	return typeof map === 'object' && map !== null ? Object.keys(map) : [];
}
