import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ComputedTexts } from '../../core/ports/computed-texts.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { Git } from '../../core/ports/git.ts';
import { cardPathOf, fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { composeSheet } from '../../core/formats/prompt/card/compose-sheet.ts';
import { parsePromptReference } from '../../core/formats/prompt/prompt-reference.ts';
import { placesInFile } from '../../core/workspace/cards/places-in-file.ts';
import { hostOf } from '../../core/formats/prompt/place/place-path.ts';
import { configPath } from '../../core/formats/config-path.ts';
import { fileKindOf, placePatternsOf } from '../../core/workspace/file-kind.ts';
import { loadPromptHistory } from '../../core/workspace/load-prompt-history.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { resolveSubject } from '../../core/workspace/subject.ts';
import type { PromptSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { parseDocument } from './parse-document.ts';
import { readCard } from './read-card.ts';
import { readingOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** A document together with everything known of the workspace at that moment. */
export interface DocumentInWorkspace {
	/** Undefined for a file the tool has no opinion on. */
	readonly document: ParsedDocument | undefined;
	readonly reading: Reading;
	readonly facts: WorkspaceFacts;
}

const documentKinds: ReadonlySet<string | undefined> = new Set([
	'card',
	'config',
	'embedding',
	'experiment',
	'host',
	'model',
	'pipeline',
	'prompt',
	'registry',
]);

/**
 * The index of the workspace and the documents parsed from it. Loading starts with the first question; documents are parsed
 * once per text; history of a prompt is read when a reference asks for a version the working tree does not have.
 */
export class DocumentStore {
	readonly #files: FileReader;
	readonly #git: Git;
	readonly #computed: ComputedTexts | undefined;
	readonly #parsed = new Map<WorkspacePath, { readonly text: string; readonly document: ParsedDocument | undefined }>();
	readonly #namesWithHistory = new Set<string>();
	/** Texts that changed in the editor while the workspace was being read; the reading may have come too early for them. */
	readonly #changedMeanwhile = new Map<WorkspacePath, string>();
	/** Prompts with a card whose text or card changed in the editor: both have to be read before the next answer. */
	readonly #stale = new Set<WorkspacePath>();
	#index: WorkspaceIndex | undefined;
	#loading: Promise<WorkspaceIndex> | undefined;
	#isLoading = false;

	/** `files` shows open documents in place of the files on disk. */
	constructor(files: FileReader, git: Git, computed?: ComputedTexts) {
		this.#computed = computed;
		this.#files = files;
		this.#git = git;
	}

	/** Undefined until the workspace was read. */
	get facts(): WorkspaceFacts | undefined {
		return this.#index;
	}

	/** Every file of the workspace, sorted; none until it was read. */
	get allPaths(): readonly WorkspacePath[] {
		return this.#index?.paths ?? [];
	}

	/** The files that may have a document, sorted; none until the workspace was read. */
	get paths(): readonly WorkspacePath[] {
		const index = this.#index;
		if (index === undefined) return [];
		return index.paths.filter(path => documentKinds.has(fileKindOf(path, index.config)));
	}

	/** Reads the workspace anew. */
	async load(signal: CancelSignal): Promise<WorkspaceIndex> {
		const loading = loadWorkspace(this.#files, this.#git, signal, this.#computed);
		this.#loading = loading;
		this.#isLoading = true;
		try {
			const index = await loading;
			// A later load knows more than this one.
			if (this.#loading === loading && this.#index !== index) this.#replaceIndex(index);
			return index;
		} catch (error) {
			if (this.#loading === loading) {
				this.#loading = undefined;
				this.#isLoading = false;
			}
			throw error;
		}
	}

	/** The index, read now unless it was before. One question that is cancelled does not stop the reading for the others. */
	async ready(signal: CancelSignal): Promise<WorkspaceIndex> {
		const index = await (this.#loading ?? this.load(new AbortController().signal));
		for (const path of this.#stale) {
			this.#stale.delete(path);
			await this.#takeIn(index, path);
		}
		signal.throwIfAborted();
		return index;
	}

	/** The text of a document in the editor changed. True when other documents may show other findings. */
	textChanged(path: WorkspacePath, text: string): boolean {
		if (path === configPath) return this.#configurationChanged(text);
		if (this.#isLoading) this.#changedMeanwhile.set(path, text);
		return this.#index !== undefined && this.#takeInChange(this.#index, path, text);
	}

	/** Files on disk changed, came or went. True when other documents may show other findings. */
	async filesChanged(paths: readonly WorkspacePath[], signal: CancelSignal): Promise<boolean> {
		for (const path of paths) this.#changedMeanwhile.delete(path);
		if (this.#loading === undefined) return false;
		const index = await this.ready(signal);
		if (paths.includes(configPath)) {
			const content = await this.#files.read(configPath);
			if (this.#configurationChanged(content.kind === 'text' ? content.text : undefined)) return true;
		}
		let hasNews = false;
		const files = paths.flatMap(path => fileOfCard(path) ?? []);
		for (const path of await this.#withFilesOfFolders([...paths, ...files], index, signal)) {
			signal.throwIfAborted();
			hasNews = (await this.#takeIn(index, path)) || hasNews;
		}
		return hasNews;
	}

	/** HEAD moved: versions found in commits are looked up again. */
	headChanged(): void {
		this.#index?.clearHistory();
		this.#namesWithHistory.clear();
	}

	/** The document at `path` as it stands now. */
	async get(path: WorkspacePath, signal: CancelSignal): Promise<DocumentInWorkspace> {
		const index = await this.ready(signal);
		const kind = fileKindOf(path, index.config);
		if (kind === undefined || kind === 'run') return { document: undefined, reading: { kind: 'not-matched' }, facts: index };
		if (kind === 'card') return { ...(await readCard(path, this.#files, index.config)), facts: index };
		const content = await this.#files.read(path);
		signal.throwIfAborted();
		const document = this.#parse(path, content, index);
		if (document?.kind === 'experiment' || document?.kind === 'pipeline') await this.#loadHistoryFor(index, document, signal);
		return { document, reading: readingOf(path, content, document, index.config), facts: index };
	}

	/** Parses a text in the place of `path` without taking it in. */
	parseInstead(path: WorkspacePath, text: string, facts: WorkspaceFacts): ParsedDocument | undefined {
		return parseDocument(path, { kind: 'text', text }, facts.config);
	}

	#parse(path: WorkspacePath, content: FileContent, index: WorkspaceIndex): ParsedDocument | undefined {
		if (content.kind !== 'text') return parseDocument(path, content, index.config);
		const known = this.#parsed.get(path);
		if (known?.text === content.text) return known.document;
		const document = parseDocument(path, content, index.config);
		this.#parsed.set(path, { text: content.text, document });
		return document;
	}

	/** Whole folders come and go in one event: the files they had, and those they have now, come and go with them. */
	async #withFilesOfFolders(
		paths: readonly WorkspacePath[],
		index: WorkspaceIndex,
		signal: CancelSignal,
	): Promise<ReadonlySet<WorkspacePath>> {
		const found = new Set(paths);
		const possibleFolders = paths.filter(path => !index.exists(path));
		const known = possibleFolders.length === 0 ? [] : index.paths;
		const foldersOfKnown = new Set(known.flatMap(foldersAbove));
		for (const folder of possibleFolders) {
			if (foldersOfKnown.has(folder)) for (const path of known) if (path.startsWith(`${folder}/`)) found.add(path);
			for (const { path } of (await this.#files.list(folder, signal)).files) found.add(path);
		}
		return found;
	}

	async #takeIn(index: WorkspaceIndex, path: WorkspacePath): Promise<boolean> {
		const hasNews = await this.#takeInFile(index, path);
		return (await this.#takeInPlaces(index, path)) || hasNews;
	}

	/** The prompts inside a file come and go with its text. */
	async #takeInPlaces(index: WorkspaceIndex, file: WorkspacePath): Promise<boolean> {
		if (placePatternsOf(file, index.config).length === 0) return false;
		const content = await this.#files.read(file);
		const places = content.kind === 'text' ? placesInFile(file, content.text, index.config) : [];
		let hasNews = false;
		for (const gone of knownPlaces(index, file).filter(path => !places.includes(path)))
			hasNews = index.update(gone, undefined) || hasNews;
		for (const place of places) {
			const text = await this.#files.read(place);
			if (text.kind === 'text') hasNews = this.#takeInText(index, place, text.text) || hasNews;
		}
		return hasNews;
	}

	async #takeInFile(index: WorkspaceIndex, path: WorkspacePath): Promise<boolean> {
		const kind = fileKindOf(path, index.config);
		if (kind === undefined || kind === 'run' || kind === 'card' || kind === 'host') {
			const isThere = (await this.#files.sha256(path, new AbortController().signal)) !== undefined;
			return index.note(path, isThere);
		}
		const content = await this.#files.read(path);
		if (content.kind === 'text') return this.#takeInText(index, path, content.text);
		if (index.promptAt(path)?.names !== undefined) this.#loading = undefined;
		return index.updateContent(path, content);
	}

	/** A text of the editor. Of a prompt with a card it is the half, and the whole is read when next asked for. */
	#takeInChange(index: WorkspaceIndex, path: WorkspacePath, text: string): boolean {
		const file = fileOfCard(path);
		const isHost = placePatternsOf(path, index.config).length > 0;
		if (file !== undefined || isHost) index.note(path, true);
		if (file === undefined && !isHost && !index.exists(cardPathOf(path)))
			return this.#takeInText(index, path, composeSheet(path, text, undefined));
		this.#stale.add(file ?? path);
		return true;
	}

	/** A prompt is parsed here once, for the index and for whoever asks about it next. */
	#takeInText(index: WorkspaceIndex, path: WorkspacePath, text: string): boolean {
		const document = fileKindOf(path, index.config) === 'prompt' ? this.#parse(path, { kind: 'text', text }, index) : undefined;
		if (document?.kind !== 'prompt') return index.update(path, text);
		const before = index.promptAt(path);
		const isNews = index.updatePrompt(document.value);
		const after = index.promptAt(path);
		// A file that another one names is read as that one says.
		if (JSON.stringify(before?.names) !== JSON.stringify(after?.names)) this.#loading = undefined;
		return isNews && (!looksTheSame(before, after) || isContentWatched(after, index));
	}

	/** A reference that was typed just now may name a version that only Git remembers. */
	async #loadHistoryFor(index: WorkspaceIndex, document: ParsedDocument, signal: CancelSignal): Promise<void> {
		const references = referencesIn(document).flatMap(text => parsePromptReference(text) ?? []);
		const names = references.filter(reference => resolveSubject(reference, index).kind !== 'found').map(({ name }) => name);
		const unread = new Set(names.filter(name => !this.#namesWithHistory.has(name)));
		for (const name of unread) this.#namesWithHistory.add(name);
		await loadPromptHistory(index, unread, this.#git, signal);
	}

	#replaceIndex(index: WorkspaceIndex): void {
		this.#parsed.clear();
		for (const [path, text] of this.#changedMeanwhile) this.#takeInChange(index, path, text);
		this.#changedMeanwhile.clear();
		this.#namesWithHistory.clear();
		this.#index = index;
		this.#isLoading = false;
	}

	/** Any file may be of another kind under another configuration: everything is read again when next asked for. */
	#configurationChanged(text: string | undefined): boolean {
		const index = this.#index;
		if (index === undefined) return false;
		const { value } = parseConfig(text);
		const isSame = index.exists(configPath) === (text !== undefined) && JSON.stringify(value) === JSON.stringify(index.writtenConfig);
		if (!isSame) this.#loading = undefined;
		return !isSame;
	}
}

/** The paths of the prompts inside a file that the index knows. */
export function knownPlaces(index: Pick<WorkspaceFacts, 'prompts'>, file: WorkspacePath): readonly WorkspacePath[] {
	return index.prompts.map(({ path }) => path).filter(path => path !== file && hostOf(path) === file);
}

/** The references of a document, as written. */
function referencesIn(document: ParsedDocument): readonly string[] {
	if (document.kind === 'pipeline') return document.value.members.map(({ reference }) => reference);
	return document.kind === 'experiment' ? Object.values(document.value.value?.variants ?? {}).map(({ prompt }) => prompt) : [];
}

/** True when other files have findings about the very content of a prompt: its registry file, and pipelines it is part of. */
function isContentWatched(prompt: PromptSummary | undefined, { components, registries }: WorkspaceFacts): boolean {
	if (prompt === undefined) return false;
	const isMember = components.some(({ members }) => members.some(({ reference }) => reference.split('@')[0] === prompt.name));
	return isMember || registries.some(({ registry }) => registry.name === prompt.name);
}

/** True when no finding in another file can differ: those depend on what a prompt is called and takes. */
function looksTheSame(before: PromptSummary | undefined, after: PromptSummary | undefined): boolean {
	if (before === undefined || after === undefined) return before === after;
	return JSON.stringify(asOthersSee(before)) === JSON.stringify(asOthersSee(after));
}

function asOthersSee(prompt: PromptSummary): PromptSummary {
	return { ...prompt, contentHash: '', usedInputs: [] };
}

/** `a` and `a/b` for `a/b/c`. */
function foldersAbove(path: WorkspacePath): readonly WorkspacePath[] {
	return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
