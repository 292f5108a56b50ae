import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import { fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { readWithCard } from '../../core/workspace/cards/read-with-card.ts';
import { configPath } from '../../core/formats/config-path.ts';
import { placesInFile } from '../../core/workspace/cards/places-in-file.ts';
import { placePatternsOf } from '../../core/workspace/file-kind.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { summarizeContent } from '../../core/workspace/summaries/summarize-file.ts';
import { snapshotOf } from '../../core/workspace/summaries/workspace-snapshot.ts';
import type { WorkspaceSnapshot } from '../../core/workspace/summaries/workspace-snapshot.ts';
import { knownPlaces } from './document-store.ts';
import type { DocumentStore } from './document-store.ts';
import type { OpenDocuments } from './open-documents.ts';

interface SavedWorkspaceSources {
	readonly store: DocumentStore;
	readonly open: OpenDocuments;
	readonly disk: FileReader;
	readonly git: Git;
}

/**
 * What is known of the workspace as it stands on disk. The index has the texts of the editor; of the few that were not saved the
 * file is read here. Under a configuration that was not saved the index may take any file for something else, and everything is
 * read.
 */
export async function savedWorkspace(sources: SavedWorkspaceSources, signal: CancelSignal): Promise<WorkspaceSnapshot> {
	const unsaved = await unsavedFiles(sources);
	if (unsaved.has(configPath)) return snapshotOf(await loadWorkspace(sources.disk, sources.git, signal));
	const index = await sources.store.ready(signal);
	const snapshot = snapshotOf(index);
	if (unsaved.size === 0) return snapshot;
	const files = new Map(snapshot.files);
	const paths = new Set(snapshot.paths);
	for (const [path, content] of unsaved) {
		const summary = summarizeContent(path, content, index.config);
		if (summary === undefined) files.delete(path);
		else files.set(path, summary);
		if (content.kind === 'missing') paths.delete(path);
		else paths.add(path);
	}
	return { ...snapshot, files: [...files], paths: [...paths] };
}

/** The files on disk of documents whose text in the editor is another one. */
async function unsavedFiles({ open, disk, store }: SavedWorkspaceSources): Promise<ReadonlyMap<WorkspacePath, FileContent>> {
	const found = new Map<WorkspacePath, FileContent>();
	for (const path of open.paths()) {
		const content = await disk.read(path);
		if (content.kind === 'text' && content.text === open.textOf(path)) continue;
		const prompt = fileOfCard(path);
		if (prompt !== undefined) found.set(prompt, await readWithCard(disk, prompt));
		found.set(path, await readWithCard(disk, path));
		for (const place of await placesOnDisk(prompt ?? path, disk, store)) found.set(place, await readWithCard(disk, place));
	}
	return found;
}

/** The prompts inside a file, those that are only in the editor included. */
async function placesOnDisk(file: WorkspacePath, disk: FileReader, { facts }: DocumentStore): Promise<ReadonlySet<WorkspacePath>> {
	if (facts === undefined || placePatternsOf(file, facts.config).length === 0) return new Set();
	const content = await disk.read(file);
	const saved = content.kind === 'text' ? placesInFile(file, content.text, facts.config) : [];
	return new Set([...saved, ...knownPlaces(facts, file)]);
}
