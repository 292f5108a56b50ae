import { canonicalJson } from '../../base/canonical-json.ts';
import { ownValue } from '../../base/own-value.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { DialectOverrides } from '../../formats/prompt/dialects/dialect-overrides.ts';
import type { Registry, Transition } from '../../formats/registry/registry-file.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import { readAtWithCards, withCard } from '../cards/git-with-cards.ts';
import { readWithCard } from '../cards/read-with-card.ts';
import { readContent, registeredMembers } from './read-content.ts';
import type { FileContentState } from './read-content.ts';
import type { VerifyAccess } from './verify-access.ts';

/** As many changes of one file as are looked through for the content that moved. */
const changeLimit = 500;

/**
 * The tags of the version that a transition moved: those of its file at that commit, else those that every other commit with this very
 * content agrees on. Undefined when nothing says them for sure.
 *
 * @param registry - The registry file as that commit had it.
 * @param at - The commit of the move; undefined for one that is not committed, whose file is the one of the working tree.
 */
export async function tagsAtTransition(
	transition: Transition,
	registry: Registry,
	at: { readonly commit: string | undefined; readonly dialects: DialectOverrides },
	{ files, git, signal }: VerifyAccess,
): Promise<readonly string[] | undefined> {
	const file = ownValue(registry.versions, transition.version)?.source;
	if (file === undefined) return undefined;
	const reading = { kind: registry.kind, dialects: at.dialects, members: registeredMembers(registry, transition.version) };
	const tagsIn = (text: string | undefined): readonly string[] | undefined => {
		const state = text === undefined ? undefined : readContent(reading, file, text);
		return state !== undefined && isMoved(state, transition) ? state.tags : undefined;
	};
	const now = tagsIn(await (at.commit === undefined ? workingText(file, files) : textAt(file, at.commit, git)));
	if (now !== undefined) return now;
	const found = new Map<string, readonly string[]>();
	for (const { commit } of await git.fileHistory(withCard(file), changeLimit)) {
		signal.throwIfAborted();
		const tags = tagsIn(await textAt(file, commit, git));
		if (tags !== undefined) found.set(canonicalJson(tags.toSorted()), tags);
	}
	return found.size === 1 ? [...found.values()][0] : undefined;
}

async function workingText(file: WorkspacePath, files: FileReader): Promise<string | undefined> {
	const content = await readWithCard(files, file);
	return content.kind === 'text' ? content.text : undefined;
}

async function textAt(file: WorkspacePath, commit: string, git: Git): Promise<string | undefined> {
	return (await readAtWithCards(git, commit, [file])).get(file);
}

function isMoved({ contentHash, version }: FileContentState, transition: Transition): boolean {
	if (transition.prompt_sha256 !== undefined) return contentHash === transition.prompt_sha256;
	return version === (normaliseVersion(transition.version) ?? transition.version);
}
