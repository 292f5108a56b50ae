import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { SeriesPoint } from '../../formats/run/series.ts';
import type { ImportedSample } from './imported-sample.ts';

/** One run as another tool kept it. What the tool does not say is undefined and stays unknown in the record. */
export interface ImportedRun {
	/** What the tool's own views call it; unique within one import. */
	readonly label: string;
	readonly source: {
		/** Id of the importer. */
		readonly tool: string;
		/** Version of the tool that wrote it. */
		readonly version: string | undefined;
		/** The tool's id of the run; undefined for a plain file. */
		readonly id: string | undefined;
	};
	/** Words that may be the name of a variant, most telling first. */
	readonly variantGuesses: readonly string[];
	/** The template that was evaluated, or a JSON list of chat messages, where the tool keeps it. */
	readonly promptText?: string | undefined;
	/** Texts among which its template may be, such as files that were kept with it. */
	readonly possiblePrompts?: readonly string[] | undefined;
	/** `completed` by default. */
	readonly status?: RunRecord['status'] | undefined;
	/** ISO 8601. */
	readonly startedAt?: string | undefined;
	/** ISO 8601. */
	readonly endedAt?: string | undefined;
	readonly model?: string | undefined;
	readonly seed?: number | undefined;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Finite numbers. The means of the samples' scores are added when it is recorded. */
	readonly metrics: Readonly<Record<string, number>>;
	readonly usage?: { readonly input_tokens?: number; readonly output_tokens?: number } | undefined;
	/** What it was measured on, as far as the tool says. A hash only of the file's bytes. */
	readonly dataset?: { readonly path: string; readonly cases: number | undefined } | undefined;
	readonly scorer?: { readonly name: string; readonly version?: string } | undefined;
	readonly commit?: { readonly hash: string; readonly branch: string | undefined; readonly isDirty: boolean | undefined } | undefined;
	readonly os?: string | undefined;
	/** Name to version, such as `{ python: '3.11.7' }`. */
	readonly runtime?: Readonly<Record<string, string>> | undefined;
	readonly tags: Readonly<Record<string, string>>;
	readonly notes?: string | undefined;
	/** Reads the per-case results from the start, each time it is called, one in memory at a time. */
	readonly samples?: ((signal: CancelSignal) => AsyncIterable<ImportedSample>) | undefined;
	/** Reads the metric history in order of steps, as `samples`. */
	readonly series?: ((signal: CancelSignal) => AsyncIterable<SeriesPoint>) | undefined;
	readonly artifacts?: readonly { readonly file: string; readonly name: string }[] | undefined;
}
