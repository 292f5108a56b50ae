import type { Problem } from '../problem.ts';

/**
 * The first unresolved merge conflict in a text, as a problem on its opening marker; undefined when there is none.
 *
 * All three markers must stand there in order, each at the start of its line, so that an underlined Markdown heading is
 * none. Search-and-replace blocks of coding assistants (`<<<<<<< SEARCH` … `>>>>>>> REPLACE`) look the same and are common
 * in prompts; they are recognised by their words and let be.
 *
 * @param offset - Where `text` starts in its file; added to the range.
 */
export function findMergeConflict(text: string, offset = 0): Problem | undefined {
	for (const opening of text.matchAll(/^<{7}(?: (.*))?\r?$/gm)) {
		const rest = text.slice(opening.index + opening[0].length);
		const closing = /^={7}\r?$[^]*?^>{7}(?: (.*))?\r?$/m.exec(rest);
		if (closing === null) return undefined;
		if (isSearchBlock(opening[1], closing[1])) continue;
		const start = offset + opening.index;
		return {
			code: 'merge-conflict',
			message:
				'This file contains an unresolved merge conflict, so none of it can be trusted. ' +
				'Keep one side and delete the lines that start with <<<<<<<, ======= and >>>>>>>.',
			range: { start, end: start + opening[0].trimEnd().length },
		};
	}
	return undefined;
}

function isSearchBlock(openingLabel = '', closingLabel = ''): boolean {
	return /^(search|original)\b/i.test(openingLabel) && /^(replace|updated?)\b/i.test(closingLabel.trimEnd());
}
