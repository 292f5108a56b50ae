import type { TextRange } from '../../text/text-range.ts';
import { BlockAssembler } from './block-assembler.ts';
import type { HandlebarsProgram } from './handlebars-program.ts';
import type { HandlebarsTag } from './handlebars-tag.ts';
import { parseTag } from './parse-tag.ts';
import { QuoteFinder } from './quotes.ts';

/** Cuts `text` from `range.start` to its end into text, comments and tags, and sorts the tags into blocks. */
export function scanHandlebars(text: string, range: TextRange): HandlebarsProgram {
	return new TemplateScanner(text, range).scan();
}

const comment = /\{\{~?!/y;

class TemplateScanner {
	readonly #text: string;
	readonly #range: TextRange;
	readonly #assembler: BlockAssembler;
	readonly #quotes: QuoteFinder;
	/** The ends of comments that are not behind some place of the text, and hence not behind a later one. */
	readonly #missingEnds = new Set<string>();
	#unclosedRawCount = 0;

	constructor(text: string, range: TextRange) {
		this.#text = text;
		this.#range = range;
		this.#assembler = new BlockAssembler(range);
		this.#quotes = new QuoteFinder(text);
	}

	scan(): HandlebarsProgram {
		let position = this.#range.start;
		for (;;) {
			const start = this.#text.indexOf('{{', position);
			if (start === -1) return this.#assembler.finish();
			position = this.#isEscaped(start, position) ? start + 2 : this.#scanTag(start);
		}
	}

	/** True behind one backslash; a second one before it stands for a backslash in the text. */
	#isEscaped(start: number, from: number): boolean {
		const isBackslash = (offset: number): boolean => offset >= from && this.#text.charAt(offset) === '\\';
		return isBackslash(start - 1) && !isBackslash(start - 2);
	}

	/** Reads the tag or comment at `start`; gives the offset behind it. */
	#scanTag(start: number): number {
		comment.lastIndex = start;
		if (comment.test(this.#text) && this.#text.charAt(start + 2) !== '{') return this.#scanComment(start, comment.lastIndex);
		const tag = parseTag(this.#text, start, this.#quotes);
		if (tag.kind === 'raw-block' && tag.problem === undefined) return this.#scanRaw(tag);
		this.#assembler.addTag(tag);
		return tag.range.end;
	}

	#scanComment(start: number, contentStart: number): number {
		const isLong = this.#text.startsWith('--', contentStart);
		const end = isLong ? '--}}' : '}}';
		const closing = isLong ? /--~?\}\}/g : /\}\}/g;
		closing.lastIndex = contentStart;
		const found = this.#missingEnds.has(end) ? null : closing.exec(this.#text);
		if (found !== null) {
			const contentEnd = Math.max(contentStart, isLong ? found.index : trimmedEnd(this.#text, found.index));
			const contentRange = { start: Math.min(contentStart + (isLong ? 2 : 0), contentEnd), end: contentEnd };
			this.#assembler.add({ kind: 'comment', range: { start, end: closing.lastIndex }, contentRange });
			return closing.lastIndex;
		}
		this.#missingEnds.add(end);
		const range = { start, end: contentStart + (isLong ? 2 : 0) };
		const message = `This comment is never closed, so Handlebars rejects the template. Add \`${end}\`.`;
		this.#assembler.problems.push({ code: 'unclosed-delimiter', message, range });
		this.#assembler.add({ kind: 'error', range });
		return range.end;
	}

	/** A raw block runs to the end tag with as many braces; others like it may stand inside. */
	#scanRaw(tag: HandlebarsTag): number {
		const delimiter = /\{\{\{\{(?:\/([^\s!"#%-,./;->@[-^`{-~]+)(?=[=}\s/.])\}\}\}\}|(?!\/))/g;
		delimiter.lastIndex = tag.range.end;
		let depth = 1;
		for (
			let found = this.#unclosedRawCount < 10 ? delimiter.exec(this.#text) : null;
			found !== null;
			found = delimiter.exec(this.#text)
		) {
			depth += found[1] === undefined ? 1 : -1;
			if (depth > 0) continue;
			this.#assembler.addRaw(tag, { start: tag.range.end, end: found.index }, { name: found[1] ?? '', end: delimiter.lastIndex });
			return delimiter.lastIndex;
		}
		this.#unclosedRawCount++;
		this.#assembler.addUnclosedRaw(tag);
		return tag.range.end;
	}
}

function trimmedEnd(text: string, end: number): number {
	return text.charAt(end - 1) === '~' ? end - 1 : end;
}
