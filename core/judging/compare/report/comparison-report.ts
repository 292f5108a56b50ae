import { supersededWords } from '../../../workspace/runs/current/superseded-words.ts';
import type { Comparison, ComparisonSide, ComparisonSlice, MetricComparison } from '../comparison.ts';
import { factorWord } from './comparability-sentence.ts';
import { sideErrorWords } from './side-error-words.ts';
import { confidencePercent, formatDelta, formatDeltaInterval, formatMetric, formatP, notAvailable } from './format-metric.ts';

/** What colour a cell may have: the verdict's meaning, never the sign of a number. */
export type Tone = 'good' | 'bad' | 'warning' | 'plain';

/** One row of the table of verdicts, in words. */
export interface ReportRow {
	/** With an arrow for the direction that is better. */
	readonly metric: string;
	readonly isPrimary: boolean;
	readonly candidate: string;
	readonly baseline: string;
	readonly value: string;
	readonly difference: string;
	readonly interval: string;
	readonly p: string;
	readonly verdict: string;
	readonly tone: Tone;
}

/** A comparison in words, before it is laid out as text, Markdown or HTML. Nothing is escaped. */
export interface Report {
	readonly title: string;
	readonly comparability: string;
	/** Good without confounders, bad when a verdict is forbidden. */
	readonly comparabilityTone: Tone;
	/** `model of exp-001/v2: gpt-4 → gpt-4o`. */
	readonly confounders: readonly string[];
	readonly sides: readonly { readonly role: 'Baseline' | 'Against'; readonly label: string; readonly facts: string }[];
	/** Headings of the columns that every row has, in the order of `cellsOf`. */
	readonly headings: readonly string[];
	readonly rows: readonly ReportRow[];
	/** In which slice each candidate fares worst, a line for each column. */
	readonly worstSlices: readonly string[];
	readonly footnote: string;
	/** Runs that do not count, a line each. */
	readonly superseded: readonly string[];
	readonly warnings: readonly string[];
}

/** Puts a comparison into words. */
export function comparisonReport(comparison: Comparison): Report {
	const { title, comparability, sides, candidates, metrics, slices, footnote, warnings } = comparison;
	return {
		title,
		comparability,
		comparabilityTone: !comparison.comparable
			? 'bad'
			: comparison.confounders.length + comparison.reservations.length > 0 || comparison.interim !== undefined
				? 'warning'
				: 'good',
		confounders: comparison.confounders.map(
			({ factor, candidate, baseline, candidateValue }) =>
				`${factorWord(factor)}${candidates.length > 1 ? ` of ${candidate}` : ''}: ${baseline} → ${candidateValue}`,
		),
		sides: sides.map((side, index) => ({ role: index === 0 ? 'Baseline' : 'Against', label: side.label, facts: describeFacts(side) })),
		headings: headings(comparison),
		rows: [...metrics.map(reportRow), ...slices.flatMap(sliceRows)],
		worstSlices: comparison.worst_slices.map(({ words }) => words),
		footnote,
		superseded: supersededLines(comparison),
		warnings: warnings ?? [],
	};
}

/** More of them are counted instead of listed. */
const largestSupersededCount = 10;

/** `exp-001/v2: 20250131T103000Z-3f9a1c is superseded by 20250201T…: scored again.` */
export function supersededLines({ superseded = [] }: Pick<Comparison, 'superseded'>): readonly string[] {
	const lines = superseded.map(each => `${each.side}: ${each.run} is ${supersededWords(each)}.`);
	const rest = lines.length - largestSupersededCount;
	return rest <= 0 ? lines : [...lines.slice(0, largestSupersededCount), `${rest} more runs are superseded.`];
}

/** The cells of a row, in the order of the headings. The candidate has a column only when there are several. */
export function cellsOf(row: ReportRow, report: Report): string[] {
	const candidate = report.sides.length > 2 ? [row.candidate] : [];
	return [row.metric, ...candidate, row.baseline, row.value, row.difference, row.interval, row.p, row.verdict];
}

/** True for the columns that hold numbers, which are read from the right: all between the names and the verdict. */
export function isNumberColumn(column: number, report: Report): boolean {
	return column > (report.sides.length > 2 ? 1 : 0) && column < report.headings.length - 1;
}

function headings({ alpha, correction, candidates, baseline }: Comparison): string[] {
	const values = candidates.length > 1 ? ['Candidate', 'Baseline', 'Value'] : [baseline, candidates.join()];
	return [
		'Metric',
		...values,
		'Difference',
		`${confidencePercent(alpha)} % interval`,
		{ 'benjamini-hochberg': 'p (Benjamini-Hochberg)', holm: 'p (Holm)', none: 'p' }[correction],
		'Verdict',
	];
}

function reportRow(metric: MetricComparison): ReportRow {
	const { name, baseline, value, delta, ci, p_adjusted: pAdjusted } = metric;
	return {
		metric: `${name} ${metric.goal === 'maximize' ? '▲' : '▼'}${metric.primary ? ' (primary)' : ''}`,
		isPrimary: metric.primary,
		candidate: metric.candidate,
		baseline: baseline === null ? notAvailable : formatMetric(name, baseline.mean),
		value: value === null ? notAvailable : formatMetric(name, value.mean),
		difference: delta === null ? notAvailable : formatDelta(name, delta),
		interval: ci === null ? notAvailable : formatDeltaInterval(name, ci),
		p: pAdjusted === null ? notAvailable : formatP(pAdjusted),
		verdict: metric.words,
		tone: toneOf(metric),
	};
}

/** The metrics of the cases that have one value in one column, below those of all cases. */
function sliceRows({ column, value, n, metrics }: ComparisonSlice): readonly ReportRow[] {
	return metrics.map(metric => {
		const row = reportRow({ ...metric, primary: false });
		return { ...row, metric: `${row.metric} where ${column} = ${value} (${n} ${n === 1 ? 'case' : 'cases'})` };
	});
}

function toneOf({ verdict }: MetricComparison): Tone {
	switch (verdict) {
		case 'improved':
			return 'good';
		case 'regressed':
			return 'bad';
		case 'differs-unexplained':
		case 'not-enough-data':
		case 'not-comparable':
			return 'warning';
		case 'equivalent':
		case 'no-difference-shown':
			return 'plain';
	}
}

function describeFacts({ prompt, model, runs, seeds, dataset, label, errors }: ComparisonSide): string {
	const promptName = prompt && (prompt.version === undefined ? prompt.name : `${prompt.name}@${prompt.version}`);
	return [
		promptName === label ? undefined : promptName,
		model,
		`${runs.length} ${runs.length === 1 ? 'run' : 'runs'}`,
		seeds.length > 1 ? `${seeds.length} seeds` : undefined,
		dataset && `dataset ${dataset.path}${dataset.sha256 === undefined ? '' : ` ${dataset.sha256.slice(0, 8)}`}`,
		sideErrorWords(errors),
	]
		.filter(fact => fact !== undefined)
		.join(' · ');
}
