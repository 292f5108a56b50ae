import type { Factor, FactorFinding } from '../comparability.ts';

/** The findings of one candidate. */
export interface CandidateFindings {
	readonly candidate: string;
	readonly findings: readonly FactorFinding[];
}

/** What people call a factor in a sentence. */
const factorWords: Readonly<Record<Factor, string>> = {
	prompt: 'prompt',
	dataset: 'dataset',
	scorer: 'scorer',
	model: 'model',
	parameters: 'parameters',
	seeds: 'seeds',
	commit: 'code',
	patch: 'uncommitted changes',
};

/** Factors worth naming when they are the same; that the commit is, follows from the rest. */
const namedWhenSame: readonly Factor[] = ['prompt', 'dataset', 'scorer', 'model', 'parameters', 'seeds'];

/**
 * Says whether the sides may be compared and why. It opens with `Comparable.`, `Comparable with reservations.` or
 * `Not comparable.` and ends with what differs.
 *
 * @param reservations - What else limits the conclusion, each a sentence.
 */
export function comparabilitySentence(candidates: readonly CandidateFindings[], reservations: readonly string[] = []): string {
	const measured = candidates.filter(({ findings }) => findings.length > 0);
	if (measured.length === 0) return 'Not comparable yet. One side has no runs.';
	const fatal = describeDifferences(measured, finding => finding.isFatal);
	if (fatal !== '') {
		return `Not comparable. The sides were not measured in the same way: ${fatal}. Sides that differ like this get no verdict.`;
	}
	const confounders = describeDifferences(measured, finding => finding.status === 'confounder');
	const isPlain = confounders === '' && reservations.length === 0;
	const sentences = [isPlain ? 'Comparable.' : 'Comparable with reservations.', sameSentence(measured)];
	sentences.push(...studySentences(measured, confounders !== ''));
	if (confounders !== '') sentences.push(`Different but not under study: ${confounders}. A difference in results may come from this.`);
	return [...sentences, ...reservations, unknownSentence(measured), movedSentence(measured)]
		.filter(sentence => sentence !== '')
		.join(' ');
}

/** Joins words as a sentence does: `a, b and c`. */
export function joinWords(words: readonly string[]): string {
	return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The factor as it is called in a sentence. */
export function factorWord(factor: Factor): string {
	return factorWords[factor];
}

function sameSentence(candidates: readonly CandidateFindings[]): string {
	const same = namedWhenSame.filter(factor => hasEverywhere(candidates, factor, 'same'));
	return same.length === 0 ? '' : `Same ${joinWords(same.map(factorWord))}.`;
}

function studySentences(candidates: readonly CandidateFindings[], hasConfounders: boolean): string[] {
	const expected = describeDifferences(candidates, finding => finding.status === 'expected');
	if (expected !== '') return [hasConfounders ? `Under study: ${expected}.` : `The only recorded difference is the ${expected}.`];
	const isEqual = candidates.every(({ findings }) => findings.every(finding => finding.status !== 'confounder'));
	// Result files may not say which prompt they are of; then equal conditions are not known, and chance is not shown.
	return isEqual && hasEverywhere(candidates, 'prompt', 'same')
		? ['No recorded condition differs: a difference in results is chance, or something that is not recorded.']
		: [];
}

function unknownSentence(candidates: readonly CandidateFindings[]): string {
	const unknown = [...namedWhenSame, 'patch' as const].filter(factor => hasEverywhere(candidates, factor, 'unknown'));
	return unknown.length === 0 ? '' : `Not recorded, so not checked: ${joinWords(unknown.map(factorWord))}.`;
}

function movedSentence(candidates: readonly CandidateFindings[]): string {
	return candidates.some(({ findings }) => findings.some(finding => finding.status === 'moved'))
		? 'Recording a run makes a commit, so the commits differ; other code changes between the runs are not detected.'
		: '';
}

function hasEverywhere(candidates: readonly CandidateFindings[], factor: Factor, status: FactorFinding['status']): boolean {
	return candidates.every(({ findings }) => findings.some(finding => finding.factor === factor && finding.status === status));
}

/** A sentence that names more of them is read by nobody; the table of differences has them all. */
const largestDifferenceCount = 8;

/** `prompt: a@1 → a@2; model: x → y`, with the candidate named when there are several. */
function describeDifferences(candidates: readonly CandidateFindings[], isMeant: (finding: FactorFinding) => boolean): string {
	const differences = candidates.flatMap(({ candidate, findings }) =>
		findings
			.filter(isMeant)
			.map(
				finding =>
					`${factorWord(finding.factor)}${candidates.length > 1 ? ` of ${candidate}` : ''}: ${finding.baseline} → ${finding.candidate}`,
			),
	);
	const rest = differences.length - largestDifferenceCount;
	return (rest <= 0 ? differences : [...differences.slice(0, largestDifferenceCount), `and ${rest} more`]).join('; ');
}
