import { cardPathOf, fileOfCard } from '../../formats/prompt/card/card-path.ts';
import { composeSheet } from '../../formats/prompt/card/compose-sheet.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Git, GitLogEntry } from '../../ports/git.ts';

/** As `Git.readAt`, each text together with the card that its file had at that revision. */
export async function readAtWithCards(
	git: Pick<Git, 'readAt'>,
	revision: string,
	paths: readonly WorkspacePath[],
): Promise<ReadonlyMap<WorkspacePath, string>> {
	const texts = await git.readAt(revision, [...new Set(paths.flatMap(withCard))]);
	return new Map(
		paths.flatMap(path => {
			const text = texts.get(path);
			if (text === undefined) return [];
			return [[path, fileOfCard(path) === undefined ? composeSheet(path, text, texts.get(cardPathOf(path))) : text] as const];
		}),
	);
}

/** As `Git.log`: a change of a card is one of its file. */
export async function logWithCards(git: Pick<Git, 'log'>, paths: readonly WorkspacePath[], limit: number): Promise<readonly GitLogEntry[]> {
	const seen = new Set<string>();
	return (await git.log(paths.flatMap(withCard), limit))
		.map(entry => ({ ...entry, path: fileOfCard(entry.path) ?? entry.path }))
		.filter(({ commit, path }) => {
			const key = `${commit} ${path}`;
			const isNew = !seen.has(key);
			seen.add(key);
			return isNew;
		});
}

/** The path, and where its card would be. */
export function withCard(path: WorkspacePath): readonly WorkspacePath[] {
	return fileOfCard(path) === undefined ? [path, cardPathOf(path)] : [path];
}
