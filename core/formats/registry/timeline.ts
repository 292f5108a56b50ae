import { isArrival } from './holders-of-stage.ts';
import { parseMoment } from './parse-moment.ts';
import type { Registry, RegistryRequest, Transition } from './registry-file.ts';
import { effectiveTimes } from './stages-at.ts';

/** One thing that happened to a name. Plain data. */
export interface TimelineEntry {
	/** Unique in its timeline and the same when it is made again. */
	readonly id: string;
	readonly kind: 'move' | 'alias' | 'request' | 'approval' | 'rejection' | 'withdrawal';
	/** As the file says it. */
	readonly at: string;
	/** `Name <email>`. */
	readonly by: string;
	readonly version: string;
	/** The stage of the move or of the request. */
	readonly to: string;
	/** What was given as reason or comment; empty for an approval without a word. */
	readonly reason: string;
	/** The entry of the chain and its 0-based position; undefined for what is only said about a request. */
	readonly transition: { readonly position: number; readonly value: Transition } | undefined;
	/** The request it is about; undefined for a move that nobody had asked for. */
	readonly request: { readonly id: string; readonly status: RegistryRequest['status'] } | undefined;
	/** Each stage that one version holds at a time, in the order of the configuration, as it is after this entry. */
	readonly lanes: readonly TimelineLane[];
}

/** A stage beside an entry. */
export interface TimelineLane {
	readonly stage: string;
	/** The holder after the entry; undefined for a stage that is free. */
	readonly version: string | undefined;
	/** Whether the entry itself brought the holder, or took the former one away. */
	readonly change: 'arrives' | 'leaves' | 'none';
}

/**
 * Moves, changes of aliases, requests and what was said about them, newest first. Moves keep the order of the chain whatever
 * the clocks say; what was said about requests stands where its time puts it.
 *
 * @param held - Stages that one version holds at a time, in order.
 */
export function timelineOf(registry: Registry, held: readonly string[]): readonly TimelineEntry[] {
	const times = effectiveTimes(registry.transitions);
	const moves = registry.transitions.map((value, position) => ({
		time: times[position] ?? '',
		event: moveEvent(registry, value, position),
	}));
	const talk = registry.requests.flatMap(requestEvents).map(event => ({ time: parseMoment(event.at) ?? '', event }));
	// Sorting keeps the order of what has the same time, and a request stands before the move that carries it out.
	const events = [...talk, ...moves].toSorted((left, right) => Number(left.time > right.time) - Number(left.time < right.time));
	const holders = new Map<string, string>();
	const entries = events.map(({ event }) => {
		const before = new Map(holders);
		if (event.kind === 'move' && event.transition !== undefined) followMove(holders, event.transition.value, held);
		return { ...event, lanes: held.map(stage => laneOf(stage, before.get(stage), holders.get(stage))) };
	});
	return entries.toReversed();
}

type TimelineEvent = Omit<TimelineEntry, 'lanes'>;

function moveEvent({ requests }: Registry, value: Transition, position: number): TimelineEvent {
	const { at, by, version, to, reason, alias, digest } = value;
	const request = requests.find(({ id }) => id === value.request);
	return {
		id: digest,
		kind: alias === undefined ? 'move' : 'alias',
		at,
		by,
		version,
		to,
		reason,
		transition: { position, value },
		request: request && { id: request.id, status: request.status },
	};
}

function requestEvents({ id, version, to, by, at, reason, status, reviews, withdrawn }: RegistryRequest): readonly TimelineEvent[] {
	const shared = { version, to, transition: undefined, request: { id, status } };
	return [
		{ ...shared, id: `${id}/request`, kind: 'request', at, by, reason },
		...reviews.map((review, position) => ({
			...shared,
			id: `${id}/review/${position}`,
			kind: review.verdict === 'approve' ? ('approval' as const) : ('rejection' as const),
			at: review.at,
			by: review.by,
			reason: review.comment ?? '',
		})),
		...(withdrawn === undefined ? [] : [{ ...shared, id: `${id}/withdrawal`, kind: 'withdrawal' as const, ...withdrawn }]),
	];
}

function followMove(holders: Map<string, string>, move: Transition, held: readonly string[]): void {
	if (holders.get(move.from) === move.version) holders.delete(move.from);
	if (held.includes(move.to) && isArrival(move, move.to)) holders.set(move.to, move.version);
}

function laneOf(stage: string, before: string | undefined, after: string | undefined): TimelineLane {
	if (before === after) return { stage, version: after, change: 'none' };
	return { stage, version: after, change: after === undefined ? 'leaves' : 'arrives' };
}
