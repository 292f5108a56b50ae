import { componentFolders, isComponentKind, isComponentText } from '../formats/component/find-component-kind.ts';
import type { ComponentKind } from '../formats/component/component.ts';
import { parseComponent } from '../formats/component/parse-component.ts';
import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { WorkspacePath } from '../ports/file-store.ts';
import type { Git, GitLogEntry } from '../ports/git.ts';
import { findDialect } from '../formats/prompt/dialects/find-dialect.ts';
import { readFileIdentity } from '../formats/prompt/version/file-name-version.ts';
import type { Config } from '../formats/config/config.ts';
import { logWithCards, readAtWithCards } from './cards/git-with-cards.ts';
import { placesInFile } from './cards/places-in-file.ts';
import { fileKindOf, globsOfPrompts, placePatternsOf } from './file-kind.ts';
import type { FileKind } from './file-kind.ts';
import type { ComponentSummary, PromptSummary } from './summaries/file-summary.ts';
import { globFolder } from '../base/match-glob.ts';
import { summarizeComponent } from './summaries/summarize-component.ts';
import { summarizePrompt } from './summaries/summarize-prompt.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** How far back a version is looked for, in changes of such files. */
const maximumChanges = 1000;

/**
 * Finds earlier versions of the given names, of prompts and components alike, in Git history and adds them to the index, so that
 * `resolve` and `versionsOf` know them: one file whose version changes over time, and files that are gone. Does nothing without names, without a
 * repository, and before the first commit.
 */
export async function loadPromptHistory(index: WorkspaceIndex, names: ReadonlySet<string>, git: Git, signal: CancelSignal): Promise<void> {
	if (names.size === 0) return;
	const state = await git.state();
	if (state.kind !== 'repository' || state.commit === undefined) return;
	const folders = [...new Set([...globsOfPrompts(index.config).map(globFolder), ...componentFolders])];
	const log = await logWithCards(git, folders, maximumChanges);
	const current = [...index.prompts, ...index.components].filter(({ name }) => names.has(name));
	const currentPaths = new Set(current.map(({ path }) => path));
	const changes = log.filter(
		({ path }) =>
			placePatternsOf(path, index.config).length > 0 ||
			(isVersioned(fileKindOf(path, index.config)) &&
				(currentPaths.has(path) || names.has(readFileIdentity(path).name) || !index.exists(path))),
	);
	const past = await readChanges(changes, index, git, signal);
	index.addHistory(past.filter(({ name }) => names.has(name)));
}

type VersionedKind = ComponentKind | 'prompt';

function isVersioned(kind: FileKind | undefined): kind is VersionedKind {
	return kind === 'prompt' || isComponentKind(kind);
}

/** The files as those commits left them, newest first; a commit that deleted a file gives nothing. */
async function readChanges(
	changes: readonly GitLogEntry[],
	{ config }: Pick<WorkspaceIndex, 'config'>,
	git: Git,
	signal: CancelSignal,
): Promise<readonly (ComponentSummary | PromptSummary)[]> {
	const found: (ComponentSummary | PromptSummary)[] = [];
	const pathsByCommit = new Map<string, WorkspacePath[]>();
	for (const { commit, path } of changes) pathsByCommit.set(commit, [...(pathsByCommit.get(commit) ?? []), path]);
	for (const [commit, paths] of pathsByCommit) {
		signal.throwIfAborted();
		const texts = await readAtWithCards(git, commit, await withPlaces(paths, commit, config, git));
		for (const [path, text] of texts) {
			const kind = fileKindOf(path, config);
			if (isVersioned(kind)) found.push(...summaryOf(kind, { path, text, commit }, config));
		}
	}
	return found;
}

/** The paths, and those of the prompts inside the files as they were then. */
async function withPlaces(paths: readonly WorkspacePath[], commit: string, config: Config, git: Git): Promise<readonly WorkspacePath[]> {
	const hosts = paths.filter(path => placePatternsOf(path, config).length > 0);
	if (hosts.length === 0) return paths;
	const texts = await git.readAt(commit, hosts);
	return [...paths, ...[...texts].flatMap(([host, text]) => placesInFile(host, text, config))];
}

interface CommittedFile {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly commit: string;
}

function summaryOf(
	kind: VersionedKind,
	{ path, text, commit }: CommittedFile,
	{ dialects }: Config,
): readonly (ComponentSummary | PromptSummary)[] {
	if (kind === 'prompt') {
		return findDialect(path, text, dialects) === undefined ? [] : [summarizePrompt(path, text, commit, dialects).summary];
	}
	return isComponentText(kind, text) ? [summarizeComponent(parseComponent(kind, path, text), commit)] : [];
}
