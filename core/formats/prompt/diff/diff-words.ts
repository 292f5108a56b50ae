import { diffLines, diffWordsWithSpace } from 'diff';
import type { Change } from 'diff';
import type { TextChange } from './prompt-diff.ts';

/** Beyond this many words and gaps that differ, a comparison by words is slow and unreadable. */
const maximumWordChanges = 2000;
const maximumLineChanges = 5000;

/**
 * How one text becomes another, by words; by lines when very much differs, and as one replacement when even that is too
 * much. The parts that are `same` or `removed` make up `before`, those that are `same` or `added` make up `after`.
 */
export function diffWords(before: string, after: string): readonly TextChange[] {
	const changes =
		diffWordsWithSpace(before, after, { maxEditLength: maximumWordChanges }) ??
		diffLines(before, after, { maxEditLength: maximumLineChanges });
	return (
		changes?.map(toTextChange) ?? [
			{ kind: 'removed', text: before },
			{ kind: 'added', text: after },
		]
	);
}

function toTextChange({ added, removed, value }: Change): TextChange {
	return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value };
}
