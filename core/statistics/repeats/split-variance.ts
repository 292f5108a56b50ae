import { mean, sampleDeviation } from '../descriptive/mean.ts';

/** All answers of both sides to one case. */
export interface CaseAnswers {
	/** At least one. */
	readonly baseline: readonly number[];
	/** At least one. */
	readonly candidate: readonly number[];
}

/** Where the spread of the per-case differences comes from. */
export interface VarianceParts {
	/** Var of the per-case differences as they are: about ω² + σ²/K. */
	readonly total: number;
	/** ω²: how much the true difference varies from case to case. Equal to `total` when nothing was answered twice. */
	readonly between: number;
	/** σ²: the variance of one answer minus one answer to the same case. Null when nothing was answered twice. */
	readonly within: number | null;
	/** K: answers of each side to a case, the harmonic mean. */
	readonly seeds: number;
	readonly cases: number;
}

/**
 * Splits the variance of per-case differences into what differs between cases and what differs between answers to the same case:
 * ω² + σ²/K. More cases make both smaller, more seeds only the second. Undefined for fewer than two cases.
 *
 * @throws RangeError for a case without answers or a value that is not finite.
 *
 * Source: E. Miller (2024), arXiv 2411.00640, section 3.1.
 */
export function splitVariance(cases: readonly CaseAnswers[]): VarianceParts | undefined {
	const deviation = sampleDeviation(cases.map(({ baseline, candidate }) => mean(candidate) - mean(baseline)));
	if (deviation === null) return undefined;
	const perAnswer = mean(cases.map(({ baseline, candidate }) => (1 / baseline.length + 1 / candidate.length) / 2));
	const repeated = cases.filter(({ baseline, candidate }) => baseline.length > 1 && candidate.length > 1);
	const within =
		repeated.length === 0 ? null : mean(repeated.map(({ baseline, candidate }) => varianceOf(baseline) + varianceOf(candidate)));
	return variancePartsOf(deviation ** 2, { seeds: 1 / perAnswer, within }, cases.length);
}

/** The parts, where the total variance of the per-case differences and that of the answers to a case are known. */
export function variancePartsOf(total: number, { seeds, within }: Pick<VarianceParts, 'seeds' | 'within'>, cases: number): VarianceParts {
	return { total, seeds, within, cases, between: within === null ? total : Math.max(0, total - within / seeds) };
}

function varianceOf(answers: readonly number[]): number {
	return (sampleDeviation(answers) ?? 0) ** 2;
}
