import type { CompareSideInput } from '../../compare/cases/compare-side.ts';
import { sampleValue } from '../../compare/cases/planned-metrics.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import type { Interval } from '../../../statistics/descriptive/interval.ts';

/**
 * From 0 to 1 for a metric whose every answer passed or failed, so that bounds on few changes know how far a case can move. Undefined
 * for any other metric: what was seen of a score does not say how far it goes.
 */
export function scoreRange(sides: readonly CompareSideInput[], { name, family, source }: PlannedMetric): Interval | undefined {
	if (family !== 'declared' || source !== 'samples') return undefined;
	const isPassFail = sides.every(({ runs }) =>
		runs.every(({ samples }) =>
			samples.every(sample => {
				const value = sampleValue(sample, name);
				return value === undefined || value === 0 || value === 1;
			}),
		),
	);
	return isPassFail ? [0, 1] : undefined;
}
