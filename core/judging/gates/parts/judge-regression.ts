import { compareFactors } from '../../compare/factors/compare-factors.ts';
import { comparabilitySentence } from '../../compare/report/comparability-sentence.ts';
import { formatDelta, formatDeltaInterval } from '../../compare/report/format-metric.ts';
import { verdictWords } from '../../compare/report/verdict-words.ts';
import { marginScaleProblem } from '../../compare/margin-scale.ts';
import { unitReservations } from '../../compare/unit-reservations.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { decideLowerBound, negate } from '../../../statistics/bounds/regression-gate.ts';
import { smallestUsefulSample } from '../../../statistics/power/smallest-useful-sample.ts';
import type { GateFinding } from '../gate.ts';
import { confidence, neededWords, roundObserved } from './bound-words.ts';
import { withPlan } from './decision-rule.ts';
import type { GateDecision } from './decision-rule.ts';
import { differenceEnds } from './difference-words.ts';
import { errorDoubt, withDoubt } from './error-doubt.ts';
import { withUnits } from './unit-doubt.ts';
import { productionDifference } from './production-difference.ts';
import type { ProductionDifference } from './production-difference.ts';
import type { ProductionSides } from './production-sides.ts';

/**
 * Whether a metric of the version is at most `margin` worse than in Production, on the interval of the difference case by case.
 *
 * @param margin - In the unit of the metric, 0 or more.
 * @param decision - Of all cases of both sides, also where the sides are a slice.
 */
export function judgeRegression(sides: ProductionSides, metric: PlannedMetric, margin: number, decision: GateDecision): GateFinding {
	const findings = compareFactors(sides.baseline, sides.candidate, sides.experiment.experiment);
	const fatal = findings.filter(({ isFatal }) => isFatal).map(({ factor }) => factor);
	if (fatal.length > 0) {
		const words = verdictWords({ verdict: 'not-comparable', confounders: fatal }, metric.name);
		const sentence = comparabilitySentence([{ candidate: sides.candidate.label, findings }]);
		return { outcome: 'inconclusive', detail: `${words}. ${sentence}` };
	}
	const difference = productionDifference(sides, metric, decision);
	if (difference === undefined) {
		return { outcome: 'inconclusive', detail: `“${metric.name}” was not measured on the same cases on both sides.` };
	}
	const doubt = errorDoubt([sides.baseline, sides.candidate], [metric], decision.errors);
	const finding = withDoubt(withPlan(decide(difference, metric, margin, decision.alpha), decision), doubt);
	return withUnits(finding, unitProblem(sides, metric, margin, difference));
}

/** Why both sides, or the margin, may be in different units; undefined where nothing speaks for it. */
function unitProblem(
	{ baseline, candidate }: ProductionSides,
	metric: PlannedMetric,
	margin: number,
	{ sides: pairs }: ProductionDifference,
): string | undefined {
	if (metric.family !== 'declared') return undefined;
	const [units] = unitReservations({ metric: metric.name, baseline: baseline.label, candidate: candidate.label, pairs });
	return units ?? marginScaleProblem(margin, { ...metric, values: [...pairs.baseline, ...pairs.candidate] });
}

function decide(
	{ value, caseCount, noun, units, bounded }: ProductionDifference,
	metric: PlannedMetric,
	margin: number,
	alpha: number,
): GateFinding {
	const { name, goal } = metric;
	// How much worse, positive for worse: what the threshold is about.
	const observed = roundObserved(goal === 'maximize' ? -value : value) + 0;
	if (bounded === undefined) {
		const detail = `${formatDelta(name, value)} on ${units}: too few to decide. At least n = ${smallestUsefulSample(alpha)} ${noun}s are needed.`;
		return { outcome: 'inconclusive', observed, detail };
	}
	const decision = decideLowerBound(goal === 'maximize' ? bounded : negate(bounded), -margin);
	const interval = `${confidence(alpha)} ${formatDeltaInterval(name, bounded.interval)}`;
	const sentences = [
		`${formatDelta(name, value)} on ${caseCount} cases, ${interval}.`,
		words[decision.outcome],
		...(decision.outcome === 'passed' ? [] : [differenceEnds(name, goal, bounded.interval)]),
		...(decision.outcome === 'inconclusive' ? [neededWords(decision)] : []),
	];
	return { outcome: decision.outcome, observed, detail: sentences.join(' ') };
}

const words = {
	passed: 'The whole interval is within the margin.',
	failed: 'The whole interval is beyond the margin.',
	inconclusive: 'The interval includes the margin, so the difference may be chance.',
};
