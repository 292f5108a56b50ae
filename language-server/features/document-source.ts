import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';

/** What a feature that looks beyond its document may ask for. Summaries first: they say which few documents have to be read. */
export interface DocumentSource {
	readonly facts: WorkspaceFacts;
	/** Files that are no documents: datasets. Open documents replace those on disk. */
	readonly files: FileReader;
	readonly signal: CancelSignal;
	/** The document as it stands now, parsed once per text; undefined for a file that is none. Ends with the signal’s reason when cancelled. */
	document(path: WorkspacePath): Promise<ParsedDocument | undefined>;
}
