import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ImportNotes } from './import-notes.ts';
import type { ImportSource } from './import-source.ts';
import type { ImportedRun } from './imported-run.ts';

/** Reads the results of one tool. To add one: `node tools/new.mjs importer NAME`. */
export interface Importer {
	/** What `--format-of` and `source.tool` call it. */
	readonly id: string;
	/** The tool's own name. */
	readonly title: string;
	/** Its row in docs/import.md. */
	readonly documentation: ImporterDocumentation;
	/** True for a format that fits many files and is taken only when no other does. */
	readonly isFallback?: boolean;
	/** True for a tool that sorts its runs into experiments, of which the user may name one. */
	readonly hasExperiments?: boolean;
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

/** What can be read of a tool, in a few words of Markdown each. */
interface ImporterDocumentation {
	/** Which files. */
	readonly from: string;
	/** What becomes one run. */
	readonly run: string;
	/** What becomes one case; left out when the tool has no results by case. */
	readonly cases?: string;
	/** Where metrics over time come from; left out when there are none. */
	readonly history?: string;
}
