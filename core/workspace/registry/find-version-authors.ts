import type { MemberContent } from '../../formats/component/component-hash.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { FileRevision, Git } from '../../ports/git.ts';
import type { DialectOverrides } from '../../formats/prompt/dialects/parts/dialect-overrides.ts';
import { readAtWithCards, withCard } from '../cards/git-with-cards.ts';
import { readContent } from './read-content.ts';
import type { FileContentState } from './read-content.ts';
import type { RegistryKind } from '../../formats/registry/registry-file.ts';

/** A version whose authors are asked for. */
export interface AuthoredVersion {
	readonly kind: RegistryKind;
	/** As for `parsePrompt`. */
	readonly dialects: DialectOverrides;
	readonly path: WorkspacePath;
	/** Normalised. */
	readonly version: string;
	/** Canonical content hash; undefined when nothing says it, and then everybody who changed the file is an author. */
	readonly contentHash: string | undefined;
	/** What a pipeline was made of when it had this hash; none for other kinds. */
	readonly members?: readonly MemberContent[];
}

/**
 * Who wrote the content of a version, by Git: the authors and co-authors of the commits in which the file had this version
 * and its content, or its version, changed. Who only changed the owner or the description wrote none of it, and who wrote
 * earlier versions in the same file, or its text before it had a version, did not write this one. Undefined when Git has no commit with this content.
 *
 * @returns People as `.mailmap` has them, each once.
 */
export async function findVersionAuthors(wanted: AuthoredVersion, git: Git, signal: CancelSignal): Promise<readonly string[] | undefined> {
	const revisions = await git.fileHistory(withCard(wanted.path), changeLimit);
	if (wanted.contentHash === undefined) return revisions.length === 0 ? undefined : unique(revisions);
	const states = await statesOf(revisions, wanted, git, signal);
	const newest = revisions.findIndex(({ commit }) => states.get(commit) === wanted.contentHash);
	if (newest === -1) return undefined;
	const contributions = revisions.slice(newest).filter(({ commit, parents }) => {
		const state = states.get(commit);
		return state !== undefined && parents.every(parent => states.get(parent) !== state);
	});
	return unique(contributions);
}

/** As many changes of one file as are ever looked through. */
const changeLimit = 500;

/** The content hash of each revision that was the wanted version, by commit; undefined for one that was another version, or none. */
async function statesOf(
	revisions: readonly FileRevision[],
	wanted: AuthoredVersion,
	git: Git,
	signal: CancelSignal,
): Promise<ReadonlyMap<string, string | undefined>> {
	const contents = new Map<string, FileContentState | undefined>();
	for (const { commit } of revisions) {
		signal.throwIfAborted();
		const text = (await readAtWithCards(git, commit, [wanted.path])).get(wanted.path);
		contents.set(commit, text === undefined ? undefined : readContent(wanted, wanted.path, text));
	}
	// A file that never says a version, because its name or a registry file does, holds one version for all its life.
	const saysVersion = [...contents.values()].some(content => content?.version !== undefined);
	const isWanted = ({ version }: FileContentState): boolean => version === wanted.version || (version === undefined && !saysVersion);
	return new Map(
		[...contents].map(([commit, content]) => [commit, content !== undefined && isWanted(content) ? content.contentHash : undefined]),
	);
}

function unique(revisions: readonly FileRevision[]): readonly string[] {
	return [...new Set(revisions.flatMap(({ authors }) => authors))];
}
