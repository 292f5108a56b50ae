import type { Interval } from '../../statistics/descriptive/interval.ts';
import type { Moments } from '../../statistics/descriptive/moments.ts';

/** What production says of a metric against the evidence of the promotion. */
export type WatchState = 'ok' | 'watch' | 'alarm' | 'cannot-tell';

/** From the best to the worst; not to know is worse than fine, and better than a fall that is shown. */
export const watchStates = ['ok', 'cannot-tell', 'watch', 'alarm'] as const satisfies readonly WatchState[];

/** One metric of the evidence, and what matters of it. */
export interface EvidenceMetric {
	readonly metric: string;
	readonly goal: 'maximize' | 'minimize';
	/** Smallest difference that matters, in the unit of the metric. */
	readonly minEffect: number | undefined;
	/** Of the mean of each case. */
	readonly cases: Moments;
}

/** One metric in one window, judged. */
export interface WatchedMetric {
	readonly metric: string;
	readonly state: WatchState;
	/** Mean in this window; null where no record says it. */
	readonly observed: number | null;
	/** Where the mean of the evidence lies with 95 % confidence; null for a single case. */
	readonly expected: Interval | null;
	/** Values in this window. */
	readonly n: number;
	/** What was seen, why it is this state, and what would help. */
	readonly why: string;
}

/** The worst of several states; ok for none. */
export function worstState(states: readonly WatchState[]): WatchState {
	return watchStates[Math.max(0, ...states.map(state => watchStates.indexOf(state)))] ?? 'ok';
}
