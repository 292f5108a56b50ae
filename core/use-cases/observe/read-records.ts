import { redactSecrets } from '../../base/secrets/redact-secrets.ts';
import type { ObservationFile } from '../../formats/observation/observation-file.ts';
import { windowOf } from '../../formats/observation/observation-window.ts';
import type { ObservationWindow, WindowLength } from '../../formats/observation/observation-window.ts';
import { parseRecordLine } from '../../formats/observation/parse-record-line.ts';
import type { ProductionRecord, UnusableRecord } from '../../formats/observation/parse-record-line.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { stagesAt } from '../../formats/registry/stages-at.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { SeenRecords } from './seen-records.ts';
import { VersionTally } from './version-tally.ts';

/** Why a record was left out. */
export type LeftOutReason = UnusableRecord | 'ahead' | 'before-promotion' | 'duplicate' | 'no-version' | 'other-name';

/** Records that were left out for one reason. */
export interface LeftOut {
	readonly reason: LeftOutReason;
	readonly records: number;
	/** 1-based line of the first. */
	readonly line: number;
}

/** What a file of records came to. */
export interface ReadRecords {
	/** Oldest first. */
	readonly windows: readonly (Pick<ObservationFile, 'unknown' | 'versions'> & { readonly window: ObservationWindow })[];
	/** In the order in which they were first met. */
	readonly leftOut: readonly LeftOut[];
}

/** How records are read, and whose they are. */
export interface RecordQuestion {
	readonly registry: Registry;
	/** Records that name no version belong to whoever held this stage then. */
	readonly stage: string;
	readonly held: readonly string[];
	/** When each version came to the stage for the first time, ISO 8601 in UTC. What it answered before that is left out. */
	readonly arrivals: ReadonlyMap<string, string>;
	readonly length: WindowLength;
	/** ISO 8601 in UTC. */
	readonly now: string;
}

/** A clock may be so much ahead of ours. */
const mostAheadMs = 5 * 60 * 1000;

/** More names of versions than this are a mistake of whoever writes the records. */
const mostUnknown = 20;

/**
 * Adds up records by window and version. Memory grows with windows, versions and metrics, and by 16 to 32 bytes with each record.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readRecords(lines: AsyncIterable<string>, question: RecordQuestion, signal: CancelSignal): Promise<ReadRecords> {
	const windows = new Map<string, WindowTally>();
	const leftOut = new Map<LeftOutReason, { records: number; line: number }>();
	const seen = new SeenRecords();
	let line = 0;
	for await (const text of lines) {
		line++;
		if (text.trim() === '') continue;
		signal.throwIfAborted();
		const parsed = parseRecordLine(text);
		const reason = parsed.ok ? refusalOf(parsed.value, text, question, seen) : parsed.failure;
		if (reason === undefined && parsed.ok) take(parsed.value, question, windows);
		else if (reason !== undefined) leftOut.set(reason, countOne(leftOut.get(reason), line));
	}
	return {
		windows: [...windows.values()]
			.toSorted((left, right) => (left.window.from < right.window.from ? -1 : 1))
			.map(({ window, versions, unknown }) => ({
				window,
				versions: Object.fromEntries([...versions].map(([version, tally]) => [version, tally.result()])),
				unknown: Object.fromEntries(unknown),
			})),
		leftOut: [...leftOut].map(([reason, counted]) => ({ reason, ...counted })),
	};
}

interface WindowTally {
	readonly window: ObservationWindow;
	readonly versions: Map<string, VersionTally>;
	readonly unknown: Map<string, number>;
}

function countOne(
	before: { readonly records: number; readonly line: number } | undefined,
	line: number,
): { records: number; line: number } {
	return before === undefined ? { records: 1, line } : { ...before, records: before.records + 1 };
}

function refusalOf(record: ProductionRecord, text: string, question: RecordQuestion, seen: SeenRecords): LeftOutReason | undefined {
	if (record.name !== undefined && record.name !== null && record.name.normalize('NFC') !== question.registry.name) return 'other-name';
	if (Date.parse(record.time) - Date.parse(question.now) > mostAheadMs) return 'ahead';
	const isNew = !seen.add(record.id === undefined || record.id === null ? `record ${text.trim()}` : `id ${record.id}`);
	if (!isNew) return 'duplicate';
	const version = versionOf(record, question);
	if (version === undefined) return 'no-version';
	return record.time < (question.arrivals.get(version.name) ?? '') ? 'before-promotion' : undefined;
}

function take(record: ProductionRecord, question: RecordQuestion, windows: Map<string, WindowTally>): void {
	const window = windowOf(record.time, question.length);
	const tally = windows.get(window.from) ?? { window, versions: new Map<string, VersionTally>(), unknown: new Map<string, number>() };
	windows.set(window.from, tally);
	const version = versionOf(record, question);
	if (version?.isKnown === true) {
		const own = tally.versions.get(version.name) ?? new VersionTally();
		tally.versions.set(version.name, own);
		own.add(record);
	} else if (version !== undefined) {
		const name = tally.unknown.has(version.name) || tally.unknown.size < mostUnknown ? version.name : 'other';
		tally.unknown.set(name, (tally.unknown.get(name) ?? 0) + 1);
	}
}

/** Whose record it is: by its version, its content hash, else by who held the stage then. Undefined when nobody did. */
function versionOf(
	record: ProductionRecord,
	{ registry, stage, held }: RecordQuestion,
): { readonly name: string; readonly isKnown: boolean } | undefined {
	const { version, prompt_sha256: hash, time } = record;
	if (version !== undefined && version !== null) {
		const name = normaliseVersion(version) ?? version;
		return Object.hasOwn(registry.versions, name) ? { name, isKnown: true } : { name: nameOfUnknown(name), isKnown: false };
	}
	if (hash !== undefined && hash !== null) {
		const found = Object.entries(registry.versions).find(([, { sha256 }]) => sha256 === hash.toLowerCase());
		return found === undefined ? { name: nameOfUnknown(hash.slice(0, 10)), isKnown: false } : { name: found[0], isKnown: true };
	}
	const holder = stagesAt(registry, time, held).stages.get(stage)?.version;
	return holder === undefined ? undefined : { name: holder, isKnown: true };
}

/** What a record calls a version is kept, so it must be short and no credential. */
function nameOfUnknown(text: string): string {
	return redactSecrets(text.slice(0, 200)).slice(0, 40);
}
