import type { Problem } from '../../text/problem.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { TagNode } from '../../tree/template-tree.ts';
import { BlockAssembler } from './block-assembler.ts';
import type { JinjaProgram } from './block-assembler.ts';
import { parseTag } from './parse-tag.ts';
import type { UnclosedQuotes } from './tokens/tag-lexer.ts';

const opener = /\{[{%#]/g;
const rawStart = /\{%[-+]?\s*raw\s*-?%\}/y;
const rawEnd = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

/** Cuts `text` from `range.start` to its end into text, comments, raw regions and tags, and sorts the tags into blocks. */
export function scanTemplate(text: string, range: TextRange): { readonly program: JinjaProgram; readonly problems: readonly Problem[] } {
	const scanner = new TemplateScanner(text, range);
	const program = scanner.scan();
	return { program, problems: scanner.assembler.problems };
}

class TemplateScanner {
	readonly assembler: BlockAssembler;
	readonly #text: string;
	readonly #range: TextRange;
	readonly #unclosedQuotes: UnclosedQuotes = new Map();
	/** False once the end of the text was searched without success: what is not behind one place is not behind a later one. */
	#hasCommentEnd = true;
	#hasRawEnd = true;

	constructor(text: string, range: TextRange) {
		this.#text = text;
		this.#range = range;
		this.assembler = new BlockAssembler(text, range);
	}

	scan(): JinjaProgram {
		let position = this.#range.start;
		for (;;) {
			opener.lastIndex = position;
			const start = opener.exec(this.#text)?.index;
			if (start === undefined) return this.assembler.finish();
			position = this.#scanConstruct(start);
		}
	}

	/** Reads what starts with a delimiter at `start`; gives the offset behind it. */
	#scanConstruct(start: number): number {
		const character = this.#text.charAt(start + 1);
		if (character === '#') return this.#scanComment(start);
		if (character === '{') return this.#scanOutput(start);
		return this.#scanRaw(start) ?? this.#scanTag(start);
	}

	#scanComment(start: number): number {
		const contentStart = start + (/[-+]/.test(this.#text.charAt(start + 2)) ? 3 : 2);
		const closing = this.#hasCommentEnd ? this.#text.indexOf('#}', contentStart) : -1;
		if (closing !== -1) {
			const hasSign = closing > contentStart && /[-+]/.test(this.#text.charAt(closing - 1));
			const contentRange = { start: contentStart, end: hasSign ? closing - 1 : closing };
			this.assembler.add({ kind: 'comment', range: { start, end: closing + 2 }, contentRange });
			return closing + 2;
		}
		this.#hasCommentEnd = false;
		const message =
			"`{#` is never closed, so Jinja rejects the template. Add `#}`, or write `{{ '{#' }}` if the text should contain it.";
		const range = { start, end: start + 2 };
		this.assembler.problems.push({ code: 'unclosed-delimiter', message, range });
		this.assembler.add({ kind: 'error', range });
		return range.end;
	}

	/** A raw region, or undefined when no `raw` tag starts here or its end is missing. */
	#scanRaw(start: number): number | undefined {
		rawStart.lastIndex = start;
		if (!rawStart.test(this.#text)) return undefined;
		const contentStart = rawStart.lastIndex;
		rawEnd.lastIndex = contentStart;
		const closing = this.#hasRawEnd ? rawEnd.exec(this.#text) : null;
		if (closing !== null) {
			const end = rawEnd.lastIndex;
			this.assembler.add({ kind: 'raw', range: { start, end }, contentRange: { start: contentStart, end: closing.index } });
			return end;
		}
		this.#hasRawEnd = false;
		const range = { start, end: contentStart };
		const message = '`{% raw %}` opened here is never closed. Add `{% endraw %}` where its body ends.';
		this.assembler.problems.push({ code: 'unclosed-block', message, range });
		const keywordStart = this.#text.indexOf('raw', start);
		const keywordRange = { start: keywordStart, end: keywordStart + 3 };
		this.assembler.add({ kind: 'tag', range, keyword: 'raw', keywordRange, expressions: [] });
		return contentStart;
	}

	#scanOutput(start: number): number {
		const text = this.#text;
		const unclosedQuotes = this.#unclosedQuotes;
		const { end, output, problem } = parseTag({ text, start, delimiter: 'output', unclosedQuotes, blockName: undefined });
		const range = { start, end };
		if (output === undefined) throw new Error('An output tag always has an expression, missing if need be.');
		const node = { kind: 'output', range, expression: output } as const;
		if (problem !== undefined) {
			this.assembler.problems.push(problem);
			this.assembler.brokenNodes.add(node);
		}
		this.assembler.add(node);
		return end;
	}

	#scanTag(start: number): number {
		const { assembler } = this;
		const text = this.#text;
		const unclosedQuotes = this.#unclosedQuotes;
		const { end, statement, problem } = parseTag({
			text,
			start,
			delimiter: 'statement',
			unclosedQuotes,
			blockName: assembler.blockName,
		});
		const range = { start, end };
		if (statement === undefined) {
			if (problem !== undefined) assembler.problems.push(problem);
			assembler.add({ kind: 'error', range });
			return end;
		}
		const { keyword, keywordRange } = statement;
		const tag: TagNode = { kind: 'tag', range, keyword, keywordRange, expressions: statement.statement.expressions };
		assembler.addTag(tag, statement, problem);
		return end;
	}
}
