import { trimEndOf } from '../../base/text/trim-end-of.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { CompareSideInput } from '../../judging/compare/cases/compare-side.ts';
import type { ImportFailure } from '../import/import-failure.ts';
import type { ImportedRun } from '../import/imported-run.ts';
import { readImport, stoppable } from '../import/read-import.ts';
import type { ReadImport } from '../import/read-import.ts';
import type { InputFailure } from '../record/record-request.ts';
import type { CompareFilesFailure } from './compare-files-failure.ts';
import { runOfFile } from './run-of-file.ts';

export type SidesFailure = CompareFilesFailure | ImportFailure | InputFailure;

/** How files are read. */
export interface ReadFilesOptions {
	/** The column that names the case; `#row` takes the number of the row. */
	readonly caseColumn?: string;
	/** Columns that are kept as what they say of a case, and are no scores. */
	readonly labelColumns?: readonly string[];
	/** Id of the importer; told by content without one. */
	readonly format?: string;
}

/** The sides that files stand for, in the order named, and what could not be read. */
export interface SidesOfFiles {
	readonly sides: readonly CompareSideInput[];
	readonly warnings: readonly string[];
	/** Names of fields that were looked at and are no scores, by label of the side. */
	readonly dropped: ReadonlyMap<string, readonly string[]>;
}

/** A run of a file that takes part. */
interface ChosenRun {
	/** The path, with the run where the file has several. */
	readonly reference: string;
	readonly path: string;
	readonly read: ReadImport;
	readonly run: ImportedRun;
}

/**
 * Reads result files. Each reference is a path, or `PATH#RUN` for one run of a file with several; a single file with several runs
 * stands for all of them.
 *
 * @throws The signal's reason when cancelled.
 */
export async function sidesOfFiles(
	references: readonly string[],
	options: ReadFilesOptions,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<SidesOfFiles, SidesFailure>> {
	const chosen: ChosenRun[] = [];
	for (const reference of references) {
		const runs = await chooseRuns(reference, { options, isAlone: references.length === 1 }, ports, signal);
		if (!runs.ok) return runs;
		chosen.push(...runs.value);
	}
	const refusal = checkChoice(chosen);
	if (refusal !== undefined) return fail(refusal);

	const sides: CompareSideInput[] = [];
	const warnings: string[] = [];
	const dropped = new Map<string, readonly string[]>();
	const labels = shortLabels(chosen);
	for (const [position, { reference, read, run }] of chosen.entries()) {
		const label = labels[position] ?? reference;
		const found = await stoppable(() => runOfFile(run, reference, signal));
		if (!found.ok) return found;
		sides.push({ label, experiment: undefined, variant: undefined, runs: [found.value.run], isFile: true });
		if (found.value.unfitCount > 0) warnings.push(`${label}: ${countCases(found.value.unfitCount)} could not be read.`);
		dropped.set(label, droppedFields(read));
	}
	warnings.push(...(await sameContent(chosen, ports, signal)));
	for (const [read, path] of new Map(chosen.map(each => [each.read, each.path]))) {
		warnings.push(...warningsOf(read).map(warning => `${lastPart(path)}: ${warning}`));
	}
	return succeed({ sides, warnings, dropped });
}

async function chooseRuns(
	reference: string,
	{ options, isAlone }: { readonly options: ReadFilesOptions; readonly isAlone: boolean },
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<readonly ChosenRun[], SidesFailure>> {
	const { path, name } = await splitReference(reference, ports, signal);
	const read = await readImport({ from: path, ...options }, ports, signal);
	if (!read.ok) return read;
	const { runs } = read.value;
	const referenceOf = (run: ImportedRun): string => (runs.length === 1 ? path : `${path}#${run.label}`);
	const all = runs.map(run => ({ reference: referenceOf(run), path, read: read.value, run }));
	if (name !== undefined) {
		const found = all.filter(({ run }) => run.label === name || run.source.id === name);
		const known = runs.map(run => run.label);
		return found.length > 0
			? succeed(found)
			: fail({ kind: 'unknown-run-in-file', path, name, suggestion: nearestWord(name, known), known });
	}
	if (all.length > 1 && !isAlone) return fail({ kind: 'several-runs-in-file', path, references: all.map(each => each.reference) });
	return succeed(all);
}

/** A name may have a `#` of its own, so what exists comes first. */
async function splitReference(
	reference: string,
	ports: Ports,
	signal: CancelSignal,
): Promise<{ readonly path: string; readonly name: string | undefined }> {
	const hash = reference.indexOf('#');
	if (hash === -1 || (await ports.external(reference).facts(signal)) !== undefined) return { path: reference, name: undefined };
	return { path: reference.slice(0, hash), name: reference.slice(hash + 1) };
}

/** A copy under another name compares a file with itself. */
async function sameContent(chosen: readonly ChosenRun[], ports: Ports, signal: CancelSignal): Promise<readonly string[]> {
	const paths = [...new Set(chosen.map(({ path }) => path))];
	const first = new Map<string, string>();
	const warnings: string[] = [];
	for (const path of paths) {
		const sha256 = (await ports.external(path).facts(signal))?.sha256;
		if (sha256 === undefined) continue;
		const known = first.get(sha256);
		if (known === undefined) first.set(sha256, path);
		else warnings.push(`${path} is a copy of ${known}, byte for byte. Check that you named the file of the other side.`);
	}
	return warnings;
}

/** The shortest words that tell the sides apart: the runs of one file, the names of the files, or their paths. */
function shortLabels(chosen: readonly ChosenRun[]): readonly string[] {
	const isOneFile = new Set(chosen.map(({ path }) => path)).size === 1;
	const short = chosen.map(({ reference, path, run }) => (isOneFile ? run.label : lastPart(path) + reference.slice(path.length)));
	return new Set(short).size === short.length ? short : chosen.map(({ reference }) => reference);
}

function lastPart(path: string): string {
	return trimEndOf(trimEndOf(path, '/'), '\\').replace(/^.*[/\\]/s, '');
}

function checkChoice(chosen: readonly ChosenRun[]): CompareFilesFailure | undefined {
	const places = chosen.map(({ read, run }) => JSON.stringify([read.path, run.label]));
	const again = chosen.find((_, position) => places.indexOf(places[position] ?? '') !== position);
	if (again !== undefined) return { kind: 'same-result-file', path: again.reference };
	const [only] = chosen;
	return chosen.length === 1 && only !== undefined ? { kind: 'one-result-file', path: only.reference } : undefined;
}

/** What could not be read, and columns in which some rows have no number. */
function warningsOf({ notes }: ReadImport): readonly string[] {
	const scores = new Set(notes.fields.filter(({ as }) => as?.startsWith('scores.') === true).map(({ field }) => field));
	const gaps = notes.fields
		.filter(({ field, outcome }) => outcome === 'dropped' && scores.has(field))
		.map(
			({ field, count }) =>
				`“${field}” is not a number in ${count === 1 ? '1 row, which does' : `${count} rows, which do`} not count for it.`,
		);
	return [...notes.warnings, ...gaps];
}

function droppedFields({ notes }: ReadImport): readonly string[] {
	return notes.fields.filter(({ outcome }) => outcome === 'dropped').map(({ field }) => field);
}

function countCases(count: number): string {
	return `${count} ${count === 1 ? 'case' : 'cases'}`;
}
