import type { WorkspacePath } from '../../../ports/file-store.ts';

const ending = '.card.yaml';

/** Where the card of a file is: beside it, `answer.txt.card.yaml` for `answer.txt`. */
export function cardPathOf(path: WorkspacePath): WorkspacePath {
	return `${path}${ending}`;
}

/** The file that a card is about; undefined for a path that is no card's. */
export function fileOfCard(path: WorkspacePath): WorkspacePath | undefined {
	return path.endsWith(ending) && !/(?:^|\/)\.card\.yaml$/.test(path) ? path.slice(0, -ending.length) : undefined;
}

/** The globs of prompts, and those of their cards where they do not match cards already. */
export function globsWithCards(globs: readonly string[]): readonly string[] {
	return globs.flatMap(glob => (glob.endsWith('*') ? [glob] : [glob, cardPathOf(glob)]));
}
