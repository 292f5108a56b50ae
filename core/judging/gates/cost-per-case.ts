import { decisionRule, withPlan } from './parts/decision-rule.ts';
import { missingDoubt, withDoubt } from './parts/error-doubt.ts';
import { sideOf } from './parts/production-sides.ts';
import { boundsOf, thresholdOf } from './parts/bound-words.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { sliceWords } from './parts/gated-slice.ts';
import { evaluateBound } from './metric-threshold.ts';
import type { BoundQuestion } from './metric-threshold.ts';
import { decideByWorstRun, hasTotals, totalsOf } from './parts/run-totals.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Holds a bound against `cost_usd`. Per case (the default): the mean over the cases of samples.jsonl, decided on its interval, or where no
 * sample has a cost, what each run cost divided by the cases of its dataset. Per run: what each run cost altogether.
 */
export const costPerCase: Gate = {
	id: 'cost-per-case',
	documentation: {
		example: '{metric: cost_usd, max: 0.10, per: case}',
		passes: 'The cost of a case, or of a whole run, stays within the bound.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.metric !== 'cost_usd') return [];
		const { rule } = requirement;
		return boundsOf(rule).map(bound => ({
			label: rule.per === 'run' ? 'cost_usd per run' : `cost_usd${sliceWords(rule.slice)}`,
			evaluate: context => evaluate(context, { metric: 'cost_usd', bound, rule }),
		}));
	},
};

async function evaluate(context: GateContext, question: BoundQuestion): Promise<GateFinding> {
	const { subject, library } = context;
	const { bound, rule } = question;
	if (subject.runs.length === 0) return withoutRuns(subject, thresholdOf(bound));
	const isPerRun = rule.per === 'run';
	const side = await sideOf(subject.runs, library);
	if (!isPerRun) {
		if (rule.slice !== undefined) return evaluateBound(context, question);
		if (side.runs.some(run => run.samples.some(sample => typeof sample.cost_usd === 'number'))) return evaluateBound(context, question);
	}
	const totals = totalsOf(subject.runs, ({ usage, dataset }) => {
		const cost = usage?.cost_usd ?? undefined;
		if (isPerRun || cost === undefined) return cost;
		return dataset?.cases === null || dataset?.cases === undefined || dataset.cases === 0 ? undefined : cost / dataset.cases;
	});
	const decision = decisionRule(subject.experiment?.experiment, [side]);
	return hasTotals(totals)
		? withPlan(withDoubt(decideByWorstRun(totals, bound, 'cost_usd'), isPerRun ? missingDoubt(side) : undefined), decision)
		: withoutMetric(subject, 'cost_usd', thresholdOf(bound));
}
