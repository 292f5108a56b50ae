import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { ComputedTexts } from '../ports/computed-texts.ts';
import type { FileContent, FileReader, UnreadPath, WorkspacePath } from '../ports/file-store.ts';
import type { Git } from '../ports/git.ts';
import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import { cardPathOf } from '../formats/prompt/card/card-path.ts';
import { rememberYaml } from '../base/yaml/remember-yaml.ts';
import { placesInFile } from './cards/places-in-file.ts';
import { readWithCard } from './cards/read-with-card.ts';
import { configPath } from '../formats/config-path.ts';
import { fileKindOf, mayHoldDocuments, placePatternsOf } from './file-kind.ts';
import type { FileKind } from './file-kind.ts';
import { loadPromptHistory } from './load-prompt-history.ts';
import { parseConfigFile } from '../formats/config/parse-config.ts';
import { resolveMember, resolveSubject } from './subject.ts';
import { KeptSummaries } from './summaries/kept-summaries.ts';
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
 *
 * @param computed - Where summaries of many files are kept from one process to the next.
 */
export async function loadWorkspace(
	files: FileReader,
	git: Git | undefined,
	signal: CancelSignal,
	computed?: ComputedTexts,
): Promise<WorkspaceIndex> {
	const kept = await KeptSummaries.open(computed);
	const config = await files.read(configPath);
	const index = createWorkspaceIndex(parseConfigFile(config));
	const listing = await files.list('', signal);
	noteUnread(index, listing.unread);
	const paths = listing.files.map(({ path }) => path);
	for (const path of paths) index.note(path, true);
	const readInto = async (wanted: readonly WorkspacePath[]): Promise<void> => {
		for (let start = 0; start < wanted.length; start += batchSize) {
			signal.throwIfAborted();
			const batch = wanted.slice(start, start + batchSize);
			const contents = await Promise.all(batch.map(path => readWithCard(files, path, { hasCard: index.exists(cardPathOf(path)) })));
			for (const [position, path] of batch.entries()) takeIn(index, path, contents[position], kept);
		}
	};
	await readInto(paths.filter(path => isReadByItself(fileKindOf(path, index.config))));
	await readInto(index.followNames());
	for (const host of paths.filter(path => placePatternsOf(path, index.config).length > 0)) {
		signal.throwIfAborted();
		await readPlaces(host, index, files);
	}
	await kept.close();
	if (git !== undefined) await loadPromptHistory(index, unresolvedNames(index), git, signal);
	return index;
}

function takeIn(index: WorkspaceIndex, path: WorkspacePath, content: FileContent | undefined, kept: KeptSummaries): void {
	if (content?.kind === 'text') index.set(path, kept.summarize(path, content.text, index.config));
	else if (content !== undefined) index.updateContent(path, content);
}

/** The configuration was read before, and the others are read with a prompt or an experiment. */
function isReadByItself(kind: FileKind | undefined): boolean {
	return kind !== undefined && !['card', 'config', 'host', 'run'].includes(kind);
}

/** Takes in the prompts inside a file. */
async function readPlaces(host: WorkspacePath, index: WorkspaceIndex, files: FileReader): Promise<void> {
	const parse = rememberYaml();
	const content = await files.read(host);
	if (content.kind !== 'text') {
		index.updateContent(host, content);
		return;
	}
	for (const place of placesInFile(host, content.text, index.config, parse)) {
		index.updateContent(place, await readWithCard(files, place, { parse }));
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
