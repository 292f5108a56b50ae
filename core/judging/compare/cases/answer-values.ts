import { errorOf } from '../../../formats/run/sample-error.ts';
import type { CompareSideInput } from './compare-side.ts';
import { sampleValue, scoreName } from './planned-metrics.ts';
import type { PlannedMetric } from './planned-metrics.ts';

/** What the answers of some sides scored, one by one, without those in error. */
export function* answerValues(sides: readonly CompareSideInput[], metric: PlannedMetric): Generator<number> {
	const name = scoreName(metric);
	for (const { runs } of sides) {
		for (const { samples } of runs) {
			for (const sample of samples) {
				const value = errorOf(sample) === undefined ? sampleValue(sample, name) : undefined;
				if (value !== undefined) yield value;
			}
		}
	}
}
