import type { Decision, Experiment } from '../../formats/experiment/experiment.ts';
import { benjaminiHochberg } from '../../statistics/multiplicity/benjamini-hochberg.ts';
import { holm } from '../../statistics/multiplicity/holm.ts';
import { averageByCase } from './cases/case-answers.ts';
import type { CaseAnswers } from './cases/case-answers.ts';
import { compareCases } from './cases/case-comparisons.ts';
import { comparabilitySentence } from './report/comparability-sentence.ts';
import { compareFactors } from './factors/compare-factors.ts';
import { toComparedFactor, toConfounder } from './factors/compared-factor.ts';
import type { FactorFinding } from './factors/factor-finding.ts';
import { caseIdsOf, countErrors } from './errors/count-errors.ts';
import { errorBounds } from './errors/error-bounds.ts';
import { errorReservations } from './errors/error-reservations.ts';
import type { AnsweredSide } from './errors/error-reservations.ts';
import { unitReservations } from './unit-reservations.ts';
import { guardMeasurement, lacksAnswers } from './errors/guard-evidence.ts';
import { describeSide } from './cases/compare-side.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Comparison, MetricComparison, MetricEstimate } from './comparison.ts';
import { comparisonFootnote } from './report/comparison-footnote.ts';
import { decideVerdict, isShownDifferent, isTestable, powerOf } from './decide-verdict.ts';
import type { Evidence, VerdictRule } from './decide-verdict.ts';
import { interimOf, interimSentence } from './interim.ts';
import { measureMetric } from './measure-metric.ts';
import { pairCases } from './cases/pair-cases.ts';
import { planMetrics } from './cases/planned-metrics.ts';
import type { PlannedMetric } from './cases/planned-metrics.ts';
import { raterAgreement } from './cases/rater-agreement.ts';
import { verdictWords } from './report/verdict-words.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** What is to be compared. */
export interface CompareInput {
	readonly title: string;
	/** The baseline first, then one or more candidates. */
	readonly sides: readonly CompareSideInput[];
	/** Gives goals, the smallest effect that matters, alpha, correction and what becomes of errors. */
	readonly experiment?: Experiment | undefined;
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
export function compareRuns({ title, sides, experiment }: CompareInput): Comparison {
	const [baseline, ...candidates] = sides;
	if (baseline === undefined || candidates.length === 0) throw new RangeError('A comparison needs two sides.');
	const decision = experiment?.decision ?? defaultDecision;
	const { alpha, correction, errors } = decision;

	const caseIds = caseIdsOf(sides);
	const metrics = planMetrics(sides, experiment);
	const cases = new Map(sides.map(side => [side, averageByCase(side, metrics, errors)]));
	const compared = candidates.map(candidate => ({ candidate, findings: compareFactors(baseline, candidate, experiment) }));
	const rows = metrics.flatMap(metric =>
		compared.map(({ candidate, findings }): Row => {
			const pair = {
				baseline: { side: baseline, cases: cases.get(baseline) },
				candidate: { side: candidate, cases: cases.get(candidate) },
			};
			return { candidate, evidence: gatherEvidence(metric, pair, findings, decision) };
		}),
	);
	const doubts = candidates.map(candidate => reservationsAbout([baseline, candidate], rows, decision));
	const guarded = rows.map(row => guardRow(row, baseline, doubts[candidates.indexOf(row.candidate)] ?? [], decision));
	const adjusted = adjustByFamily(guarded, correction, alpha);
	const reservations = [...new Set([...doubts.flat(), ...rows.flatMap(row => unitsInDoubt(baseline, row))])];
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
		comparability: [comparabilitySentence(named, reservations), ...(interim === undefined ? [] : [interimSentence(interim)])].join(' '),
		alpha,
		correction,
		metrics: guarded.map(row => toMetricComparison(row, ruleFor(row, adjusted, decision))),
		slices: [],
		reservations,
		cases: compareCases(
			sides.map(side => cases.get(side) ?? new Map<string, CaseAnswers>()),
			name => metrics.some(metric => metric.name === name && metric.source !== 'errors'),
		),
		footnote: comparisonFootnote(
			sides,
			rows.map(row => row.evidence).filter(({ metric }) => metric.family !== 'errors'),
			{
				kind: correction,
				testCount: [...adjusted.keys()].filter(row => row.evidence.metric.family === 'declared').length,
				agreement: agreement?.words,
			},
		),
		...withoutUndefined({ agreement, interim }),
	};
}

const defaultDecision: Decision = { alpha: 0.05, correction: 'holm', errors: 'drop', test: 'auto', rate_interval: 'wilson' };

const corrections: Readonly<Record<Decision['correction'], (pValues: readonly number[]) => readonly number[]>> = {
	'benjamini-hochberg': benjaminiHochberg,
	holm,
	none: pValues => pValues,
};

interface Row {
	readonly candidate: CompareSideInput;
	readonly evidence: Evidence;
	readonly bounds?: MetricComparison['bounds'];
}

interface SideCases {
	readonly side: CompareSideInput;
	readonly cases: ReadonlyMap<string, CaseAnswers> | undefined;
}

function gatherEvidence(
	metric: PlannedMetric,
	{ baseline, candidate }: { readonly baseline: SideCases; readonly candidate: SideCases },
	findings: readonly FactorFinding[],
	decision: Decision,
): Evidence {
	const none: ReadonlyMap<string, CaseAnswers> = new Map();
	const pairs = pairCases(baseline.cases ?? none, candidate.cases ?? none, metric);
	const measured = measureMetric(pairs, metric.goal, decision);
	const hasCaseResults = [baseline, candidate].every(({ side }) => side.runs.some(run => run.samples.length > 0));
	if (measured.baseline !== null && measured.value !== null) return { metric, pairs, measurement: measured, findings, hasCaseResults };

	const before = measured.baseline ?? totalOfRuns(baseline.side, metric.name);
	const value = measured.value ?? totalOfRuns(candidate.side, metric.name);
	const delta = before === null || value === null ? null : value.mean - before.mean;
	return { metric, pairs, measurement: { ...measured, baseline: before, value, delta }, findings, hasCaseResults };
}

/** What the errors of two sides leave open. Nothing where they share no case: then every case would be missing on the other side. */
function reservationsAbout(
	sides: readonly [CompareSideInput, CompareSideInput],
	rows: readonly Row[],
	decision: Decision,
): readonly string[] {
	const [baseline, candidate] = sides;
	const own = rows.filter(row => row.candidate === candidate);
	if (own.every(({ evidence }) => evidence.pairs.baseline.length === 0)) return [];
	const rates = own.filter(({ evidence }) => evidence.metric.family === 'errors');
	const adjusted = adjustByFamily(rates, decision.correction, decision.alpha);
	const isDifferent = rates.some(row => isShownDifferent(row.evidence, ruleFor(row, adjusted, decision)));
	const caseIds = caseIdsOf(sides);
	return errorReservations(answeredSide(baseline, caseIds), answeredSide(candidate, caseIds), isDifferent);
}

function unitsInDoubt({ label }: CompareSideInput, { candidate, evidence }: Row): readonly string[] {
	const { metric, pairs } = evidence;
	if (metric.family !== 'declared') return [];
	return unitReservations({ metric: metric.name, baseline: label, candidate: candidate.label, pairs });
}

function answeredSide(side: CompareSideInput, caseIds: ReadonlySet<string>): AnsweredSide {
	const answerCount = side.runs.reduce((count, { samples }) => count + samples.length, 0);
	return { label: side.label, errors: countErrors(side, caseIds), answerCount };
}

/** The row with the bounds that errors and missing cases leave, and with a guard where there are doubts. */
function guardRow({ candidate, evidence }: Row, baseline: CompareSideInput, doubts: readonly string[], decision: Decision): Row {
	const sides = [baseline, candidate] as const;
	const { metric, measurement, pairs } = evidence;
	if (pairs.baseline.length === 0 || !lacksAnswers(sides)) return { candidate, evidence };
	const found = errorBounds(sides, metric, decision);
	const [worst, best] = [found?.worst.interval, found?.best.interval];
	const guard = doubts.length === 0 ? undefined : guardMeasurement(sides, metric, measurement, decision);
	return { candidate, evidence: { ...evidence, guard }, bounds: worst && best ? { worst, best } : null };
}

/** The mean of a metric over completed runs, where there is nothing per case. It has no n, no error and no test. */
function totalOfRuns({ runs }: CompareSideInput, metric: string): MetricEstimate | null {
	const values = runs
		.filter(({ record, samples }) => record.status === 'completed' && samples.length === 0)
		.flatMap(({ record }) => (Object.hasOwn(record.metrics, metric) ? (record.metrics[metric] ?? []) : []));
	if (values.length === 0) return null;
	return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, n: 0, se: null, ci: null };
}

/** Corrected p-values of the rows that take part in a decision; others have none. */
function adjustByFamily(rows: readonly Row[], correction: Decision['correction'], alpha: number): ReadonlyMap<Row, number> {
	const adjusted = new Map<Row, number>();
	for (const family of ['declared', 'errors', 'recorded'] as const) {
		const tests = rows.flatMap(row => {
			const { metric, measurement, guard } = row.evidence;
			const isTest = metric.family === family && isTestable(row.evidence, alpha);
			const p = guard === undefined ? measurement.p : guard.p;
			return isTest && p !== null ? [{ row, p }] : [];
		});
		const values = tests.map(test => test.p);
		const corrected = corrections[correction](values);
		for (const [index, { row, p }] of tests.entries()) adjusted.set(row, corrected[index] ?? p);
	}
	return adjusted;
}

function ruleFor(row: Row, adjusted: ReadonlyMap<Row, number>, { alpha, correction }: Decision): VerdictRule {
	const family = [...adjusted.keys()].filter(other => other.evidence.metric.family === row.evidence.metric.family);
	return { alpha, pAdjusted: adjusted.get(row) ?? null, claimCount: correction === 'none' ? 1 : Math.max(1, family.length) };
}

function toMetricComparison({ candidate, evidence, bounds }: Row, rule: VerdictRule): MetricComparison {
	const { metric, pairs, measurement } = evidence;
	const { decision, isNotWorse } = decideVerdict(evidence, rule);
	const { mde, needed } = powerOf(evidence, rule.alpha);
	const { baseline, value, delta, ci, margin_ci, interval_method, p, method, effect, wins, losses, ties } = measurement;
	return {
		name: metric.name,
		goal: metric.goal,
		primary: metric.isPrimary,
		candidate: candidate.label,
		baseline,
		value,
		paired: pairs.baseline.length > 0,
		pairs: pairs.baseline.length,
		dropped: pairs.erroredCount + pairs.oneSidedCount,
		delta,
		relative: baseline === null || baseline.mean === 0 || delta === null ? null : delta / Math.abs(baseline.mean),
		ci,
		margin_ci,
		interval_method,
		bounds: bounds ?? null,
		min_effect: metric.minEffect ?? null,
		not_worse: isNotWorse,
		p,
		p_adjusted: rule.pAdjusted,
		method,
		effect,
		mde,
		cases_needed: needed,
		wins,
		losses,
		ties,
		verdict: decision.verdict,
		words: verdictWords(decision, metric.name),
	};
}
