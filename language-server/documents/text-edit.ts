import type { TextRange } from '../../core/base/text/text-range.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';

/** One replacement in the file the finding is in. An empty range inserts. */
export interface TextEdit {
	readonly range: TextRange;
	readonly newText: string;
}

/** An edit that may be of another file than the one that was asked about: of the card of a prompt, or of the prompt of a card. */
export interface EditInFile extends TextEdit {
	/** Undefined for the file that was asked about. */
	readonly path?: WorkspacePath;
}

/** A file that a fix makes or renames. Neither ever replaces a file that is there. */
export type FileChange =
	| { readonly kind: 'create'; readonly path: WorkspacePath; readonly text: string }
	| { readonly kind: 'rename'; readonly from: WorkspacePath; readonly to: WorkspacePath };

/** The text after edits in any order that do not overlap. Insertions at one place follow each other in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	const pieces: string[] = [];
	let position = 0;
	for (const { range, newText } of edits.toSorted((left, right) => left.range.start - right.range.start)) {
		pieces.push(text.slice(position, range.start), newText);
		position = range.end;
	}
	return [...pieces, text.slice(position)].join('');
}

/** The one edit between two texts: what lies between their common start and their common end. Undefined when they are equal. */
export function editBetween(before: string, after: string): TextEdit | undefined {
	if (before === after) return undefined;
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start] === after[start]) start++;
	let tail = 0;
	while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
	return { range: { start, end: before.length - tail }, newText: after.slice(start, after.length - tail) };
}
