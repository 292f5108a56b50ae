import { withoutUndefined } from '../../../base/without-undefined.ts';
import { readRepeatedName } from '../../compare/cases/repeated-metric.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import type { Experiment } from '../../../formats/experiment/experiment.ts';
import type { GateRule } from '../../../formats/config/gates/gate-rule.ts';

const recordedNames: readonly string[] = ['cost_usd', 'latency_ms'];

/**
 * The metric of a gate as comparisons plan it. Its direction is what the experiment declares; for cost and latency less is
 * better, as for a metric that has a `max` and no `min`; otherwise more is. A name such as `correct pass@5` means that estimate from several answers to a case.
 */
export function gatedMetric(name: string, rule: Pick<GateRule, 'min' | 'max'>, experiment: Experiment | undefined): PlannedMetric {
	const metrics = experiment?.metrics ?? {};
	const declared = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
	const isRecorded = declared === undefined && recordedNames.includes(name);
	const isBounded = rule.max !== undefined && rule.min === undefined;
	return {
		name,
		goal: declared?.goal ?? (isRecorded || isBounded ? 'minimize' : 'maximize'),
		isPrimary: false,
		minEffect: undefined,
		worst: declared?.worst,
		family: isRecorded ? 'recorded' : 'declared',
		source: 'samples',
		...repeatsOf(name, declared),
	};
}

function repeatsOf(name: string, declared: object | undefined): Pick<PlannedMetric, 'repeats'> {
	return declared === undefined ? withoutUndefined({ repeats: readRepeatedName(name) }) : {};
}
