import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';

/** A place in a file of the workspace. */
export interface Location {
	readonly path: WorkspacePath;
	readonly range: TextRange;
}
