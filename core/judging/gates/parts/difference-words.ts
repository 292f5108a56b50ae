import { formatDelta } from '../../compare/report/format-metric.ts';
import type { MetricGoal } from '../../../formats/experiment/experiment.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';

/** What the data leave possible, worst first: `The version could be 73.0 pts worse or 8.0 pts better.` */
export function differenceEnds(name: string, goal: MetricGoal, [low, high]: Interval): string {
	const [worst, best] = goal === 'maximize' ? [low, high] : [-high, -low];
	return `The version could be ${endWords(name, worst)} or ${endWords(name, best)}.`;
}

/** @param difference - In the direction that is better. */
function endWords(name: string, difference: number): string {
	const size = formatDelta(name, Math.abs(difference)).replace(/^\+/, '');
	return `${size} ${difference < 0 ? 'worse' : 'better'}`;
}
