import type { Transition } from './registry-file.ts';

/**
 * The versions that have held a stage, in the order in which each would come back: the last is the holder, or was the last one
 * when the stage is empty now. A rollback takes away what came after the version it brought back, so that a second one leads
 * further into the past and not back to what was just taken out.
 */
export function holdersOfStage(transitions: readonly Transition[], stage: string): readonly string[] {
	let holders: readonly string[] = [];
	for (const move of transitions) {
		if (!isArrival(move, stage)) continue;
		const position = move.rollback === true ? holders.lastIndexOf(move.version) : -1;
		holders = position === -1 ? [...holders.filter(version => version !== move.version), move.version] : holders.slice(0, position + 1);
	}
	return holders;
}

/** The version that a rollback of a stage brings back; undefined when nothing held it before. */
export function previousHolder(
	{ transitions, stages }: { readonly transitions: readonly Transition[]; readonly stages: Readonly<Record<string, string>> },
	stage: string,
): string | undefined {
	const holder = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
	return holdersOfStage(transitions, stage).findLast(version => version !== holder);
}

/** True for a move of a version into a stage from another. */
export function isArrival({ from, to, alias }: Transition, stage: string): boolean {
	return to === stage && from !== stage && alias === undefined;
}
