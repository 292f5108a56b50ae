import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import type { Experiment } from '../../../formats/experiment/experiment.ts';
import type { GateRule } from '../../../formats/config/gates/gate-rule.ts';

const recordedNames: readonly string[] = ['cost_usd', 'latency_ms'];

/**
 * The metric of a gate as comparisons plan it. Its direction is what the experiment declares; for cost and latency less is
 * better, as for a metric that has a `max` and no `min`; otherwise more is.
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
	};
}
