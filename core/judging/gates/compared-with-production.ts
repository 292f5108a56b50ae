import { planMetrics } from '../compare/cases/planned-metrics.ts';
import { compareRuns } from '../compare/compare-runs.ts';
import { errorDoubt, withDoubt } from './parts/error-doubt.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding, GateSubject } from './gate.ts';
import { judgeComparison } from './parts/judge-comparison.ts';
import { areSides, productionSides } from './parts/production-sides.ts';

/**
 * Passes when an experiment compares the version with the one in Production and shows for every declared metric that it improved or is
 * not worse by the smallest difference that matters, its `min_effect`. Another dataset or scorer fails. The first version of all needs a
 * declared threshold instead, since there is nothing to compare it with.
 */
export const comparedWithProduction: Gate = {
	id: 'compared-with-production',
	documentation: {
		example: 'require: [compared-with-production]',
		passes: 'Every declared metric is shown to be improved, or not worse than in Production by its `min_effect`.',
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
	const { metrics, decision } = experiment.experiment;
	const declared = planMetrics([baseline, candidate], experiment.experiment).filter(({ name }) => Object.hasOwn(metrics, name));
	const doubt = errorDoubt([baseline, candidate], declared, decision.errors);
	const { detail, ...judged } = withDoubt(judgeComparison(comparison, Object.keys(metrics)), doubt);
	const against = `${experiment.experiment.id}, ${candidate.label} against ${baseline.label}.`;
	return {
		...judged,
		threshold: `not worse than ${holder.version}`,
		detail: [against, detail ?? '', comparison.comparability].filter(part => part !== '').join(' '),
		...evidenceOf(runs),
	};
}

function judgeFirst({ requirements, to, name }: GateSubject): GateFinding {
	const declared = requirements.flatMap(requirement =>
		requirement.kind === 'rule' &&
		requirement.rule.slice === undefined &&
		(requirement.rule.min !== undefined || requirement.rule.max !== undefined)
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
