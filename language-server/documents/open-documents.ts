import { rememberYaml } from '../../core/base/yaml/remember-yaml.ts';
import { readWithCard } from '../../core/workspace/cards/read-with-card.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../core/ports/file-store.ts';

/** A file reader in which documents that are open in the editor replace the files on disk. */
export interface OpenDocuments {
	readonly files: FileReader;
	/** The same, each text read together with its card. */
	readonly sheets: FileReader;
	open(path: WorkspacePath, text: string): void;
	close(path: WorkspacePath): void;
	/** The text in the editor; undefined for a document that is not open. */
	textOf(path: WorkspacePath): string | undefined;
	paths(): readonly WorkspacePath[];
}

/** Documents are kept until they are closed; everything else is read from `disk` each time. */
export function createOpenDocuments(disk: FileReader): OpenDocuments {
	const texts = new Map<WorkspacePath, string>();
	const parse = rememberYaml();
	const files: FileReader = {
		read: path => readOpen(path) ?? disk.read(path),
		list: (folder, signal) => disk.list(folder, signal),
		lines: (path, signal) => disk.lines(path, signal),
		sha256: (path, signal) => disk.sha256(path, signal),
		portableSha256: (path, signal) => disk.portableSha256(path, signal),
		md5: (path, signal) => disk.md5(path, signal),
	};
	return {
		files,
		sheets: { ...files, read: path => readWithCard(files, path, { parse }) },
		open: (path, text) => void texts.set(path, text),
		close: path => void texts.delete(path),
		textOf: path => texts.get(path),
		paths: () => [...texts.keys()],
	};

	function readOpen(path: WorkspacePath): Promise<FileContent> | undefined {
		const text = texts.get(path);
		return text === undefined ? undefined : Promise.resolve({ kind: 'text', text });
	}
}
