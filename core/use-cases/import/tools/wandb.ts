import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { SeriesPoint } from '../../../formats/run/series.ts';
import { firstBytes } from '../reading/first-bytes.ts';
import { ImportNotes } from '../import-notes.ts';
import type { ImportSource, SourceFile } from '../import-source.ts';
import type { Importer } from '../importer.ts';
import type { ImportedRun } from '../imported-run.ts';
import { textOf } from '../reading/json-values.ts';
import { pickArtifacts } from '../reading/pick-artifacts.ts';
import { wandbConfig, wandbSummary } from './wandb/config-and-summary.ts';
import { historyPoint, LogState } from './wandb/log-state.ts';
import { readOnlineRun } from './wandb/online-run.ts';
import { magic, readLogRecords } from './wandb/read-log-records.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';

/**
 * Runs of Weights & Biases on disk: the `.wandb` log of a run, a run's folder, or a `wandb/` folder with many. An offline run
 * has nothing but the log; of a folder without a log, config, summary and history files are read.
 */
export const wandb: Importer = {
	id: 'wandb',
	title: 'Weights & Biases',
	documentation: {
		from: "a `.wandb` log, a run's folder, a `wandb/` folder",
		run: 'a run',
		history: 'the history',
	},

	async recognise(source, signal) {
		const log = (await logsOf(source, signal))[0];
		if (log !== undefined) return `${log.path} is a log of W&B`;
		return onlineFolders(source)[0] === undefined ? undefined : 'it has wandb-summary.json beside config.yaml or wandb-metadata.json';
	},

	async read(source, notes, signal) {
		const logs = await logsOf(source, signal);
		const runs: ImportedRun[] = [];
		for (const log of logs) runs.push(await readLog(log, source, notes, signal));
		for (const folder of onlineFolders(source)) {
			const hasLog =
				logs.some(({ path }) => folder.startsWith(path.slice(0, path.lastIndexOf('/') + 1)) && path.includes('/')) ||
				(logs.length > 0 && folder === 'files/');
			if (!hasLog) runs.push(await readOnlineRun({ folder, files: source.files, path: source.path }, notes, signal));
		}
		return runs;
	},
};

async function logsOf(source: ImportSource, signal: CancelSignal): Promise<readonly SourceFile[]> {
	const logs: SourceFile[] = [];
	for (const file of source.isFolder ? source.files.filter(({ path }) => path.endsWith('.wandb')) : source.files) {
		const bytes = await firstBytes(file.file, signal);
		if (magic.every((byte, position) => bytes[position] === byte)) logs.push(file);
	}
	return logs;
}

/** Folders, ending in `/` or empty, that hold the files of a synchronised run. */
function onlineFolders(source: ImportSource): readonly string[] {
	if (!source.isFolder) return [];
	const paths = new Set(source.files.map(({ path }) => path));
	return [...paths]
		.filter(path => /(?:^|\/)wandb-summary\.json$/.test(path))
		.map(path => path.slice(0, -'wandb-summary.json'.length))
		.filter(folder => paths.has(`${folder}config.yaml`) || paths.has(`${folder}wandb-metadata.json`));
}

async function readLog(log: SourceFile, source: ImportSource, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun> {
	const state = new LogState(notes);
	let pointCount = 0;
	for await (const record of readLogRecords(log.file, notes, signal)) {
		state.add(record);
		if (historyPoint(record, ImportNotes.silent()) !== undefined) pointCount++;
	}
	notes.keep('config', 'parameters');
	notes.keep('history', 'series.jsonl');
	notes.drop('system metrics, console output, telemetry', 'they say nothing of the results');
	const { facts } = state;
	const folder = log.path.slice(0, log.path.lastIndexOf('/') + 1);
	const tables = source.files.filter(({ path }) => path.startsWith(`${folder}files/media/`));
	return {
		label: facts.name ?? facts.id ?? log.path,
		source: {
			tool: 'wandb',
			version: state.version,
			id: [facts.project, facts.id].filter(part => part !== undefined).join('/') || undefined,
		},
		variantGuesses: [textOf(state.config['variant']), facts.name, facts.group, facts.jobType, ...state.tags].filter(
			guess => guess !== undefined,
		),
		status: statusOf(state.exitCode, notes, log.path),
		startedAt: state.startedAt,
		endedAt: state.lastAt,
		...wandbConfig(state.config),
		metrics: wandbSummary(state.summary, notes),
		commit: facts.commit === undefined ? undefined : { hash: facts.commit, branch: undefined, isDirty: undefined },
		os: state.os,
		runtime: state.python === undefined ? {} : { python: state.python },
		tags: tagsOf(state),
		notes: facts.notes,
		series: pointCount < 2 ? undefined : pass => pointsOf(log, pass),
		artifacts: pickArtifacts(tables, `${folder}files/`, notes),
	};
}

async function* pointsOf(log: SourceFile, signal: CancelSignal): AsyncGenerator<SeriesPoint> {
	for await (const record of readLogRecords(log.file, ImportNotes.silent(), signal)) {
		const point = historyPoint(record, ImportNotes.silent());
		if (point !== undefined) yield point;
	}
}

/** A run that has no exit record was killed, or still goes on. */
function statusOf(exitCode: number | undefined, notes: ImportNotes, path: string): RunRecord['status'] {
	if (exitCode === undefined) notes.warn(`${path}: the run has no recorded end. It is recorded as failed.`);
	return exitCode === 0 ? 'completed' : 'failed';
}

function tagsOf({ facts, tags }: LogState): Record<string, string> {
	return {
		...withoutUndefined({ 'wandb.project': facts.project, 'wandb.group': facts.group }),
		...(tags.length === 0 ? {} : { 'wandb.tags': tags.join(', ') }),
	};
}
