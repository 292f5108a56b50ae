import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import { logWithCards, readAtWithCards } from '../cards/git-with-cards.ts';
import { readContent } from './read-content.ts';
import type { ReadingOfContent } from './read-content.ts';

/** The content of a file, and how it is read. */
export interface ContentOfFile extends ReadingOfContent {
	readonly path: WorkspacePath;
}

/** True when HEAD, or any commit before it, has a content that is the wanted one. */
export async function isInCommit(file: ContentOfFile, isWanted: (contentHash: string) => boolean, git: Git): Promise<boolean> {
	const text = (await readAtWithCards(git, 'HEAD', [file.path])).get(file.path);
	if (text !== undefined && isWanted(readContent(file, file.path, text).contentHash)) return true;
	return [...(await committedHashes(file, git))].some(isWanted);
}

/** The content hashes a file has ever had in Git. */
export async function committedHashes(file: ContentOfFile, git: Git): Promise<ReadonlySet<string>> {
	const hashes = new Set<string>();
	for (const { commit } of await logWithCards(git, [file.path], changeLimit)) {
		const text = (await readAtWithCards(git, commit, [file.path])).get(file.path);
		if (text !== undefined) hashes.add(readContent(file, file.path, text).contentHash);
	}
	return hashes;
}

/** Most changes of one file that are searched for a content. */
const changeLimit = 500;
