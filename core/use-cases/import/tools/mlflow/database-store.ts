import { strFromU8 } from 'fflate';
import { trimEndOf } from '../../../../base/text/trim-end-of.ts';
import { DatabaseUnreadable } from '../../../../ports/database.ts';
import type { Database, DatabaseRow } from '../../../../ports/database.ts';
import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { ImportSource, SourceFile } from '../../import-source.ts';
import { ImportStop } from '../../import-stop.ts';
import { firstBytes } from '../../reading/first-bytes.ts';
import { listOf, numberOf, objectOf, textOf, timeOf, wordOf } from '../../reading/json-values.ts';
import type { MetricPoint } from '../../reading/metric-history.ts';
import { readJson } from '../../reading/read-json.ts';
import type { StoredRun } from './stored-run.ts';
import { tracesOfRun } from './database-traces.ts';
import { traceSamples } from './trace-samples.ts';

/** The databases of the source, by the bytes with which SQLite begins its files. */
export async function databasesOf(source: ImportSource, signal: CancelSignal): Promise<readonly SourceFile[]> {
	const named = source.isFolder ? source.files.filter(({ path }) => /^[^/]*\.(?:db|sqlite3?)$/.test(path)) : source.files;
	const found: SourceFile[] = [];
	for (const file of named) if (isSqlite(await firstBytes(file.file, signal))) found.push(file);
	return found;
}

/**
 * The runs of MLflow's database, its default store since 3.7. The schema changes with the versions of MLflow; what is asked for here
 * is the same in all of them since 2.0, and a database without it is refused.
 */
export async function* runsOfDatabase(
	file: SourceFile,
	source: ImportSource,
	notes: ImportNotes,
	signal: CancelSignal,
): AsyncGenerator<StoredRun> {
	const opened = await source.databases.open(file.file.absolutePath);
	if (!opened.ok) throw ImportStop.because(file.file.absolutePath, `The database cannot be opened: ${opened.failure}.`);
	const database = opened.value;
	try {
		const tables = new Set(database.rows("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => wordOf(name)));
		for (const facts of database.rows(runsQuery)) {
			signal.throwIfAborted();
			yield await runOf({ database, tables, facts }, source, notes);
		}
	} catch (error) {
		if (!(error instanceof DatabaseUnreadable)) throw error;
		throw ImportStop.because(
			file.file.absolutePath,
			`The database cannot be read as one of MLflow: ${error.message}. If it is locked, stop what writes to it and import again.`,
		);
	} finally {
		database.close();
	}
}

function isSqlite(bytes: Uint8Array): boolean {
	return strFromU8(bytes.subarray(0, 15), true) === 'SQLite format 3';
}

/** Ids of experiments may have more digits than JavaScript can count. */
const runsQuery = `SELECT run_uuid AS run_id, runs.name AS run_name, status, start_time, end_time, runs.lifecycle_stage, artifact_uri,
	CAST(runs.experiment_id AS TEXT) AS experiment_id, experiments.name AS experiment
	FROM runs LEFT JOIN experiments ON experiments.experiment_id = runs.experiment_id ORDER BY start_time, run_uuid`;

interface RunRow {
	readonly database: Database;
	readonly tables: ReadonlySet<string>;
	readonly facts: DatabaseRow;
}

async function runOf({ database, tables, facts }: RunRow, source: ImportSource, notes: ImportNotes): Promise<StoredRun> {
	const id = wordOf(facts['run_id']);
	const tags = pairsOf(database.rows('SELECT key, value FROM tags WHERE run_uuid = ?', id));
	const { folder, files } = await artifactsOf(facts, source, notes);
	return {
		facts,
		experiment: textOf(facts['experiment']),
		params: pairsOf(database.rows('SELECT key, value FROM params WHERE run_uuid = ?', id)),
		tags,
		points: pointsOf(database.rows(metricsQuery, id), id, notes),
		artifacts: files,
		artifactFolder: folder,
		datasets: tables.has('inputs')
			? database.rows(datasetsQuery, id).map(row => ({ name: wordOf(row['name']), digest: wordOf(row['digest']) }))
			: [],
		linkedPrompts: tables.has('model_version_tags') ? promptsOf(tags, database) : [],
		samples: ['assessments', 'spans', 'entity_associations'].every(name => tables.has(name))
			? traceSamples(id, tracesOfRun(id, database), notes)
			: [],
	};
}

function pairsOf(rows: readonly DatabaseRow[]): Record<string, string> {
	return Object.fromEntries(rows.map(({ key, value }) => [wordOf(key), wordOf(value ?? '')]));
}

const metricsQuery =
	'SELECT key, value, timestamp, CAST(step AS REAL) AS step, is_nan FROM metrics WHERE run_uuid = ? ORDER BY key, metrics.step, timestamp, value';

/** Infinity is kept as the largest number there is. */
function pointsOf(rows: readonly DatabaseRow[], run: string, notes: ImportNotes): readonly MetricPoint[] {
	return rows.flatMap(row => {
		const [metric, value, step] = [wordOf(row['key']), numberOf(row['value']), numberOf(row['step']) ?? 0];
		const isFinite = value !== undefined && row['is_nan'] !== 1 && Math.abs(value) < Number.MAX_VALUE;
		if (isFinite) return [{ metric, value, step, at: timeOf(row['timestamp']) }];
		notes.warn(`The metric ${metric} of the run ${run} is not a finite number at step ${step}; the point is left out.`);
		return [];
	});
}

const datasetsQuery = `SELECT datasets.name, datasets.digest FROM inputs JOIN datasets ON datasets.dataset_uuid = inputs.source_id
	WHERE inputs.destination_type = 'RUN' AND inputs.source_type = 'DATASET' AND inputs.destination_id = ? ORDER BY datasets.name, datasets.digest`;

/** The texts of the registered prompts that the run says it used. */
function promptsOf(tags: Readonly<Record<string, string>>, database: Database): readonly string[] {
	const linked = listOf(readJson(tags['mlflow.linkedPrompts'] ?? '[]', 'mlflow.linkedPrompts', ImportNotes.silent())).map(objectOf);
	return linked.flatMap(({ name, version }) =>
		database
			.rows(
				"SELECT value FROM model_version_tags WHERE key = 'mlflow.prompt.text' AND name = ? AND CAST(version AS TEXT) = ?",
				wordOf(name),
				wordOf(version),
			)
			.map(({ value }) => wordOf(value)),
	);
}

/**
 * The files of a run, as far as they lie beside the database. Its paths are those of the machine it was written on, and those of
 * somebody else's database may lead anywhere, so only the end of the path is used.
 */
async function artifactsOf(
	facts: DatabaseRow,
	source: ImportSource,
	notes: ImportNotes,
): Promise<{ readonly folder: string; readonly files: readonly SourceFile[] }> {
	const uri = wordOf(facts['artifact_uri'] ?? '');
	const tail = tailOf(uri);
	for (const root of tail === undefined ? [] : ['mlruns', 'mlartifacts', 'artifacts']) {
		const folder = `${root}/${tail ?? ''}`;
		const files = await source.filesIn(folder);
		if (files.length > 0) return { folder: `${folder}/`, files };
	}
	const isRemote = /^[a-z][a-z0-9+.-]+:/i.test(uri) && !/^(?:file|mlflow-artifacts):/.test(uri);
	if (isRemote) notes.warn(`The artifacts of the run ${wordOf(facts['run_id'])} are at ${uri.slice(0, 200)} and are left there.`);
	return { folder: '', files: [] };
}

/** `EXPERIMENT/RUN/artifacts`, with which the address of a run's artifacts ends; undefined for one that ends otherwise. */
function tailOf(uri: string): string | undefined {
	const [experiment = '', run = '', last] = trimEndOf(uri.replaceAll('\\', '/'), '/').split('/').slice(-3);
	const isNamed = [experiment, run].every(name => !['', '.', '..'].includes(name));
	return isNamed && last === 'artifacts' ? `${experiment}/${run}/artifacts` : undefined;
}
