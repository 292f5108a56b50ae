import { openSheet } from './card/sheet.ts';
import type { TextRange } from '../../base/text/text-range.ts';

/** Where the front matter of a file stands. */
export interface FrontMatterPlace {
	/** The line `---` that opens it. */
	readonly opening: TextRange;
	/** The YAML between the fences, without them. */
	readonly yaml: TextRange;
	/** Offset of the first character behind the front matter. */
	readonly bodyStart: number;
	/** False when no closing `---` follows. The YAML then ends where something else seems to begin. */
	readonly isClosed: boolean;
}

/**
 * Finds the front matter of a file: a `---` on the very first line up to the next one. Undefined when there is none; a
 * thematic break of Markdown is none, since no line `key:` follows it.
 */
export function splitFrontMatter(text: string): FrontMatterPlace | undefined {
	const sheet = openSheet(text);
	if (sheet !== undefined) return { opening: { start: 0, end: 3 }, yaml: sheet.card, bodyStart: sheet.bodyStart, isClosed: true };
	const [fence] = /^---[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
	if (fence === undefined) return undefined;
	const opening = { start: 0, end: 3 };
	const closing = findFrom(text, /^---[ \t]*(?:\r?\n|$)/gm, fence.length);
	// Without a closing line, a blank line or a role line is where the writer stopped describing and started writing.
	const end = closing?.index ?? findFrom(text, /^(?:[ \t]*\r?$|[a-z]+:[ \t]*\r?\n(?![ \t-]))/gm, fence.length)?.index ?? text.length;
	const yaml = { start: fence.length, end };
	if (!looksLikeYaml(text.slice(yaml.start, yaml.end), closing !== undefined)) return undefined;
	return { opening, yaml, bodyStart: closing === undefined ? end : closing.index + closing[0].length, isClosed: closing !== undefined };
}

/** The top-level keys in a front matter, read without parsing it, to tell dialects apart cheaply. */
export function frontMatterKeys(text: string, { yaml }: Pick<FrontMatterPlace, 'yaml'>): ReadonlySet<string> {
	return new Set(Array.from(text.slice(yaml.start, yaml.end).matchAll(/^["']?([A-Za-z_][\w-]*)["']?[ \t]*:/gm), match => match[1] ?? ''));
}

function looksLikeYaml(yaml: string, isClosed: boolean): boolean {
	return /^[ \t]*["']?[A-Za-z_][\w.-]*["']?[ \t]*:(?:\s|$)/m.test(yaml) || (isClosed && yaml.trim() === '');
}

function findFrom(text: string, pattern: RegExp, start: number): RegExpExecArray | undefined {
	pattern.lastIndex = start;
	return pattern.exec(text) ?? undefined;
}
