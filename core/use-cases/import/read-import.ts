import { nearestWord } from '../../base/text/nearest-word.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ScratchFolder } from '../../ports/process-runner.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { InputFailure } from '../record/record-request.ts';
import type { ImportFailure } from './import-failure.ts';
import { ImportNotes } from './import-notes.ts';
import { openImportSource, serverSource } from './import-source.ts';
import type { ImportSource } from './import-source.ts';
import { ImportStop } from './import-stop.ts';
import type { Importer } from './importer.ts';
import type { ImportedRun } from './imported-run.ts';
import { csvHeader } from './reading/read-csv.ts';
import { importers } from './tools/all-importers.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** Another tool's results, recognised and read; samples and series are read when they are asked for. */
export interface ReadImport {
	readonly importer: Importer;
	/** What gave the format away. */
	readonly evidence: string;
	/** Absolute path of what was read. */
	readonly path: string;
	readonly runs: readonly ImportedRun[];
	/** Grows while samples and series are read. */
	readonly notes: ImportNotes;
}

/** What is read, and how. */
interface ImportOptions {
	readonly from: string;
	readonly format?: string;
	readonly caseColumn?: string;
	readonly sourceExperiment?: string;
	readonly labelColumns?: readonly string[];
	/** Where downloads go. Without it no server is asked. */
	readonly downloads?: ScratchFolder;
}

/** Opens what the user pointed at, tells whose format it is, and reads its runs. */
export async function readImport(
	{ from, format, caseColumn, labelColumns, sourceExperiment, downloads }: ImportOptions,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<ReadImport, ImportFailure | InputFailure>> {
	const named = format === undefined ? undefined : importers.find(({ id }) => id === format);
	if (format !== undefined && named === undefined) {
		const known = importers.map(({ id }) => id);
		return fail({ kind: 'unknown-importer', name: format, suggestion: nearestWord(format, known), known });
	}
	const opened = (downloads && serverSource(from, downloads, ports)) ?? (await openImportSource(from, ports, signal));
	if (opened === undefined) {
		return fail({ kind: 'unreadable-input', path: ports.external(from).absolutePath, reason: 'there is no such file or folder' });
	}
	const source = { ...opened, ...withoutUndefined({ caseColumn, labelColumns, sourceExperiment }) };
	return await stoppable(async () => {
		const recognised = named === undefined ? await recognise(source, signal) : { importer: named, evidence: 'you named the format' };
		if (recognised === undefined) throw new ImportStop(await unknownFormat(source));
		if (sourceExperiment !== undefined && recognised.importer.hasExperiments !== true)
			throw ImportStop.because(
				source.path,
				`Results of ${recognised.importer.title} are in no experiments of their own, so none can be named.`,
			);
		const notes = new ImportNotes();
		const runs = await recognised.importer.read(source, notes, signal);
		if (runs.length === 0) throw ImportStop.because(source.path, `There is no run of ${recognised.importer.title} in it.`);
		return { ...recognised, path: source.path, runs, notes };
	});
}

/** Work that an `ImportStop` may end, with the stop as its failure. */
export async function stoppable<Value>(work: () => Promise<Value>): Promise<Result<Value, ImportFailure | InputFailure>> {
	try {
		return succeed(await work());
	} catch (error) {
		if (error instanceof ImportStop) return fail(error.failure);
		throw error;
	}
}

async function recognise(
	source: ImportSource,
	signal: CancelSignal,
): Promise<{ readonly importer: Importer; readonly evidence: string } | undefined> {
	const ordered = [...importers].sort((left, right) => Number(left.isFallback === true) - Number(right.isFallback === true));
	for (const importer of ordered) {
		const evidence = await importer.recognise(source, signal);
		if (evidence !== undefined) return { importer, evidence };
	}
	return undefined;
}

async function unknownFormat(source: ImportSource): Promise<ImportFailure> {
	const columns = await tableColumns(source);
	if (columns.length > 0) return { kind: 'table-without-case', path: source.path, columns };
	const known = importers.filter(({ isFallback }) => isFallback !== true).map(({ title }) => title);
	return { kind: 'unknown-format', path: source.path, seen: await describeContent(source), known };
}

/** The header of what looks like a table of scores: cells below it, with a number among them. Empty for anything else. */
async function tableColumns(source: ImportSource): Promise<readonly string[]> {
	const file = source.isFolder ? undefined : source.files[0];
	const head = (file && (await source.head(file))) ?? '';
	const [, first = ''] = head.split(/\r?\n/);
	const columns = /^\s*[[{]/.test(head) ? [] : csvHeader(head);
	const cells = csvHeader(first);
	const isTable = columns.length > 0 && cells.length === columns.length && cells.some(cell => /^[-+]?[\d.,]+%?$/.test(cell.trim()));
	return isTable ? columns : [];
}

async function describeContent(source: ImportSource): Promise<string> {
	if (source.isFolder) {
		const names = source.files.slice(0, 3).map(({ path }) => path);
		return names.length === 0
			? 'The folder is empty.'
			: `The folder holds ${names.join(', ')}${source.files.length > 3 ? ' and more' : ''}.`;
	}
	const file = source.files[0];
	if (file === undefined) return 'There are no such refs.';
	if (file.byteCount === 0) return 'The file is empty.';
	const head = await source.head(file);
	if (head === undefined) return 'The file is not UTF-8 text.';
	return /^\s*[[{]/.test(head) ? 'The file is JSON without anything that could be scores.' : 'The file is text of another kind.';
}
