import type { CancelSignal } from '../../../core/ports/cancel-signal.ts';
import type { FileReader } from '../../../core/ports/file-store.ts';
import type { DocumentStore } from '../../documents/document-store.ts';
import type { RunCache } from '../../documents/run-cache.ts';
import type { DocumentSource } from '../document-source.ts';
import { followMoves } from '../editing/follow-moves.ts';
import { highlightsAt } from './highlight.ts';
import { linksOf } from './links.ts';
import { outlineOf } from '../outline/outline.ts';
import { referencesAt } from './references.ts';
import { prepareRenameAt, renameAt } from '../rename/rename.ts';
import type { RenameSource } from '../rename/rename-source.ts';
import type { SymbolService } from './symbol-service.ts';
import { findSymbols, locateSymbol } from './workspace-symbols.ts';

interface ReadWorkspace {
	readonly store: DocumentStore;
	/** Open documents replace those on disk. */
	readonly files: FileReader;
}

/** The features about names, on documents that `store` has parsed. */
export function createSymbolService({ store, files, runs }: ReadWorkspace & { readonly runs: RunCache }): SymbolService {
	return {
		async references({ path, offset, includesDeclaration }, signal) {
			const { document } = await store.get(path, signal);
			return document === undefined
				? []
				: referencesAt(document, offset, { includesDeclaration, source: await sourceOf({ store, files }, signal) });
		},

		async highlights(path, offset, signal) {
			const { document, facts } = await store.get(path, signal);
			return document === undefined ? [] : highlightsAt(document, offset, facts);
		},

		async prepareRename(path, offset, signal) {
			const { document } = await store.get(path, signal);
			return document && prepareRenameAt(document, offset, await renameSourceOf(signal));
		},

		async rename(request, signal) {
			const { document } = await store.get(request.path, signal);
			return document && renameAt(document, request, await renameSourceOf(signal));
		},

		async moveFiles(moves, signal) {
			return followMoves(moves, await sourceOf({ store, files }, signal));
		},

		async outline(path, signal) {
			const { document } = await store.get(path, signal);
			return document === undefined ? [] : outlineOf(document);
		},

		async findSymbols(query, signal) {
			return findSymbols(query, (await sourceOf({ store, files }, signal)).facts);
		},

		async locateSymbol(symbol, signal) {
			return locateSymbol(symbol, await sourceOf({ store, files }, signal));
		},

		async links(path, signal) {
			const { document, facts } = await store.get(path, signal);
			return document === undefined ? [] : linksOf(document, facts);
		},
	};

	async function renameSourceOf(signal: CancelSignal): Promise<RenameSource> {
		return { ...(await sourceOf({ store, files }, signal)), runs: folders => runs.get(folders, signal) };
	}
}

/** What features may ask for of the workspace as it stands now. */
export async function sourceOf({ store, files }: ReadWorkspace, signal: CancelSignal): Promise<DocumentSource> {
	const facts = await store.ready(signal);
	return { facts, files, signal, document: async path => (await store.get(path, signal)).document };
}
