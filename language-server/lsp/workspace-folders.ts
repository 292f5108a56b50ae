import { fileURLToPath } from 'node:url';
import type { WorkspaceFolder } from 'vscode-languageserver/node';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import { createPorts, systemClock } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import { createLanguageService } from '../create-language-service.ts';
import type { LanguageService, LanguageServiceHost } from '../language-service.ts';
import { memoryFiles, noGit } from './virtual-workspace.ts';
import { trimEndOf } from '../../core/base/text/trim-end-of.ts';

/** One workspace folder with the service that answers for it. */
export interface ServedFolder {
	/** As the client writes it, without a slash at the end. */
	readonly uri: string;
	readonly service: LanguageService;
	/** Files on disk, for texts that only have to be measured. */
	readonly files: FileReader;
	dispose(): void;
}

/** A document and who answers for it. */
export interface ServedDocument {
	readonly folder: ServedFolder;
	readonly path: WorkspacePath;
}

/** What a folder's service tells. */
export type FolderEvents = Required<Pick<LanguageServiceHost, 'findingsChanged' | 'log'>>;

/** The folders of a window. Each has a service of its own: a name in one folder says nothing about another. */
export class WorkspaceFolders {
	readonly #folders = new Map<string, ServedFolder>();
	readonly #events: FolderEvents;

	constructor(events: FolderEvents) {
		this.#events = events;
	}

	get all(): readonly ServedFolder[] {
		return [...this.#folders.values()];
	}

	add(folders: readonly Pick<WorkspaceFolder, 'uri'>[]): void {
		for (const folder of folders) {
			const uri = trimEndOf(folder.uri, '/');
			if (!this.#folders.has(uri)) this.#folders.set(uri, serveFolder(uri, this.#events));
		}
	}

	/** Stops serving them. Gives those that were served. */
	remove(folders: readonly Pick<WorkspaceFolder, 'uri'>[]): readonly ServedFolder[] {
		return folders.flatMap(folder => {
			const served = this.named(folder.uri);
			if (served === undefined) return [];
			served.dispose();
			this.#folders.delete(served.uri);
			return [served];
		});
	}

	/** The folder of that URI. */
	named(uri: string): ServedFolder | undefined {
		return this.#folders.get(trimEndOf(uri, '/'));
	}

	/** The innermost folder that holds the document; undefined outside of all folders. */
	find(documentUri: string): ServedDocument | undefined {
		const folder = this.all
			.filter(({ uri }) => documentUri.startsWith(`${uri}/`))
			.sort((left, right) => right.uri.length - left.uri.length)[0];
		return folder && { folder, path: decodePath(documentUri.slice(folder.uri.length + 1)) };
	}

	/** True when `documentUri` is the client's name for that document; two names of one file may be escaped differently. */
	isSame(documentUri: string, { folder, path }: ServedDocument): boolean {
		const found = this.find(documentUri);
		return found?.folder === folder && found.path === path;
	}

	dispose(): void {
		this.remove(this.all);
	}
}

/** The client's name for a file of a folder. */
export function uriOf({ uri }: ServedFolder, path: WorkspacePath): string {
	return path === '' ? uri : `${uri}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

function serveFolder(uri: string, events: FolderEvents): ServedFolder {
	const tokens = new WorkerTokenCounter();
	const host = { clock: systemClock, tokens, ...events };
	if (!uri.startsWith('file:')) {
		// Without a disk there is still the text that the editor sends: checks of single files work.
		return {
			uri,
			files: memoryFiles,
			service: createLanguageService({ files: memoryFiles, git: noGit, ...host }),
			dispose: () => tokens.dispose(),
		};
	}
	const { files, git, signer, computed } = createPorts(fileURLToPath(uri));
	const dispose = (): void => {
		tokens.dispose();
		git.dispose();
	};
	return { uri, files, service: createLanguageService({ files, git, signer, computed, ...host }), dispose };
}

function decodePath(encoded: string): WorkspacePath {
	try {
		return decodeURIComponent(encoded);
	} catch {
		// A percent sign that starts no escape is part of the name.
		return encoded;
	}
}
