import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Found } from './found.ts';

/** A file of the repository; nothing in it is ever run. */
export interface SeenFile {
	readonly path: WorkspacePath;
	/** Undefined for a file that no detector reads, and for one that is binary, in another encoding or too large. */
	readonly text: string | undefined;
}

/** What a detector may know of the rest of the repository. */
export interface Surroundings {
	/** The source file that talks to a model and has this file name in a string; undefined when there is none. */
	readerOf(path: WorkspacePath): WorkspacePath | undefined;
}

/** Finds one kind of thing. A value without state, like a rule: `all-detectors.ts` lists them. */
export interface Detector {
	readonly id: string;
	/** True for files whose text it needs. */
	reads(path: WorkspacePath): boolean;
	/** Asked for every file. Never throws. */
	detect(file: SeenFile, around: Surroundings): readonly Found[];
}
