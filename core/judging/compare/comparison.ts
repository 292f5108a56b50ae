import type { Decision, MetricGoal } from '../../formats/experiment/experiment.ts';
import type { IntervalMethod, TestMethod } from '../../statistics/decision/estimate.ts';
import type { Interval } from '../../statistics/descriptive/interval.ts';
import type { CaseComparison, RaterAgreement } from './cases/case-result.ts';

export type { Interval };

/**
 * What a comparison may say of a metric. "Not enough data" and "not comparable" are answers, not failures. `differs-unexplained` is
 * said of two sides with the same record: something that nobody recorded changed.
 */
export type Verdict =
	'improved' | 'regressed' | 'equivalent' | 'no-difference-shown' | 'differs-unexplained' | 'not-enough-data' | 'not-comparable';

/** Something that differs between both sides and is not what is being studied. */
export interface Confounder {
	/** The candidate it concerns. */
	readonly candidate: string;
	readonly factor:
		| 'prompt'
		| 'dataset'
		| 'scorer'
		| 'judge'
		| 'model'
		| 'endpoint'
		| 'response-model'
		| 'parameters'
		| 'seeds'
		| 'lock-files'
		| 'commit'
		| 'patch';
	readonly baseline: string;
	readonly candidateValue: string;
	/** True when it forbids any verdict: another dataset, scorer or judge. */
	readonly isFatal: boolean;
}

/** One of the things that both sides were made with, and how it stands between them. */
export interface ComparedFactor {
	readonly candidate: string;
	readonly factor: Confounder['factor'] | 'dates';
	/** `not-recorded`: on one side or on both, so that nobody knows whether it is the same. */
	readonly status: 'same' | 'under-study' | 'different' | 'not-recorded';
	readonly baseline: string;
	readonly candidateValue: string;
}

/**
 * One side of one metric, over the cases that were compared, so that both means differ by exactly `delta`. `se` and `ci` are
 * null when they do not exist, as with one case.
 */
export interface MetricEstimate {
	readonly mean: number;
	/** Number of cases; 0 when the mean is one of whole runs, without per-case results. */
	readonly n: number;
	readonly se: number | null;
	readonly ci: Interval | null;
}

/** The name of the test behind a p-value, as printed. */
export type ComparisonMethod = TestMethod | 'mcnemar-mid-p' | 'welch-t' | 'wilcoxon-asymptotic' | 'wilcoxon-exact';

/** The name of what gave the interval of a difference. */
export type ComparisonIntervalMethod = IntervalMethod | 'bootstrap-bca' | 'welch-t';

/** One metric of one candidate against the baseline. Differences are candidate minus baseline, in the metric's own unit. */
export interface MetricComparison {
	readonly name: string;
	readonly goal: MetricGoal;
	readonly primary: boolean;
	readonly candidate: string;
	/** Null when the side has no value for the metric. */
	readonly baseline: MetricEstimate | null;
	readonly value: MetricEstimate | null;
	/** True when the same cases were compared one by one. */
	readonly paired: boolean;
	readonly pairs: number;
	/** Cases left out: on one side only, or in error on either. */
	readonly dropped: number;
	readonly delta: number | null;
	/** Difference relative to the baseline's mean; null when that is 0. */
	readonly relative: number | null;
	/** Of confidence 1 − alpha: the one to print. */
	readonly ci: Interval | null;
	/**
	 * The interval that margins and bounds are held against: as `ci` or wider, because each of its ends alone errs in no more than
	 * alpha/2, also on skewed data and few changes. Null without common cases, where nothing is equivalent or not worse.
	 */
	readonly margin_ci: Interval | null;
	readonly interval_method: ComparisonIntervalMethod;
	/** The interval where answers in error and missing cases all count as the worst score, and all as the best. Null without any. */
	readonly bounds: { readonly worst: Interval; readonly best: Interval } | null;
	/** δ, the smallest difference that matters; null when none is declared, and then nothing is equivalent or not worse. */
	readonly min_effect: number | null;
	/** Whether the data rule out that the candidate is worse by `min_effect`: one one-sided test at alpha. */
	readonly not_worse: boolean;
	readonly p: number | null;
	/** Corrected for every test of its family: the declared metrics, or the recorded latency and cost. Null without a test or where no verdict is allowed. */
	readonly p_adjusted: number | null;
	readonly method: ComparisonMethod;
	readonly effect: { readonly name: 'risk-difference' | 'cohen-d-z' | 'none'; readonly value: number | null };
	/** Smallest difference this many cases would have shown with power 0.8. */
	readonly mde: number | null;
	/** Cases in all that show `min_effect` with power 0.8, where no difference is shown and there are fewer. */
	readonly cases_needed: number | null;
	/** Ends of an 80 % interval of `cases_needed`, since the variance is an estimate; an end is null when no number is enough. */
	readonly cases_needed_range: readonly [number | null, number | null] | null;
	/** More answers to each case that would do instead; null when no number would, or nothing was answered twice. */
	readonly more_seeds: number | null;
	readonly wins: number;
	readonly losses: number;
	readonly ties: number;
	readonly verdict: Verdict;
	/** The verdict in words, with its reason. The same words everywhere. */
	readonly words: string;
	/** Why the numbers may not mean what they seem to, as a sentence: sides or a margin in other units. Gates do not decide on it. */
	readonly unit_doubt?: string;
}

/** The answers of one side that ended in an error, and the cases it has none for. */
export interface SideErrors {
	/** Answers in error: the sum of the three kinds. */
	readonly total: number;
	/** The model or its provider declined to answer. */
	readonly refused: number;
	readonly timeout: number;
	/** Every other error. */
	readonly failed: number;
	/** Cases that another side answered and this one did not. */
	readonly missing: number;
}

/** A run in whose place newer ones count, or those under the scorer that the plan names today. */
export interface SupersededOfSide {
	/** The side it would belong to. */
	readonly side: string;
	readonly run: string;
	/** The runs that count. */
	readonly by: readonly string[];
	readonly reason: 'rescored' | 'other-scorer' | 'other-dataset' | 'other-prompt' | 'run-again';
	/** Cases of the run that still count; 0 when none does. */
	readonly remaining: number;
}

/** The metrics of the cases that have one value in one column of the dataset. */
export interface ComparisonSlice {
	readonly column: string;
	readonly value: string;
	/** Common cases. */
	readonly n: number;
	/** As those of the whole comparison; p-values are corrected over the slices. */
	readonly metrics: readonly MetricComparison[];
}

/** The slice of a column in which a candidate fares worst. */
export interface WorstSlice {
	readonly candidate: string;
	readonly column: string;
	/** Null when no slice has enough cases for a verdict. */
	readonly value: string | null;
	/** The metric that it is about: the primary one, or the first. */
	readonly metric: string;
	/** One or two sentences. */
	readonly words: string;
}

/** How much of the plan is there, as [at hand, planned]: of the side that has the least. */
export interface Interim {
	readonly seeds: readonly [number, number];
	readonly cases: readonly [number, number];
}

/** A look that the plan allows before its end, `decision.looks`. `alpha` of the comparison is the level at this look. */
export interface Look {
	/** 2 for the second of those planned, 0 before the first; null where any number is allowed. */
	readonly number: number | null;
	readonly planned: number | null;
	/** Recorded answers as a share of the planned ones, of the side that has the least. */
	readonly share: number;
	/** What all looks together keep to. */
	readonly overall_alpha: number;
}

/** What one side of the comparison is made of. */
export interface ComparisonSide {
	/** As the user named it: `exp-001/v1`, a run id, a prompt reference. */
	readonly label: string;
	readonly experiment: string | undefined;
	readonly variant: string | undefined;
	readonly runs: readonly string[];
	readonly prompt:
		| { readonly name: string; readonly version: string | undefined; readonly path: string; readonly sha256: string | undefined }
		| undefined;
	readonly model: string | undefined;
	/** Where the model answered: `openai-chat api.example.com`. */
	readonly endpoint: string | undefined;
	/** The id of the model as its answers give it. */
	readonly response_model: string | undefined;
	readonly parameters: Readonly<Record<string, string>>;
	readonly seeds: readonly number[];
	readonly errors: SideErrors;
	readonly dataset: { readonly path: string; readonly sha256: string | undefined; readonly cases: number | undefined } | undefined;
	readonly scorer: string | undefined;
	readonly judge: string | undefined;
	/** First and last day of its runs in UTC: `2025-01-31`, or `2025-01-31 to 2025-02-02`. */
	readonly dates: string | undefined;
	readonly commits: readonly string[];
	readonly isDirty: boolean;
	/** Machine and packages by name, for example `{ os: 'linux', python: '3.11.7', 'requirements.lock': '9f2c1e84' }`; hashes are shortened. */
	readonly environment: Readonly<Record<string, string>>;
}

/**
 * The whole comparison: printed by the command line, shown by the panel, written into conclusions. Plain JSON data.
 * Keys follow the published JSON shape and are therefore partly in snake case.
 */
export interface Comparison {
	readonly version: 1;
	readonly title: string;
	readonly baseline: string;
	readonly candidates: readonly string[];
	readonly sides: readonly ComparisonSide[];
	readonly comparable: boolean;
	readonly confounders: readonly Confounder[];
	/** Everything that is compared beside the results, by candidate. */
	readonly factors: readonly ComparedFactor[];
	/** One sentence on comparability, in words for the user. */
	readonly comparability: string;
	/** By which verdicts are decided and intervals drawn: the plan's, or what is left of it at this look. */
	readonly alpha: number;
	readonly correction: Decision['correction'];
	/** Primary metric first, then by name; candidates in order within a metric. */
	readonly metrics: readonly MetricComparison[];
	/** By column, then by value; empty when none are asked for. */
	readonly slices: readonly ComparisonSlice[];
	/** By column, then by candidate; empty without slices. */
	readonly worst_slices: readonly WorstSlice[];
	/** What limits the conclusion, each a sentence: confounders are not repeated here. */
	readonly reservations: readonly string[];
	/** Absent when every planned seed and case is there, and without a plan. */
	readonly interim?: Interim;
	/** Absent where the plan has no looks. */
	readonly look?: Look;
	/** Sorted by case id. Left out of the command line's JSON unless asked for. */
	readonly cases: readonly CaseComparison[];
	/** How it was computed, in one line: pairing, averaging, method, dropped cases. */
	readonly footnote: string;
	/** Runs that do not count, or not for all of their cases. Absent when all runs count. */
	readonly superseded?: readonly SupersededOfSide[];
	/** How far raters agree. Absent with fewer than two of them. */
	readonly agreement?: RaterAgreement;
	/** What could not be read and is left out: broken lines, unreadable runs. Absent when everything was read. */
	readonly warnings?: readonly string[];
}
