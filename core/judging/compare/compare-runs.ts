import type { Decision, Experiment } from '../../formats/experiment/experiment.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import type { CaseAnswers } from './cases/case-answers.ts';
import { compareCases } from './cases/case-comparisons.ts';
import { describeSide } from './cases/compare-side.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import { planMetrics } from './cases/planned-metrics.ts';
import { raterAgreement } from './cases/rater-agreement.ts';
import type { Comparison, MetricComparison } from './comparison.ts';
import { caseIdsOf } from './errors/count-errors.ts';
import { unscoredReservations } from './errors/error-reservations.ts';
import { compareFactors } from './factors/compare-factors.ts';
import { toComparedFactor, toConfounder } from './factors/compared-factor.ts';
import { interimOf, interimSentence } from './looks/interim.ts';
import { lookAt, lookSentence } from './looks/look-at.ts';
import { comparabilitySentence } from './report/comparability-sentence.ts';
import { comparisonFootnote } from './report/comparison-footnote.ts';
import { compareSlices } from './slices/compare-slices.ts';
import type { DatasetLabels } from '../../workspace/runs/read-dataset-labels.ts';
import { adjustByFamily, gatherRows, ruleFor, toMetricComparison } from './rows/metric-rows.ts';
import type { MetricRow } from './rows/metric-rows.ts';
import { doubtUnits, unitReservations } from './unit-reservations.ts';

/** What is to be compared. */
export interface CompareInput {
	readonly title: string;
	/** The baseline first, then one or more candidates. */
	readonly sides: readonly CompareSideInput[];
	/** Gives goals, the smallest effect that matters, alpha, correction and what becomes of errors. */
	readonly experiment?: Experiment | undefined;
	/** What the dataset says of its cases, for the slices of the experiment. */
	readonly dataset?: DatasetLabels | undefined;
	/** What limits the conclusion beside what the sides show, each a sentence. */
	readonly reservations?: readonly string[] | undefined;
}

/**
 * Compares candidates with a baseline and gives the verdicts. Editor, command line, hook and gate all call this one function, so
 * that they cannot disagree.
 *
 * Answers are averaged per case first, then cases are compared, metric by metric; p-values are corrected over metrics times
 * candidates. Latency and cost that samples carry are compared as well, in a family of their own. Defaults without an
 * experiment: every score, larger is better, alpha 0.05, Holm, errors dropped.
 *
 * @throws RangeError with fewer than two sides.
 */
export function compareRuns({ title, sides, experiment, dataset, reservations: known = [] }: CompareInput): Comparison {
	const [baseline, ...candidates] = sides;
	if (baseline === undefined || candidates.length === 0) throw new RangeError('A comparison needs two sides.');
	const { alpha, look, lack: lookLack } = lookAt(sides, experiment);
	const decision = { ...(experiment?.decision ?? defaultDecision), alpha };
	const { correction } = decision;

	const caseIds = caseIdsOf(sides);
	const metrics = planMetrics(sides, experiment);
	const compared = candidates.map(candidate => ({ candidate, findings: compareFactors(baseline, candidate, experiment) }));
	const { rows, cases, doubts } = gatherRows({ baseline, compared, metrics, decision, lookLack });
	const adjusted = adjustByFamily(rows, correction, alpha);
	const sliced = compareSlices({ baseline, compared, metrics, decision, lookLack, columns: experiment?.slices ?? [], dataset });
	const unscored = metrics.flatMap(metric => unscoredReservations(metric, sides, decision.errors));
	const units = rows.flatMap(row => [...unitsInDoubt(baseline, row), row.evidence.metric.unusedEffect?.problem ?? []].flat());
	const reservations = [...new Set([...known, ...doubts, ...unscored, ...units, ...sliced.reservations])];
	const named = compared.map(({ candidate, findings }) => ({ candidate: candidate.label, findings }));
	const confounders = named.flatMap(({ candidate, findings }) => findings.flatMap(finding => toConfounder(candidate, finding)));
	const agreement = raterAgreement(sides);
	const interim = interimOf(sides, experiment);
	return {
		version: 1,
		title,
		baseline: baseline.label,
		candidates: candidates.map(candidate => candidate.label),
		sides: sides.map(side => describeSide(side, caseIds)),
		comparable: confounders.every(confounder => !confounder.isFatal),
		confounders,
		factors: named.flatMap(({ candidate, findings }) => findings.map(finding => toComparedFactor(candidate, finding))),
		comparability: [
			comparabilitySentence(named, reservations),
			...(interim === undefined ? [] : [interimSentence(interim)]),
			...(look === undefined ? [] : [lookSentence(look, alpha)]),
		].join(' '),
		alpha,
		correction,
		metrics: rows.map(row => withUnitDoubt(toMetricComparison(row, ruleFor(row, adjusted, decision)), baseline, row)),
		slices: sliced.slices,
		worst_slices: sliced.worst,
		reservations,
		cases: compareCases(
			sides.map(side => cases.get(side) ?? new Map<string, CaseAnswers>()),
			name => metrics.some(metric => metric.name === name && metric.source !== 'errors'),
		),
		footnote: [
			comparisonFootnote(
				sides,
				rows.map(row => row.evidence).filter(({ metric }) => metric.family !== 'errors'),
				{
					kind: correction,
					testCount: [...adjusted.keys()].filter(row => row.evidence.metric.family === 'declared').length,
					agreement: agreement?.words,
				},
			),
			...sliced.notes,
			...repeatNotes(rows, caseIdsOf(sides).size),
		].join(' · '),
		...withoutUndefined({ agreement, interim, look }),
	};
}

const defaultDecision: Decision = { alpha: 0.05, correction: 'holm', errors: 'drop', test: 'auto', rate_interval: 'wilson' };

function unitsInDoubt({ label }: CompareSideInput, { candidate, evidence }: MetricRow): readonly string[] {
	const { metric, pairs } = evidence;
	if (metric.family !== 'declared') return [];
	return unitReservations({ metric: metric.name, baseline: label, candidate: candidate.label, pairs });
}

function withUnitDoubt(metric: MetricComparison, baseline: CompareSideInput, row: MetricRow): MetricComparison {
	const [units] = unitsInDoubt(baseline, row);
	if (units !== undefined) return doubtUnits(metric, units, 'one side');
	const { unusedEffect } = row.evidence.metric;
	return unusedEffect === undefined ? metric : doubtUnits(metric, unusedEffect.problem, 'min_effect');
}

/** Cases with too few answers for pass@k, which are left out of it. */
function repeatNotes(rows: readonly MetricRow[], caseCount: number): readonly string[] {
	const notes = rows.flatMap(({ evidence: { metric, pairs, repeatsLack } }) => {
		const { repeats } = metric;
		const count = caseCount - pairs.baseline.length;
		if (repeats === undefined || repeatsLack !== undefined || pairs.baseline.length === 0 || count === 0) return [];
		return [
			`${count} ${count === 1 ? 'case' : 'cases'} without ${repeats.k} answers on both sides left out of pass@${repeats.k} and pass^${repeats.k}`,
		];
	});
	return [...new Set(notes)];
}
