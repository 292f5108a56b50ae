import { parseMoment } from './parse-moment.ts';
import { isArrival } from './holders-of-stage.ts';
import type { Registry, Transition } from './registry-file.ts';

/** What a stage held at a moment, and on which evidence. */
export interface HeldStage {
	readonly version: string;
	/** When it moved there, ISO 8601 in UTC. */
	readonly since: string;
	/** The move that brought it there. */
	readonly transition: Transition;
}

/** A registry as it was at a moment. */
export interface RegistryMoment {
	/** ISO 8601 in UTC. */
	readonly at: string;
	/** Stages that one version holds at a time, with their holders then. */
	readonly stages: ReadonlyMap<string, HeldStage>;
	readonly aliases: ReadonlyMap<string, string>;
	/** 0-based positions of entries that say they were made before the one before them, by a clock that was wrong. */
	readonly skewed: readonly number[];
	/** The first move into or out of a stage after the moment and within 24 hours; undefined when there was none. */
	readonly next: Transition | undefined;
}

/**
 * Replays the chain up to a moment. Its order decides, not the clocks of the machines: an entry counts from its own time, or
 * from that of an entry before it that says it is later. Entries that were merged from another branch keep their old time
 * and count from when they stand in this chain, which is no sign of a wrong clock.
 *
 * @param at - ISO 8601 in UTC, see `parseMoment`.
 * @param held - Stages that one version holds at a time.
 */
export function stagesAt({ transitions }: Pick<Registry, 'transitions'>, at: string, held: readonly string[]): RegistryMoment {
	const times = effectiveTimes(transitions);
	const count = times.filter(time => time <= at).length;
	const stages = new Map<string, HeldStage>();
	const aliases = new Map<string, string>();
	for (const [position, transition] of transitions.slice(0, count).entries()) {
		if (transition.alias !== undefined) setAlias(aliases, transition);
		else move(stages, transition, { since: times[position] ?? transition.at, held });
	}
	const next = transitions.find(
		({ alias }, position) => position >= count && alias === undefined && Date.parse(times[position] ?? '') - Date.parse(at) < dayMs,
	);
	return { at, stages, aliases, skewed: skewedEntries(transitions), next };
}

/** From when each entry counts, in UTC; never earlier than the one before. */
export function effectiveTimes(transitions: readonly Transition[]): readonly string[] {
	let latest = '';
	return transitions.map(({ at }) => {
		const own = parseMoment(at) ?? latest;
		if (own > latest) latest = own;
		return latest;
	});
}

const dayMs = 24 * 60 * 60 * 1000;

function skewedEntries(transitions: readonly Transition[]): readonly number[] {
	const times = effectiveTimes(transitions);
	return transitions.flatMap(({ at, replayed_from: origin }, position) =>
		origin === undefined && (parseMoment(at) ?? '') < (times[position] ?? '') ? [position] : [],
	);
}

function setAlias(aliases: Map<string, string>, { alias, version }: Transition): void {
	if (alias === undefined) return;
	if (alias.action === 'set') aliases.set(alias.name, version);
	else aliases.delete(alias.name);
}

function move(
	stages: Map<string, HeldStage>,
	transition: Transition,
	{ since, held }: { readonly since: string; readonly held: readonly string[] },
): void {
	const { version, from, to } = transition;
	if (from !== to && stages.get(from)?.version === version) stages.delete(from);
	if (held.includes(to) && isArrival(transition, to)) stages.set(to, { version, since, transition });
}
