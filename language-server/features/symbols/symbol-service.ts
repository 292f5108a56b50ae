import type { CancelSignal } from '../../../core/ports/cancel-signal.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import type { Result } from '../../../core/base/result.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Location } from './location.ts';
import type { TextEdit } from '../../documents/text-edit.ts';
import type { RenameRefusal } from '../rename/rename-refusal.ts';

/** What the editor asks about names, within a document and across the workspace. */
export interface SymbolService {
	/** Every place of the workspace that names what stands at `offset`, by file and position. */
	references(place: Place & { readonly includesDeclaration: boolean }, signal: CancelSignal): Promise<readonly Location[]>;
	/** The same within the document. */
	highlights(path: WorkspacePath, offset: number, signal: CancelSignal): Promise<readonly Highlight[]>;
	/** What a rename at `offset` would rename; undefined where nothing has a name, a failure where the name must stay. */
	prepareRename(path: WorkspacePath, offset: number, signal: CancelSignal): Promise<Result<RenameTarget, RenameRefusal> | undefined>;
	/** All that a rename changes, or why nothing is: a rename is never done by half. Undefined where nothing has a name. */
	rename(request: RenameRequest, signal: CancelSignal): Promise<Result<WorkspaceChange, RenameRefusal> | undefined>;
	/** The edits that keep references to files and folders right which are about to be moved. */
	moveFiles(moves: readonly FileMove[], signal: CancelSignal): Promise<MoveConsequences>;
	outline(path: WorkspacePath, signal: CancelSignal): Promise<readonly OutlineItem[]>;
	/** The best matches of `query`, the letters of which a name has in this order; best first, at most a few hundred. */
	findSymbols(query: string, signal: CancelSignal): Promise<readonly WorkspaceSymbol[]>;
	/** Where the symbol stands in its file; the start of the file when it is there no more. */
	locateSymbol(symbol: WorkspaceSymbol, signal: CancelSignal): Promise<Location>;
	links(path: WorkspacePath, signal: CancelSignal): Promise<readonly DocumentLink[]>;
}

/** A place in the document that names the same as the place that was asked about. Declarations count as written. */
export interface Highlight {
	readonly range: TextRange;
	readonly kind: 'read' | 'write';
}

/** Edits of one file. Ranges are those of its text before any of them. */
export interface FileEdit {
	readonly path: WorkspacePath;
	readonly edits: readonly TextEdit[];
}

/** A file or folder that gets another path. */
export interface FileMove {
	readonly from: WorkspacePath;
	readonly to: WorkspacePath;
}

/** A change of several files that has to happen as a whole: first the edits, in the files as they are called before, then the moves. */
export interface WorkspaceChange {
	readonly edits: readonly FileEdit[];
	readonly moves: readonly FileMove[];
}

/** What would be renamed: the place and the name as it stands there. */
export interface RenameTarget {
	readonly range: TextRange;
	readonly name: string;
}

export interface RenameRequest {
	readonly path: WorkspacePath;
	readonly offset: number;
	readonly newName: string;
	/** False for a client that cannot rename files: what would need it is refused. */
	readonly canMoveFiles: boolean;
}

/** What follows from files that are about to be moved. */
export interface MoveConsequences {
	readonly edits: readonly FileEdit[];
	/** References that stay as they are although they will lead nowhere, each in a sentence that says why and what to do. */
	readonly warnings: readonly string[];
}

/** An entry of a document’s outline. */
export interface OutlineItem {
	readonly name: string;
	readonly detail: string | undefined;
	readonly kind: 'section' | 'role' | 'block' | 'input' | 'variable' | 'metric' | 'variant' | 'version' | 'stage' | 'event' | 'key';
	/** Everything that belongs to it; those of `children` lie inside. */
	readonly range: TextRange;
	/** The words that name it, inside `range`. */
	readonly nameRange: TextRange;
	readonly children: readonly OutlineItem[];
}

/** Something of the workspace that can be found by its name. Where exactly it stands is looked up by `locateSymbol`. */
export interface WorkspaceSymbol {
	readonly name: string;
	readonly kind: 'prompt' | 'version' | 'experiment' | 'metric';
	/** What it belongs to: the experiment of a metric, the file of a prompt. */
	readonly container: string;
	readonly path: WorkspacePath;
}

/** Words of a document that lead to a file. */
export interface DocumentLink {
	readonly range: TextRange;
	readonly target: WorkspacePath;
	/** What the file is, as plain text. */
	readonly tooltip: string;
}

/** An offset of a file. */
export interface Place {
	readonly path: WorkspacePath;
	readonly offset: number;
}
