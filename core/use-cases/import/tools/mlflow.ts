import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ImportNotes } from '../import-notes.ts';
import type { ImportSource } from '../import-source.ts';
import { ImportStop } from '../import-stop.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import { databasesOf, runsOfDatabase } from './mlflow/database-store.ts';
import { runsOfServer } from './mlflow/server-store.ts';
import { isRunMeta, runsOfFileStore } from './mlflow/file-store.ts';
import { runsOfSearchTable, searchTableOf } from './mlflow/search-table.ts';
import { importedRunOf } from './mlflow/stored-run.ts';
import type { StoredRun } from './mlflow/stored-run.ts';

/** MLflow's stores: its server, its database, `mlflow.db` by default, the folders of its file store; and tables of what was searched. */
export const mlflow: Importer = {
	id: 'mlflow',
	title: 'MLflow',
	documentation: {
		from: 'the address of a tracking server; a database such as `mlflow.db`, or the folder with it; an `mlruns/` folder, an experiment or a run in it; a table of `mlflow.search_runs` as CSV',
		run: 'a run',
		cases: 'a row of a logged table, or a trace of an evaluation',
		history: 'every value of a metric',
	},
	hasExperiments: true,

	async recognise(source, signal) {
		if (source.server !== undefined) return 'a server was named';
		for (const meta of source.files.filter(({ path }) => isRunMeta(path)).slice(0, 5)) {
			const head = (await source.head(meta)) ?? '';
			if (/^run_id:/m.test(head) && /^artifact_uri:/m.test(head)) return `${meta.path} describes a run of MLflow`;
		}
		if ((await searchTableOf(source)) !== undefined) return 'it has the columns of search_runs';
		const [database] = await databasesOf(source, signal);
		return database === undefined ? undefined : `${database.path} is a database`;
	},

	async read(source, notes, signal) {
		const runs: { readonly run: ImportedRun; readonly experiment: string | undefined }[] = [];
		for await (const stored of storedRuns(source, notes, signal)) {
			if (stored.facts['lifecycle_stage'] === 'deleted')
				notes.warn(`The run ${String(stored.facts['run_id'])} was deleted in MLflow and is left out.`);
			else runs.push({ run: await importedRunOf(stored, notes, signal), experiment: stored.experiment });
		}
		const wanted = runs.filter(({ experiment }) => source.sourceExperiment === undefined || experiment === source.sourceExperiment);
		if (wanted.length === 0 && runs.length > 0) throw ImportStop.because(source.path, unknownExperiment(source, runs));
		return withUniqueLabels(
			wanted.map(({ run }) => run).sort((left, right) => ((left.startedAt ?? '') < (right.startedAt ?? '') ? -1 : 1)),
		);
	},
};

async function* storedRuns(source: ImportSource, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<StoredRun> {
	if (source.server !== undefined) yield* runsOfServer(source.server, source.sourceExperiment, notes, signal);
	const table = await searchTableOf(source);
	if (table !== undefined) yield* runsOfSearchTable(table, notes, signal);
	const databases = await databasesOf(source, signal);
	for (const database of databases) yield* runsOfDatabase(database, source, notes, signal);
	yield* runsOfFileStore(source, notes, signal);
}

function unknownExperiment({ sourceExperiment = '' }: ImportSource, runs: readonly { readonly experiment: string | undefined }[]): string {
	const names = [...new Set(runs.flatMap(({ experiment }) => experiment ?? []))];
	return `There is no run in the MLflow experiment “${sourceExperiment}”. Its experiments are ${names
		.slice(0, 10)
		.map(name => `“${name}”`)
		.join(', ')}.`;
}

/** MLflow lets several runs have one name. */
function withUniqueLabels(runs: readonly ImportedRun[]): readonly ImportedRun[] {
	const counts = new Map<string, number>();
	for (const { label } of runs) counts.set(label, (counts.get(label) ?? 0) + 1);
	return runs.map(run =>
		(counts.get(run.label) ?? 0) > 1 ? { ...run, label: `${run.label} (${(run.source.id ?? '').slice(0, 8)})` } : run,
	);
}
