import { compareRuns } from '../compare/compare-runs.ts';
import type { MetricComparison, Verdict } from '../compare/comparison.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding, GateSubject } from './gate.ts';
import { areSides, productionSides } from './parts/production-sides.ts';

/**
 * Passes when an experiment compares the version with the one in Production and its primary metric, or every metric where none is
 * primary, did not get worse, by the verdict of the comparison. Another dataset or scorer fails. The first version of all needs a
 * declared threshold instead, since there is nothing to compare it with.
 */
export const comparedWithProduction: Gate = {
	id: 'compared-with-production',
	documentation: {
		example: 'require: [compared-with-production]',
		passes: 'The comparison with the version in Production does not say *regressed* of the primary metric.',
	},
	checksFor(requirement) {
		return requirement.kind === 'named' && requirement.name === 'compared-with-production'
			? [{ label: 'compared-with-production', evaluate }]
			: [];
	},
};

async function evaluate(context: GateContext): Promise<GateFinding> {
	const { subject } = context;
	if (subject.production === undefined) return judgeFirst(subject);
	const sides = await productionSides(context);
	if (!areSides(sides)) {
		// A comparison is what is required, so that none is not merely a doubt.
		return sides.outcome === 'inconclusive' ? { ...sides, outcome: 'failed' } : sides;
	}
	const { experiment, baseline, candidate, holder, runs } = sides;
	const comparison = compareRuns({ title: experiment.experiment.id, sides: [baseline, candidate], experiment: experiment.experiment });
	const primary = comparison.metrics.filter(metric => metric.primary);
	const decisive = primary.length > 0 ? primary : comparison.metrics;
	return {
		outcome: comparison.comparable ? worstOutcome(decisive) : 'failed',
		observed: decisive.map(({ name, words }) => `${name}: ${words}`).join('; '),
		threshold: `not worse than ${holder.version}`,
		detail: `${experiment.experiment.id}, ${candidate.label} against ${baseline.label}. ${comparison.comparability}`,
		...evidenceOf(runs),
	};
}

const outcomes: Readonly<Record<Verdict, 'passed' | 'failed' | 'inconclusive'>> = {
	improved: 'passed',
	regressed: 'failed',
	equivalent: 'passed',
	'no-difference-shown': 'passed',
	'differs-unexplained': 'inconclusive',
	'not-enough-data': 'inconclusive',
	'not-comparable': 'failed',
};

function worstOutcome(metrics: readonly MetricComparison[]): 'passed' | 'failed' | 'inconclusive' {
	const found = metrics.map(({ verdict }) => outcomes[verdict]);
	if (found.length === 0) return 'inconclusive';
	return found.includes('failed') ? 'failed' : found.includes('inconclusive') ? 'inconclusive' : 'passed';
}

function judgeFirst({ requirements, to, name }: GateSubject): GateFinding {
	const declared = requirements.flatMap(requirement =>
		requirement.kind === 'rule' && (requirement.rule.min !== undefined || requirement.rule.max !== undefined)
			? (requirement.rule.metric ?? [])
			: [],
	);
	const first = `No version of ${name} is in Production yet, so there is nothing to compare with`;
	return declared.length > 0
		? { outcome: 'skipped', detail: `${first}; the thresholds of ${to} decide instead: ${[...new Set(declared)].join(', ')}.` }
		: {
				outcome: 'failed',
				detail: `${first}, and ${to} declares no threshold either. Add a gate such as {metric: …, min: …} to stagemark.yaml.`,
			};
}
