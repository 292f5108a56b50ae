import { decisionRule } from './parts/decision-rule.ts';
import type { GateRule } from '../../formats/config/gates/gate-rule.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { judgeRegression } from './parts/judge-regression.ts';
import { areSliced, slicedSides, sliceWords } from './parts/gated-slice.ts';
import { gatedMetric } from './parts/gated-metric.ts';
import { areSides, productionSides } from './parts/production-sides.ts';

/**
 * Holds `max_regression` against the interval of the difference to the version in Production, case by case as in every comparison:
 * passed when the interval ends above −margin in the direction that is better, failed when it ends below, else inconclusive. Two
 * versions that agree on every case do not pass a margin of 0: that they are exactly as good cannot be shown.
 */
export const metricRegression: Gate = {
	id: 'metric-regression',
	documentation: {
		example: '{metric: test_pass_rate, max_regression: 0.05}',
		passes: 'The metric is at most this much worse than in Production.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule') return [];
		const { metric, max_regression: margin } = requirement.rule;
		if (metric === undefined || margin === undefined) return [];
		return [
			{
				label: `${metric} regression${sliceWords(requirement.rule.slice)}`,
				evaluate: context => evaluate(context, metric, margin, requirement.rule),
			},
		];
	},
};

async function evaluate(context: GateContext, name: string, margin: number, rule: GateRule): Promise<GateFinding> {
	const threshold = `<= ${margin}`;
	const sides = await productionSides(context);
	if (!areSides(sides)) return { ...sides, threshold };
	const { experiment, holder, runs } = sides;
	const against = `Against ${holder.version} in ${experiment.experiment.id}${sliceWords(rule.slice)}`;
	const sliced = await slicedSides([sides.baseline, sides.candidate], rule, experiment.experiment, context);
	if (!areSliced(sliced)) return { ...sliced, threshold, ...evidenceOf(runs) };
	const [baseline = sides.baseline, candidate = sides.candidate] = sliced;
	const decision = decisionRule(experiment.experiment, [sides.baseline, sides.candidate]);
	const finding = judgeRegression({ ...sides, baseline, candidate }, gatedMetric(name, rule, experiment.experiment), margin, decision);
	return { ...finding, threshold, detail: `${against}: ${finding.detail ?? ''}`, ...evidenceOf(runs) };
}
