import type { WorkspacePath } from '../../ports/file-store.ts';
import { splitFrontMatter } from './split-front-matter.ts';
import type { FrontMatterPlace } from './split-front-matter.ts';

/** Front matter together with the text it belongs to. */
export interface FrontMatterOfFile extends FrontMatterPlace {
	/** Offset behind the last character of the text that belongs to the prompt. */
	readonly bodyEnd: number;
}

/**
 * Finds the front matter of a file of any dialect. Unlike `splitFrontMatter` it takes what other tools let stand before it:
 * blank lines and `#` comments, such as a licence, in `.prompt` and `.prompty` files; a code fence around all of a
 * `.prompt.md` file, which then also ends the text.
 */
export function findFrontMatter(path: WorkspacePath, text: string): FrontMatterOfFile | undefined {
	const start = preambleLength(path, text);
	const place = splitFrontMatter(text.slice(start));
	if (place === undefined) return undefined;
	return {
		opening: { start: start + place.opening.start, end: start + place.opening.end },
		yaml: { start: start + place.yaml.start, end: start + place.yaml.end },
		bodyStart: start + place.bodyStart,
		bodyEnd: bodyEnd(path, text, start),
		isClosed: place.isClosed,
	};
}

function preambleLength(path: WorkspacePath, text: string): number {
	const pattern = preambles.find(({ ending }) => ending.test(path))?.preamble;
	return pattern?.exec(text)?.[0].length ?? 0;
}

const preambles: readonly { readonly ending: RegExp; readonly preamble: RegExp }[] = [
	// Source: the regular expression of google/dotprompt, js/src/parse.ts. Each line is taken whole, so it cannot backtrack.
	{ ending: /\.prompty?$/i, preamble: /^(?:[ \t]*(?:#[^\n]*)?\n|[ \t]*\r\n)+(?=---)/ },
	{ ending: /\.prompt\.md$/i, preamble: /^\s*`{3,}[^`\n]*\n(?=---)/ },
];

function bodyEnd(path: WorkspacePath, text: string, start: number): number {
	if (start === 0 || !/\.md$/i.test(path)) return text.length;
	const closing = /\n[ \t]*`{3,}\s*$/.exec(text);
	return closing === null ? text.length : closing.index + 1;
}
