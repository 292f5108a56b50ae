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
