import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ImportNotes } from './import-notes.ts';
import type { ImportSource } from './import-source.ts';
import type { ImportedRun } from './imported-run.ts';

/** Reads the results of one tool. To add one: copy a file beside this one, add a line to registry.ts. */
export interface Importer {
	/** What `--format-of` and `source.tool` call it. */
	readonly id: string;
	/** The tool's own name. */
	readonly title: string;
	/** True for a format that fits many files and is taken only when no other does. */
	readonly isFallback?: boolean;
	/**
	 * Says by content, never by name alone, whether the source is of this tool, and what gave it away, as the end of a
	 * sentence: `it has an evalId and results of version 3`. Undefined when it is not.
	 */
	recognise(source: ImportSource, signal: CancelSignal): Promise<string | undefined>;
	/**
	 * The runs of the source. Samples and series stay where they are until they are asked for.
	 *
	 * @throws ImportStop - when nothing can be made of it.
	 */
	read(source: ImportSource, notes: ImportNotes, signal: CancelSignal): Promise<readonly ImportedRun[]>;
}
