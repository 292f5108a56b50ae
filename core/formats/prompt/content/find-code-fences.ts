import type { TextRange } from '../../../base/text/text-range.ts';

/**
 * The fenced code blocks of a Markdown text between `range`, fences included. A fence that is never closed is none: while
 * somebody types it, the rest of the file must not change its meaning.
 *
 * Source: CommonMark 0.31, fenced code blocks.
 */
export function findCodeFences(text: string, { start, end }: TextRange): readonly TextRange[] {
	const fences: TextRange[] = [];
	let open: { readonly mark: string; readonly start: number } | undefined;
	for (const match of text.slice(start, end).matchAll(/^ {0,3}(`{3,}|~{3,})(.*)$/gm)) {
		const [line, mark = '', info = ''] = match;
		if (open === undefined) {
			// Backticks behind the opening ones make it inline code.
			if (!(mark.startsWith('`') && info.includes('`'))) open = { mark, start: start + match.index };
		} else if (info.trim() === '' && mark.startsWith(open.mark)) {
			fences.push({ start: open.start, end: start + match.index + line.length });
			open = undefined;
		}
	}
	return fences;
}
