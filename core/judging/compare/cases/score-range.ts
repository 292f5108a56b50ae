import type { MetricGoal } from '../../../formats/experiment/experiment.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';

/**
 * From 0 to 1 where scores are known to go no further; undefined where what was seen is all that is known, as of costs.
 *
 * Scores in [0, 1] of which more is better are shares, grades or passes; so are those of which less is better when one of them is 0 or 1.
 *
 * @param goal - Undefined for a bound on one version, where a wrong range would decide: then passes and failures alone are known.
 */
export function scoreRange(values: Iterable<number>, goal: MetricGoal | undefined): Interval | undefined {
	let [isShare, hasEnd, isPassFail] = [true, false, true];
	for (const value of values) {
		const isEnd = value === 0 || value === 1;
		isShare &&= value >= 0 && value <= 1;
		hasEnd ||= isEnd;
		isPassFail &&= isEnd;
	}
	const isKnown = goal === undefined ? isPassFail : isShare && (goal === 'maximize' || hasEnd);
	return isKnown ? [0, 1] : undefined;
}
