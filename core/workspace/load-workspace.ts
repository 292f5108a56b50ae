import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { FileReader, UnreadPath, WorkspacePath } from '../ports/file-store.ts';
import type { Git } from '../ports/git.ts';
import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import { cardPathOf } from '../formats/prompt/card/card-path.ts';
import { readWithCard } from './cards/read-with-card.ts';
import { configPath, fileKindOf, mayHoldDocuments } from './file-kind.ts';
import { loadPromptHistory } from './load-prompt-history.ts';
import { parseConfigFile } from '../formats/config/parse-config.ts';
import { resolveMember, resolveSubject } from './subject.ts';
import { createWorkspaceIndex } from './workspace-index.ts';
import type { WorkspaceIndex } from './workspace-index.ts';

/** Files read at the same time: enough to keep the disk busy, few enough for the limit on open files. */
const batchSize = 64;

/**
 * Reads a workspace: the configuration, then every prompt, component, experiment and registry file. Other files are noted by name
 * only. A file or folder that cannot be read is `unread` and keeps no other from being read.
 *
 * Git history is read only for names that experiments or registries refer to with a version that the working tree does not have;
 * without Git, such references stay unresolved.
 */
export async function loadWorkspace(files: FileReader, git: Git | undefined, signal: CancelSignal): Promise<WorkspaceIndex> {
	const config = await files.read(configPath);
	const index = createWorkspaceIndex(parseConfigFile(config));
	const listing = await files.list('', signal);
	noteUnread(index, listing.unread);
	const toRead: WorkspacePath[] = [];
	for (const { path } of listing.files) {
		index.note(path, true);
		const kind = fileKindOf(path, index.config);
		if (kind !== undefined && kind !== 'config' && kind !== 'run' && kind !== 'card') toRead.push(path);
	}
	await readInto(index, toRead, files, signal);
	await readInto(index, index.followNames(), files, signal);
	if (git !== undefined) await loadPromptHistory(index, unresolvedNames(index), git, signal);
	return index;
}

async function readInto(index: WorkspaceIndex, paths: readonly WorkspacePath[], files: FileReader, signal: CancelSignal): Promise<void> {
	for (let start = 0; start < paths.length; start += batchSize) {
		signal.throwIfAborted();
		const batch = paths.slice(start, start + batchSize);
		const contents = await Promise.all(batch.map(path => readWithCard(files, path, index.exists(cardPathOf(path)))));
		for (const [position, path] of batch.entries()) {
			const content = contents[position];
			if (content !== undefined) index.updateContent(path, content);
		}
	}
}

/** What no document of ours can be in is nobody's business here. */
function noteUnread(index: WorkspaceIndex, unread: readonly UnreadPath[]): void {
	for (const { path, isFolder, reason } of unread) {
		const isOurs = mayHoldDocuments(path, index.config) || (!isFolder && fileKindOf(path, index.config) !== undefined);
		if (isOurs) index.set(path, { kind: 'unread', path, reason });
	}
}

/** Names that something refers to and the working tree cannot answer for. */
function unresolvedNames(index: WorkspaceIndex): ReadonlySet<string> {
	const written = index.experiments.flatMap(({ experiment }) => Object.values(experiment.variants).map(variant => variant.prompt));
	const registered = index.registries.flatMap(({ registry }) =>
		Object.keys(registry.versions).map(version => `${registry.name}@${version}`),
	);
	const whole = [...written, ...registered].map(text => ({ kind: undefined, text }));
	const noted = index.registries.flatMap(({ registry }) => Object.values(registry.versions).flatMap(version => version.members ?? []));
	const named = [...index.components.flatMap(summary => summary.members), ...noted];
	const members = named.map(({ kind, reference }) => ({ kind, text: reference }));
	const unresolved = [...whole, ...members].flatMap(({ kind, text }) => {
		const reference = parsePromptReference(text);
		if (reference === undefined) return [];
		const resolution = kind === undefined ? resolveSubject(reference, index) : resolveMember(kind, reference, index);
		return resolution.kind === 'found' ? [] : [reference.name];
	});
	return new Set(unresolved);
}
