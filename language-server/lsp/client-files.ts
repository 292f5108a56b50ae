import type { Location as LspLocation, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { TextRange } from '../../core/base/text/text-range.ts';
import type { FileEdit, WorkspaceChange } from '../features/symbols/symbol-service.ts';
import type { Location } from '../features/symbols/location.ts';
import { createPositionMap } from './convert/position-map.ts';
import type { PositionMap } from './convert/position-map.ts';
import type { Session } from './session.ts';
import { uriOf } from './workspace-folders.ts';
import type { ServedFolder } from './workspace-folders.ts';

/** Files of one folder as the client knows them: by its name for them, in its lines and characters. */
export interface ClientFiles {
	locations(locations: readonly Location[]): Promise<LspLocation[]>;
	range(path: WorkspacePath, range: TextRange): Promise<Range>;
	uri(path: WorkspacePath): string;
	/** The edits with the versions of open documents they were made for, where the client takes those; then the moves. */
	workspaceEdit(change: WorkspaceChange): Promise<WorkspaceEdit>;
}

interface KnownFile {
	readonly uri: string;
	/** Null for a file that is not open. */
	readonly version: number | null;
	readonly positions: PositionMap;
}

/** For one answer: each file is read once at most, open documents not at all. */
export function clientFiles({ client, documents, folders }: Session, folder: ServedFolder): ClientFiles {
	const known = new Map<WorkspacePath, Promise<KnownFile>>();
	const openDocument = (path: WorkspacePath): ReturnType<typeof documents.get> =>
		documents.all().find(({ uri }) => folders.isSame(uri, { folder, path }));

	return {
		async locations(locations) {
			const found: LspLocation[] = [];
			for (const { path, range } of locations) {
				const { uri, positions } = await fileAt(path);
				found.push({ uri, range: positions.toRange(range) });
			}
			return found;
		},
		range: async (path, range) => (await fileAt(path)).positions.toRange(range),
		uri: path => openDocument(path)?.uri ?? uriOf(folder, path),
		async workspaceEdit({ edits, moves }) {
			const changes: (TextDocumentEdit & { edits: TextEdit[] })[] = [];
			for (const edit of edits) changes.push(await documentEdit(edit));
			if (!client.takesVersionedEdits) {
				return { changes: Object.fromEntries(changes.map(({ textDocument, edits: plain }) => [textDocument.uri, plain])) };
			}
			const renames = moves.map(({ from, to }) => ({
				kind: 'rename' as const,
				oldUri: uriOf(folder, from),
				newUri: uriOf(folder, to),
			}));
			return { documentChanges: [...changes, ...renames] };
		},
	};

	function fileAt(path: WorkspacePath): Promise<KnownFile> {
		const file = known.get(path) ?? readFile(path);
		known.set(path, file);
		return file;
	}

	async function readFile(path: WorkspacePath): Promise<KnownFile> {
		const open = openDocument(path);
		if (open !== undefined) return open;
		const content = await folder.files.read(path);
		const positions = createPositionMap(content.kind === 'text' ? content.text : '', client.positionEncoding);
		return { uri: uriOf(folder, path), version: null, positions };
	}

	async function documentEdit({ path, edits }: FileEdit): Promise<TextDocumentEdit & { edits: TextEdit[] }> {
		const { uri, version, positions } = await fileAt(path);
		return {
			textDocument: { uri, version },
			edits: edits.map(({ range, newText }) => ({ range: positions.toRange(range), newText })),
		};
	}
}
