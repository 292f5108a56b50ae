import type { TextRange } from '../../core/base/text/text-range.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';

/** One replacement in the file the finding is in. An empty range inserts. */
export interface TextEdit {
	readonly range: TextRange;
	readonly newText: string;
}

/** A file that a fix makes or renames. Neither ever replaces a file that is there. */
export type FileChange =
	| { readonly kind: 'create'; readonly path: WorkspacePath; readonly text: string }
	| { readonly kind: 'rename'; readonly from: WorkspacePath; readonly to: WorkspacePath };
