import type { SeriesPoint } from '../../../../formats/run/series.ts';
import type { ImportNotes } from '../../import-notes.ts';
import { isObject, numberOf, timeOf } from '../../reading/json-values.ts';
import { readJson } from '../../reading/read-json.ts';
import { mediaNames } from './config-and-summary.ts';
import { ProtobufMessage } from './protobuf.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** Field numbers of `wandb_internal.Record`, as of wandb 0.30; they never change in protobuf. */
const recordField = { history: 2, summary: 3, config: 5, run: 17, exit: 18, header: 21, environment: 26 } as const;
const runField = {
	id: 1,
	project: 3,
	config: 4,
	summary: 5,
	group: 6,
	jobType: 7,
	name: 8,
	notes: 9,
	tags: 10,
	startTime: 17,
	git: 21,
} as const;
const itemField = { key: 1, nestedKey: 2, value: 16 } as const;

/** What the records of one log say of its run, put together in order. */
export class LogState {
	readonly config: Record<string, unknown> = {};
	readonly summary: Record<string, unknown> = {};
	readonly tags: string[] = [];
	readonly facts: { id?: string; project?: string; group?: string; jobType?: string; name?: string; notes?: string; commit?: string } =
		{};
	version: string | undefined;
	python: string | undefined;
	os: string | undefined;
	startedAt: string | undefined;
	/** The latest time that a point of the history says. */
	lastAt: string | undefined;
	/** Undefined for a run that never ended. */
	exitCode: number | undefined;
	readonly #notes: ImportNotes;

	constructor(notes: ImportNotes) {
		this.#notes = notes;
	}

	add(bytes: Uint8Array): void {
		const record = new ProtobufMessage(bytes);
		this.#addRun(record.message(recordField.run));
		this.#update(this.config, record.message(recordField.config), 'config');
		this.#update(this.summary, record.message(recordField.summary), 'summary');
		this.version = record.message(recordField.header)?.message(1)?.text(1) ?? this.version;
		const environment = record.message(recordField.environment);
		this.os = environment?.text(1) ?? this.os;
		this.python = environment?.text(2) ?? this.python;
		const exit = record.message(recordField.exit);
		// Zero is not written in protobuf.
		if (exit !== undefined) this.exitCode = exit.number(1) ?? 0;
		const point = historyPoint(bytes, this.#notes);
		if (point?.at !== undefined) this.lastAt = point.at;
	}

	#addRun(run: ProtobufMessage | undefined): void {
		if (run === undefined) return;
		const { facts } = this;
		for (const key of ['id', 'project', 'group', 'jobType', 'name', 'notes'] as const) {
			const text = run.text(runField[key]);
			if (text !== undefined && text !== '') facts[key] = text;
		}
		const commit = run.message(runField.git)?.text(2);
		if (commit !== undefined && commit !== '') facts.commit = commit;
		this.tags.push(...run.texts(runField.tags).filter(tag => !this.tags.includes(tag)));
		this.startedAt = timeOf(run.message(runField.startTime)?.number(1)) ?? this.startedAt;
		this.#update(this.config, run.message(runField.config), 'config');
		this.#update(this.summary, run.message(runField.summary), 'summary');
	}

	#update(values: Record<string, unknown>, update: ProtobufMessage | undefined, place: string): void {
		for (const [name, value] of itemsOf(update, place, this.#notes)) setOwnValue(values, name, value);
	}
}

/** The values of one step; undefined for a record of another kind, and for a step without numbers. */
export function historyPoint(bytes: Uint8Array, notes: ImportNotes): SeriesPoint | undefined {
	const history = new ProtobufMessage(bytes).message(recordField.history);
	if (history === undefined) return undefined;
	const items = itemsOf(history, 'history', notes);
	const own = new Map(items.filter(([name]) => name.startsWith('_')));
	const at = timeOf(own.get('_timestamp'));
	const step = numberOf(own.get('_step')) ?? history.message(2)?.number(1) ?? 0;
	const values = numbersOf(
		items.filter(([name]) => !name.startsWith('_')),
		notes,
	);
	return Object.keys(values).length === 0 ? undefined : { step, values, ...withoutUndefined({ at }) };
}

function numbersOf(items: readonly (readonly [string, unknown])[], notes: ImportNotes): Record<string, number> {
	const media = mediaNames(items.map(([name]) => name));
	const values: Record<string, number> = {};
	for (const [name, value] of items) {
		const owner = media.find(each => name.startsWith(`${each}.`));
		if (owner !== undefined) notes.drop(`history: ${owner}`, 'it is a table or a picture, and a series has numbers');
		else if (typeof value === 'number') setOwnValue(values, name, value);
		else notes.drop(`history: ${name}`, isObject(value) ? `it is ${mediaName(value)}, and a series has numbers` : 'it is not a number');
	}
	return values;
}

function mediaName(value: Readonly<Record<string, unknown>>): string {
	return typeof value['_type'] === 'string' ? `a ${value['_type']}` : 'an object';
}

/** Names and values; a nested key is joined by `.`, as W&B shows it. */
function itemsOf(record: ProtobufMessage | undefined, place: string, notes: ImportNotes): readonly (readonly [string, unknown])[] {
	return (record?.messages(1) ?? []).flatMap(item => {
		const nested = item.texts(itemField.nestedKey);
		const name = nested.length > 0 ? nested.join('.') : (item.text(itemField.key) ?? '');
		const value = readJson(item.text(itemField.value) ?? '', `${place} ${name}`, notes);
		return name === '' || value === undefined ? [] : [[name, value] as const];
	});
}
