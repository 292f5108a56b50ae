import type { Decision } from '../../../formats/experiment/experiment.ts';
import { benjaminiHochberg } from '../../../statistics/multiplicity/benjamini-hochberg.ts';
import { holm } from '../../../statistics/multiplicity/holm.ts';
import { averageByCase } from '../cases/case-answers.ts';
import type { CaseAnswers } from '../cases/case-answers.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { pairCases } from '../cases/pair-cases.ts';
import { repeatsLack } from '../cases/repeated-metric.ts';
import type { PlannedMetric } from '../cases/planned-metrics.ts';
import type { FactorFinding } from '../factors/factor-finding.ts';
import type { MetricComparison, MetricEstimate } from '../comparison.ts';
import { decideVerdict, detectableEffect, isShownDifferent, isTestable } from '../decide-verdict.ts';
import type { Evidence, VerdictRule } from '../decide-verdict.ts';
import { caseIdsOf, countErrors } from '../errors/count-errors.ts';
import { errorBounds } from '../errors/error-bounds.ts';
import { errorReservations } from '../errors/error-reservations.ts';
import type { AnsweredSide } from '../errors/error-reservations.ts';
import { guardMeasurement, lacksAnswers } from '../errors/guard-evidence.ts';
import { withSoundEffect } from '../margin-scale.ts';
import { measureMetric } from '../measure-metric.ts';
import { verdictWords } from '../report/verdict-words.ts';

/** One metric of one candidate on its way to a verdict. */
export interface MetricRow {
	readonly candidate: CompareSideInput;
	readonly evidence: Evidence;
	readonly bounds?: MetricComparison['bounds'];
}

/** A candidate, and how its factors stand to those of the baseline. */
export interface ComparedCandidate {
	readonly candidate: CompareSideInput;
	readonly findings: readonly FactorFinding[];
}

/** What is measured on which sides. */
export interface RowsQuestion {
	readonly baseline: CompareSideInput;
	readonly compared: readonly ComparedCandidate[];
	readonly metrics: readonly PlannedMetric[];
	readonly decision: Decision;
	/** Why the plan allows no decision yet; undefined when it does. */
	readonly lookLack?: Evidence['lookLack'];
}

/** The rows of a comparison, the answers they rest on, and what errors leave open. */
export interface GatheredRows {
	/** By metric, then by candidate; with a guard where errors or missing cases could turn the verdict. */
	readonly rows: readonly MetricRow[];
	readonly cases: ReadonlyMap<CompareSideInput, ReadonlyMap<string, CaseAnswers>>;
	/** Sentences about errors and missing cases. */
	readonly doubts: readonly string[];
}

/** Measures every metric of every candidate. Nothing is decided yet: p-values are corrected over all rows of a family. */
export function gatherRows({ baseline, compared, metrics, decision, lookLack }: RowsQuestion): GatheredRows {
	const candidates = compared.map(({ candidate }) => candidate);
	const cases = new Map([baseline, ...candidates].map(side => [side, averageByCase(side, metrics, decision.errors)]));
	const rows = metrics.flatMap(metric =>
		compared.map(({ candidate, findings }): MetricRow => {
			const pair = {
				baseline: { side: baseline, cases: cases.get(baseline) },
				candidate: { side: candidate, cases: cases.get(candidate) },
			};
			return { candidate, evidence: { ...gatherEvidence(metric, pair, findings, decision), lookLack } };
		}),
	);
	const doubts = candidates.map(candidate => reservationsAbout([baseline, candidate], rows, decision));
	return {
		rows: rows.map(row => guardRow(row, baseline, doubts[candidates.indexOf(row.candidate)] ?? [], decision)),
		cases,
		doubts: doubts.flat(),
	};
}

/** Corrected p-values of the rows that take part in a decision, each family of metrics on its own; other rows have none. */
export function adjustByFamily(
	rows: readonly MetricRow[],
	correction: Decision['correction'],
	alpha: number,
): ReadonlyMap<MetricRow, number> {
	const adjusted = new Map<MetricRow, number>();
	for (const family of ['declared', 'errors', 'recorded', 'repeated'] as const) {
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

/** The rule by which a row is decided. */
export function ruleFor(row: MetricRow, adjusted: ReadonlyMap<MetricRow, number>, { alpha, correction }: Decision): VerdictRule {
	const family = [...adjusted.keys()].filter(other => other.evidence.metric.family === row.evidence.metric.family);
	return { alpha, pAdjusted: adjusted.get(row) ?? null, claimCount: correction === 'none' ? 1 : Math.max(1, family.length) };
}

/** A row with its verdict. */
export function toMetricComparison({ candidate, evidence, bounds }: MetricRow, rule: VerdictRule): MetricComparison {
	const { metric, pairs, measurement } = evidence;
	const { decision, isNotWorse } = decideVerdict(evidence, rule);
	const more = decision.verdict === 'no-difference-shown' ? decision.more : undefined;
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
		min_effect: declaredEffect(metric),
		not_worse: isNotWorse,
		p,
		p_adjusted: rule.pAdjusted,
		method,
		effect,
		mde: detectableEffect(evidence, rule.alpha),
		cases_needed: more?.cases.planned ?? null,
		cases_needed_range: more === undefined ? null : [more.cases.low, more.cases.high],
		more_seeds: more?.moreSeeds ?? null,
		wins,
		losses,
		ties,
		verdict: decision.verdict,
		words: verdictWords(decision, metric.name),
	};
}

/** δ as the plan declares it, also where nothing rests on it. */
function declaredEffect({ minEffect, unusedEffect }: PlannedMetric): number | null {
	return minEffect ?? unusedEffect?.value ?? null;
}

const corrections: Readonly<Record<Decision['correction'], (pValues: readonly number[]) => readonly number[]>> = {
	'benjamini-hochberg': benjaminiHochberg,
	holm,
	none: pValues => pValues,
};

interface SideCases {
	readonly side: CompareSideInput;
	readonly cases: ReadonlyMap<string, CaseAnswers> | undefined;
}

function gatherEvidence(
	planned: PlannedMetric,
	{ baseline, candidate }: { readonly baseline: SideCases; readonly candidate: SideCases },
	findings: readonly FactorFinding[],
	decision: Decision,
): Evidence {
	const none: ReadonlyMap<string, CaseAnswers> = new Map();
	const pairs = pairCases(baseline.cases ?? none, candidate.cases ?? none, planned);
	const metric = withSoundEffect(planned, [pairs.baseline, pairs.candidate, pairs.onlyBaseline, pairs.onlyCandidate]);
	const measured = measureMetric(pairs, metric.goal, decision);
	const hasCaseResults = [baseline, candidate].every(({ side }) => side.runs.some(run => run.samples.length > 0));
	const { repeats } = metric;
	if (repeats !== undefined && hasCaseResults) {
		const lack = repeatsLack([baseline.side, candidate.side], repeats);
		return { metric, pairs, measurement: measured, findings, hasCaseResults, repeatsLack: lack };
	}
	if (measured.baseline !== null && measured.value !== null) return { metric, pairs, measurement: measured, findings, hasCaseResults };

	const before = measured.baseline ?? totalOfRuns(baseline.side, metric.name);
	const value = measured.value ?? totalOfRuns(candidate.side, metric.name);
	const delta = before === null || value === null ? null : value.mean - before.mean;
	return { metric, pairs, measurement: { ...measured, baseline: before, value, delta }, findings, hasCaseResults };
}

/** What the errors of two sides leave open, or that they share no case: then every case would be missing on the other side. */
function reservationsAbout(
	sides: readonly [CompareSideInput, CompareSideInput],
	rows: readonly MetricRow[],
	decision: Decision,
): readonly string[] {
	const [baseline, candidate] = sides;
	const own = rows.filter(row => row.candidate === candidate);
	if (own.every(({ evidence }) => evidence.pairs.baseline.length === 0)) {
		return own.some(({ evidence }) => evidence.hasCaseResults) ? [noSharedCase(sides)] : [];
	}
	const rates = own.filter(({ evidence }) => evidence.metric.family === 'errors');
	const adjusted = adjustByFamily(rates, decision.correction, decision.alpha);
	const isDifferent = rates.some(row => isShownDifferent(row.evidence, ruleFor(row, adjusted, decision)));
	const caseIds = caseIdsOf(sides);
	return errorReservations(answeredSide(baseline, caseIds), answeredSide(candidate, caseIds), isDifferent);
}

function noSharedCase([baseline, candidate]: readonly [CompareSideInput, CompareSideInput]): string {
	return `No case has an answer of both ${baseline.label} and ${candidate.label}, so a difference may come from the cases alone.`;
}

function answeredSide(side: CompareSideInput, caseIds: ReadonlySet<string>): AnsweredSide {
	const answerCount = side.runs.reduce((count, { samples }) => count + samples.length, 0);
	return { label: side.label, errors: countErrors(side, caseIds), answerCount };
}

/** The row with the bounds that errors and missing cases leave, and with a guard where there are doubts. */
function guardRow(
	{ candidate, evidence }: MetricRow,
	baseline: CompareSideInput,
	doubts: readonly string[],
	decision: Decision,
): MetricRow {
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
