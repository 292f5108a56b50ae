import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { SeriesPoint } from '../../../../formats/run/series.ts';
import { ImportNotes } from '../../import-notes.ts';
import type { SourceFile } from '../../import-source.ts';
import type { ImportedRun } from '../../imported-run.ts';
import { isObject, numberOf, objectOf, textOf, timeOf } from '../../reading/json-values.ts';
import { pickArtifacts } from '../../reading/pick-artifacts.ts';
import { readJson } from '../../reading/read-json.ts';
import { readMapFile } from '../../read-map-file.ts';
import { linesOfFile } from '../../reading/text-lines.ts';
import { wandbConfig, wandbSummary } from './config-and-summary.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** A folder with the files of a synchronised run. */
export interface OnlineFolder {
	/** Where the files lie, ending in `/` or empty. */
	readonly folder: string;
	readonly files: readonly SourceFile[];
	/** Absolute path of what was picked. */
	readonly path: string;
}

/** A run by its config.yaml, wandb-summary.json, wandb-metadata.json and, where an older W&B wrote it, wandb-history.jsonl. */
export async function readOnlineRun({ folder, files, path }: OnlineFolder, notes: ImportNotes, signal: CancelSignal): Promise<ImportedRun> {
	const named = (name: string): SourceFile | undefined => files.find(file => file.path === folder + name);
	const map = async (name: string): Promise<Readonly<Record<string, unknown>>> => {
		const file = named(name);
		return file === undefined ? {} : await readMapFile(file, notes);
	};
	const [config, summary, metadata] = [await map('config.yaml'), await map('wandb-summary.json'), await map('wandb-metadata.json')];
	const history = named('wandb-history.jsonl');
	const times = history === undefined ? undefined : await timesOf(history, notes, signal);
	const id = runIdOf(`${path}/${folder}`);
	const git = objectOf(metadata['git']);
	for (const name of ['output.log', 'requirements.txt', 'diff.patch', 'conda-environment.yaml']) {
		if (named(name) !== undefined) notes.drop(name, 'it says how the run was made, and is not needed to compare its results');
	}
	notes.keep('config.yaml', 'parameters');
	notes.keep('wandb-metadata.json', 'environment and git');
	return {
		label: id ?? path,
		source: { tool: 'wandb', version: versionOf(config), id },
		variantGuesses: [textOf(objectOf(config['variant'])['value']), id].filter(guess => guess !== undefined),
		startedAt: timeOf(metadata['startedAt']) ?? times?.first,
		endedAt: times?.last ?? timeOf(summary['_timestamp']),
		...wandbConfig(unwrapped(config)),
		metrics: wandbSummary(summary, notes),
		commit: textOf(git['commit']) === undefined ? undefined : { hash: String(git['commit']), branch: undefined, isDirty: undefined },
		os: textOf(metadata['os']),
		runtime: textOf(metadata['python']) === undefined ? {} : { python: String(metadata['python']) },
		tags: {},
		series: history === undefined ? undefined : pass => pointsOf(history, ImportNotes.silent(), pass),
		artifacts: pickArtifacts(
			files.filter(file => file.path.startsWith(`${folder}media/`)),
			folder,
			notes,
		),
	};
}

/** Each value is wrapped with its description: `lr: {value: 0.1}`. */
function unwrapped(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(config).map(([name, value]) => [name, isObject(value) && Object.hasOwn(value, 'value') ? value['value'] : value]),
	);
}

function versionOf(config: Readonly<Record<string, unknown>>): string | undefined {
	return textOf(objectOf(objectOf(config['_wandb'])['value'])['cli_version']);
}

/** The id ends the name of the run's folder: `run-20250131_103000-abc123`. */
function runIdOf(path: string): string | undefined {
	return /run-\d{8}_\d{6}-([\w-]+)[/\\](?:files[/\\])?$/.exec(path)?.[1];
}

async function timesOf(
	history: SourceFile,
	notes: ImportNotes,
	signal: CancelSignal,
): Promise<{ readonly first: string | undefined; readonly last: string | undefined }> {
	let first: string | undefined;
	let last: string | undefined;
	for await (const { at } of pointsOf(history, notes, signal)) {
		first ??= at;
		last = at ?? last;
	}
	notes.keep('wandb-history.jsonl', 'series.jsonl');
	return { first, last };
}

async function* pointsOf(history: SourceFile, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<SeriesPoint> {
	for await (const { number, text } of linesOfFile(history.file, signal)) {
		if (text.trim() === '') continue;
		const line = readJson(text, `${history.path}, line ${number}`, notes);
		if (!isObject(line)) {
			notes.warn(`${history.path}, line ${number}: this is not a JSON object and is left out.`);
			continue;
		}
		const values: Record<string, number> = {};
		for (const [name, value] of Object.entries(line)) {
			if (!name.startsWith('_') && typeof value === 'number') setOwnValue(values, name, value);
		}
		const at = timeOf(line['_timestamp']);
		if (Object.keys(values).length > 0) yield { step: numberOf(line['_step']) ?? number - 1, values, ...withoutUndefined({ at }) };
	}
}
