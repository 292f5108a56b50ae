import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { recordCount } from '../../formats/observation/observation-file.ts';
import type { ObservationFile } from '../../formats/observation/observation-file.ts';
import { windowFile } from '../../formats/observation/observation-window.ts';
import type { WindowLength } from '../../formats/observation/observation-window.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import type { Registry } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { effectiveTimes, stagesAt } from '../../formats/registry/stages-at.ts';
import type { WatchState } from '../../judging/watch/watched-metric.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import { judgeWindows } from './judge-windows.ts';
import type { JudgedWindow } from './judge-windows.ts';
import { loadObservations, observationsFolder } from './load-observations.ts';
import type { StoredWindow } from './load-observations.ts';
import { loadPromotionEvidence } from './load-promotion-evidence.ts';
import type { PromotionEvidence } from './load-promotion-evidence.ts';
import type { ObserveFailure } from './observe-failure.ts';
import { readRecords } from './read-records.ts';
import type { ReadRecords } from './read-records.ts';

/** What is looked at. */
export interface ObserveRequest {
	readonly name: string;
	/** The highest stage that one version holds, by default. */
	readonly stage: string | undefined;
	/** JSON lines of production records, as the user typed the path; undefined to look at the windows that were kept. */
	readonly file: string | undefined;
	readonly length: WindowLength;
}

/** What production says of the version that holds a stage. */
export interface Observed {
	readonly name: string;
	readonly stage: string;
	readonly version: string;
	/** When it came to the stage, ISO 8601 in UTC. */
	readonly since: string;
	readonly evidence: PromotionEvidence;
	/** Windows since then in which it answered, oldest first. */
	readonly windows: readonly JudgedWindow[];
	/** Of the newest window; cannot-tell without one. */
	readonly state: WatchState;
	/** Records of the file by version that were registered and do not hold the stage. */
	readonly others: Readonly<Record<string, number>>;
	/** Records of the file by what they call a version that was never registered. */
	readonly unknown: Readonly<Record<string, number>>;
	readonly leftOut: ReadRecords['leftOut'];
	/** Windows of the file that have fewer records than what was kept of them, which stays. */
	readonly smaller: readonly string[];
	/** Kept windows that cannot be read. */
	readonly unread: readonly { readonly path: string; readonly reason: string }[];
	/** What keeping the windows of the file writes. */
	readonly files: readonly { readonly path: string; readonly text: string; readonly before: string | undefined }[];
}

/**
 * Reads production records and kept windows, and holds them against the evidence of the version that holds the stage. Writes nothing.
 *
 * @throws The signal's reason when cancelled.
 */
export async function observeProduction(
	request: ObserveRequest,
	{ index }: Pick<Work, 'index'>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Observed, ObserveFailure>> {
	const { name, length } = request;
	const registry = index.registries.find(summary => summary.registry.name === name)?.registry;
	if (registry === undefined) return fail({ kind: 'not-registered', name });
	const { held, final } = stageRoles(index.config);
	const stage = request.stage ?? final ?? '';
	if (!held.includes(stage)) return fail({ kind: 'stage-not-watched', stage, held });
	const now = ports.clock.now();
	const holder = stagesAt(registry, now, held).stages.get(stage);
	if (holder === undefined) return fail({ kind: 'stage-empty', name, stage });
	const stored = await loadObservations(name, length, ports.files, signal);
	const arrivals = arrivalsAt(registry, stage);
	const read = await readFile(request.file, { registry, stage, held, arrivals, length, now }, ports, signal);
	if (!read.ok) return read;
	const fresh = read.value.windows.map((window): ObservationFile => ({
		schema: 'stagemark/observations/v1',
		name,
		...window,
		window: { ...window.window },
		source: { kind: 'jsonl', sha256: read.value.sha256 },
	}));
	const merged = mergeWindows(fresh, stored.windows);
	const evidence = await loadPromotionEvidence(holder.transition, registry, { facts: index, files: ports.files }, signal);
	const judged = judgeWindows(
		holder.version,
		merged.windows.filter(({ window }) => window.to > holder.since),
		evidence.metrics,
	);
	return succeed({
		name,
		stage,
		version: holder.version,
		since: holder.since,
		evidence,
		windows: judged,
		state: judged.at(-1)?.state ?? 'cannot-tell',
		others: without(countBy(fresh.map(({ versions }) => mapValues(versions, ({ records }) => records))), holder.version),
		unknown: countBy(fresh.map(({ unknown }) => unknown)),
		leftOut: read.value.leftOut,
		smaller: merged.smaller,
		unread: stored.unread,
		files: merged.replaced.flatMap(file => {
			const path = `${observationsFolder(name)}/${windowFile(file.window, length)}`;
			const before = stored.windows.find(other => other.path === path)?.text;
			const text = `${JSON.stringify(file, undefined, 2)}\n`;
			return before === text ? [] : [{ path, text, before }];
		}),
	});
}

/** When each version came to the stage for the first time. */
function arrivalsAt({ transitions }: Registry, stage: string): ReadonlyMap<string, string> {
	const times = effectiveTimes(transitions);
	const arrivals = new Map<string, string>();
	for (const [position, move] of transitions.entries()) {
		if (isArrival(move, stage) && !arrivals.has(move.version)) arrivals.set(move.version, times[position] ?? move.at);
	}
	return arrivals;
}

async function readFile(
	path: string | undefined,
	question: Parameters<typeof readRecords>[1],
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<ReadRecords & { readonly sha256: string }, ObserveFailure>> {
	if (path === undefined) return succeed({ windows: [], leftOut: [], sha256: '' });
	const file = ports.external(path);
	const facts = await file.facts(signal);
	if (facts === undefined) return fail({ kind: 'records-missing', path });
	return succeed({ ...(await readRecords(file.lines(signal), question, signal)), sha256: facts.sha256 });
}

/** The windows of the file in the place of those that were kept, unless a kept one has more records: then the file is only a part. */
function mergeWindows(
	fresh: readonly ObservationFile[],
	stored: readonly StoredWindow[],
): { readonly windows: readonly ObservationFile[]; readonly replaced: readonly ObservationFile[]; readonly smaller: readonly string[] } {
	const kept = new Map(stored.map(({ file }) => [file.window.from, file]));
	const isPart = (file: ObservationFile): boolean => recordCount(kept.get(file.window.from) ?? nothing) > recordCount(file);
	const replaced = fresh.filter(file => !isPart(file));
	const windows = new Map([...kept, ...replaced.map(file => [file.window.from, file] as const)]);
	return {
		windows: [...windows.values()].toSorted((left, right) => (left.window.from < right.window.from ? -1 : 1)),
		replaced,
		smaller: fresh.filter(isPart).map(({ window }) => window.from),
	};
}

const nothing = { versions: {}, unknown: {} };

function countBy(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
	const sums = new Map<string, number>();
	for (const part of parts) for (const [key, count] of Object.entries(part)) sums.set(key, (sums.get(key) ?? 0) + count);
	return Object.fromEntries(sums);
}

function mapValues<Value>(record: Readonly<Record<string, Value>>, map: (value: Value) => number): Record<string, number> {
	return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function without(counts: Readonly<Record<string, number>>, key: string): Record<string, number> {
	return Object.fromEntries(Object.entries(counts).filter(([other]) => other !== key));
}
