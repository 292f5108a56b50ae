import type { Feedback } from '../../../formats/run/feedback.ts';
import { cohenKappa } from '../../../statistics/agreement/cohen-kappa.ts';
import { krippendorffAlpha } from '../../../statistics/agreement/krippendorff-alpha.ts';
import type { CompareSideInput } from './compare-side.ts';
import type { RaterAgreement } from './case-result.ts';

/**
 * How far the people who rated the answers of all sides agree, answer by answer. Undefined with fewer than two people: one
 * person cannot disagree.
 *
 * Scores by Krippendorff's alpha at interval level, since scales are numbers and not everybody rates everything. Labels by
 * Cohen's kappa on what both labelled when there are two people, by Krippendorff's alpha at nominal level when there are more.
 */
export function raterAgreement(sides: readonly CompareSideInput[]): RaterAgreement | undefined {
	const answers = feedbackByAnswer(sides);
	const raters = [...new Set(answers.flat().map(({ by }) => by))];
	if (raters.length < 2) return undefined;
	const scores = answers.map(entries => entries.flatMap(({ score }) => score ?? [])).filter(isByTwo);
	const labels = answers.map(entries => entries.filter(({ label }) => label !== undefined)).filter(isByTwo);
	const facts = {
		raters: raters.length,
		scored: scores.length,
		alpha: krippendorffAlpha(scores, 'interval'),
		labelled: labels.length,
		labels: raters.length === 2 ? kappaOfTwo(labels, raters) : alphaOfLabels(labels),
	};
	return { ...facts, words: agreementWords(facts) };
}

/** What was said of each answer. A run that stands on both sides counts once. */
function feedbackByAnswer(sides: readonly CompareSideInput[]): readonly (readonly Feedback[])[] {
	const answers = new Map<string, Feedback[]>();
	const runs = new Map(sides.flatMap(side => side.runs.map(run => [run.record.id, run])));
	for (const [id, { feedback = [] }] of runs) {
		for (const entry of feedback) {
			const key = JSON.stringify([id, entry.case]);
			const known = answers.get(key);
			if (known === undefined) answers.set(key, [entry]);
			else known.push(entry);
		}
	}
	return [...answers.values()];
}

function isByTwo(entries: readonly unknown[]): boolean {
	return entries.length >= 2;
}

/** `answers` hold one label of each of both. */
function kappaOfTwo(answers: readonly (readonly Feedback[])[], raters: readonly string[]): number | null {
	const labelsOf = (rater: string | undefined): string[] => answers.map(entries => entries.find(({ by }) => by === rater)?.label ?? '');
	return cohenKappa(labelsOf(raters[0]), labelsOf(raters[1]));
}

function alphaOfLabels(answers: readonly (readonly Feedback[])[]): number | null {
	const names = [...new Set(answers.flat().map(({ label }) => label))];
	return krippendorffAlpha(
		answers.map(entries => entries.map(({ label }) => names.indexOf(label))),
		'nominal',
	);
}

function agreementWords({ raters, scored, alpha, labelled, labels }: Omit<RaterAgreement, 'words'>): string {
	const parts = [`${raters} people rated`];
	if (scored > 0) parts.push(`alpha ${coefficient(alpha)} on ${countOf(scored)} scored by several people (Krippendorff)`);
	if (labelled > 0) {
		parts.push(`${raters === 2 ? 'kappa' : 'alpha'} ${coefficient(labels)} on ${countOf(labelled)} labelled by several people`);
	}
	if (scored === 0 && labelled === 0) parts.push('no answer was rated by more than one person, so agreement is unknown');
	return parts.join(', ');
}

function coefficient(value: number | null): string {
	return value === null ? 'undefined' : value.toFixed(2).replace('-', '−');
}

function countOf(answers: number): string {
	return `${answers} ${answers === 1 ? 'answer' : 'answers'}`;
}
