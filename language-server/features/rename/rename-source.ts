import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { RunRecord } from '../../../core/formats/run/run-record.ts';
import type { DocumentSource } from '../document-source.ts';

/** What a rename looks at beside documents: what was recorded, since that is never rewritten. */
export interface RenameSource extends DocumentSource {
	/** The runs of the experiments in `folders`. */
	runs(folders: readonly WorkspacePath[]): Promise<readonly RunRecord[]>;
}
