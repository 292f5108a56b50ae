import type { SeriesPoint } from '../../../formats/run/series.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { setOwnValue } from '../../../base/set-own-value.ts';

/** One measured value of one metric. */
export interface MetricPoint {
	readonly metric: string;
	readonly step: number;
	readonly value: number;
	/** ISO 8601. */
	readonly at?: string | undefined;
}

/** The last value of each metric, by step, of equal steps the one that came later. */
export function lastValues(points: Iterable<MetricPoint>): Record<string, number> {
	const last = new Map<string, MetricPoint>();
	for (const point of points) {
		const known = last.get(point.metric);
		if (known === undefined || point.step >= known.step) last.set(point.metric, point);
	}
	return Object.fromEntries([...last].map(([metric, { value }]) => [metric, value]));
}

/**
 * Histories of single metrics as points with all metrics of a step; none when no metric has more than one value. A metric that has
 * several values at one step gives several points of that step, in the order they came.
 */
export function seriesOf(points: readonly MetricPoint[]): readonly SeriesPoint[] {
	const steps = new Map<number, { values: Record<string, number>; at: string | undefined }[]>();
	const counts = new Map<string, number>();
	for (const { metric, step, value, at } of points) {
		const rows = steps.get(step) ?? [];
		steps.set(step, rows);
		const free = rows.find(({ values }) => !Object.hasOwn(values, metric));
		if (free === undefined) rows.push({ values: { [metric]: value }, at });
		else setOwnValue(free.values, metric, value);
		counts.set(metric, (counts.get(metric) ?? 0) + 1);
	}
	if ([...counts.values()].every(count => count < 2)) return [];
	return [...steps]
		.sort(([left], [right]) => left - right)
		.flatMap(([step, rows]) => rows.map(({ values, at }) => ({ step, values, ...withoutUndefined({ at }) })));
}

/** A list as the stream that an imported run gives. */
export async function* streamOf<Value>(values: Iterable<Value>): AsyncGenerator<Value> {
	for (const value of values) yield await Promise.resolve(value);
}
