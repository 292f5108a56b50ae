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
	const endings = closingLabels(text);
	let next = 0;
	for (const opening of text.matchAll(/^<{7}(?: (.*))?\r?$/gm)) {
		while ((endings[next]?.separator ?? Number.POSITIVE_INFINITY) < opening.index + opening[0].length) next++;
		const closing = endings[next];
		if (closing === undefined) return undefined;
		if (isSearchBlock(opening[1], closing.label)) continue;
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

/** Where a line of equal signs stands that a closing marker follows, with the words behind the first such marker. */
function closingLabels(text: string): readonly { readonly separator: number; readonly label: string | undefined }[] {
	const endings: { separator: number; label: string | undefined }[] = [];
	let separators: number[] = [];
	for (const { index, 0: marker, 1: label } of text.matchAll(/^(?:={7}|>{7}(?: (.*))?)\r?$/gm)) {
		if (marker.startsWith('=')) separators.push(index);
		else {
			endings.push(...separators.map(separator => ({ separator, label })));
			separators = [];
		}
	}
	return endings;
}

function isSearchBlock(openingLabel = '', closingLabel = ''): boolean {
	return /^(search|original)\b/i.test(openingLabel) && /^(replace|updated?)\b/i.test(closingLabel.trimEnd());
}
