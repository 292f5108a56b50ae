import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import { errorOf } from '../../../formats/run/sample-error.ts';
import { scoreOfErrors } from '../cases/case-answers.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { PlannedMetric } from '../cases/planned-metrics.ts';
import { joinWords } from '../report/comparability-sentence.ts';
import type { ComparisonSide, SideErrors } from '../comparison.ts';

/** Above this share of answers in error or missing, what the other answers say is open to doubt: 5 %. */
const comfortableShare = 0.05;

/** A side of a comparison with how many answers it has, those in error included. */
export type AnsweredSide = Pick<ComparisonSide, 'label' | 'errors'> & { readonly answerCount: number };

/**
 * Why the errors of two sides limit what may be concluded, each reason a sentence: a side that misses more than 5 % of its answers, and
 * error rates that differ by more than chance.
 *
 * @param isRateDifferent - Whether the comparison shows a difference of the error rates.
 */
export function errorReservations(baseline: AnsweredSide, candidate: AnsweredSide, isRateDifferent: boolean): readonly string[] {
	const lacking = [baseline, candidate].filter(side => lackingShare(side) > comfortableShare).map(lackWords);
	const rates = `${percent(baseline.errors.total, baseline.answerCount)} of ${baseline.label} and ${percent(candidate.errors.total, candidate.answerCount)} of ${candidate.label}`;
	return isRateDifferent ? [...lacking, `The error rates differ by more than chance: ${rates}.`] : lacking;
}

/**
 * A sentence on a metric for which the plan gives errors a score and does not say which, so that they are left out. None where no answer
 * failed.
 */
export function unscoredReservations(metric: PlannedMetric, sides: readonly CompareSideInput[], policy: ErrorPolicy): readonly string[] {
	const failed = sides.filter(({ runs }) => runs.some(({ samples }) => samples.some(sample => errorOf(sample) !== undefined)));
	const areLeftOut =
		metric.family === 'declared' && policy !== 'drop' && failed.some(side => scoreOfErrors(side, metric, policy) === undefined);
	return areLeftOut
		? [
				`Answers in error are left out of “${metric.name}” although the plan has “errors: ${policy}”, because it does not declare the worst score.`,
			]
		: [];
}

function lackingShare({ errors, answerCount }: AnsweredSide): number {
	const planned = answerCount + errors.missing;
	return planned === 0 ? 0 : (errors.total + errors.missing) / planned;
}

function lackWords({ label, errors, answerCount }: AnsweredSide): string {
	return `${percent(errors.total + errors.missing, answerCount + errors.missing)} of the answers of ${label} are in error or missing: ${joinWords(kindWords(errors))}.`;
}

function kindWords({ refused, timeout, failed, missing }: SideErrors): readonly string[] {
	return [
		...(refused === 0 ? [] : [`${refused} refused`]),
		...(timeout === 0 ? [] : [`${timeout} timed out`]),
		...(failed === 0 ? [] : [`${failed} failed`]),
		...(missing === 0 ? [] : [`${missing} missing`]),
	];
}

function percent(part: number, whole: number): string {
	return `${Number(((100 * part) / Math.max(1, whole)).toPrecision(3))} %`;
}
