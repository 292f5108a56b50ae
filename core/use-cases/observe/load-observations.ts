import { parseObservationFile } from '../../formats/observation/observation-file.ts';
import type { ObservationFile } from '../../formats/observation/observation-file.ts';
import { hasLength } from '../../formats/observation/observation-window.ts';
import type { WindowLength } from '../../formats/observation/observation-window.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';

/** A window as it was kept. */
export interface StoredWindow {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly file: ObservationFile;
}

/** Where the windows of a name are. */
export function observationsFolder(name: string): WorkspacePath {
	return `observations/${name}`;
}

/**
 * The windows of one length that were kept of a name, oldest first.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadObservations(
	name: string,
	length: WindowLength,
	files: FileReader,
	signal: CancelSignal,
): Promise<{
	readonly windows: readonly StoredWindow[];
	readonly unread: readonly { readonly path: WorkspacePath; readonly reason: string }[];
}> {
	const folder = observationsFolder(name);
	const listing = await files.list(folder, signal);
	const windows: StoredWindow[] = [];
	const unread = listing.unread.map(({ path, reason }) => ({ path, reason }));
	for (const { path } of listing.files) {
		if (!path.endsWith('.json') || path.slice(folder.length + 1).includes('/')) continue;
		signal.throwIfAborted();
		const content = await files.read(path);
		if (content.kind !== 'text') {
			unread.push({ path, reason: 'it is not text that can be read' });
			continue;
		}
		const { value, reason } = parseObservationFile(content.text);
		if (value === undefined) unread.push({ path, reason });
		else if (value.name !== name) unread.push({ path, reason: `it is about “${value.name}”` });
		else if (hasLength(value.window, length)) windows.push({ path, text: content.text, file: value });
	}
	return { windows: windows.toSorted((left, right) => (left.file.window.from < right.file.window.from ? -1 : 1)), unread };
}
