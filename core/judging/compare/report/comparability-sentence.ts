import type { FactorFinding } from '../factors/factor-finding.ts';
import { noJudge } from '../factors/side-factors.ts';

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
	judge: 'judge',
	model: 'model',
	endpoint: 'endpoint',
	'response-model': 'response model',
	parameters: 'parameters',
	seeds: 'seeds',
	'lock-files': 'lock files',
	dates: 'dates',
	commit: 'code',
	patch: 'uncommitted changes',
};

/** Factors worth naming when they are the same; that the commit is, follows from the rest. */
const namedWhenSame: readonly Factor[] = [
	'prompt',
	'dataset',
	'scorer',
	'judge',
	'model',
	'endpoint',
	'response-model',
	'parameters',
	'seeds',
	'lock-files',
];

/** Factors worth naming when neither side has them; the others only some tools give. */
const namedWhenUnknown: readonly Factor[] = ['prompt', 'dataset', 'scorer', 'model', 'parameters', 'seeds', 'patch'];

type Factor = FactorFinding['factor'];

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
	const isConfounder = ({ status }: FactorFinding): boolean => status === 'confounder';
	const hasConfounders = measured.some(({ findings }) => findings.some(isConfounder));
	// Other dates are told with what else differs, and are no reservation of their own: most baselines were made earlier.
	const confounders = hasConfounders ? describeDifferences(measured, finding => isConfounder(finding) || isApart(finding)) : '';
	const isPlain = confounders === '' && reservations.length === 0;
	const sentences = [isPlain ? 'Comparable.' : 'Comparable with reservations.', sameSentence(measured)];
	sentences.push(...studySentences(measured, confounders !== ''));
	if (confounders !== '') sentences.push(`Different but not under study: ${confounders}. A difference in results may come from this.`);
	return [...sentences, ...reservations, unknownSentence(measured), halfKnownSentence(measured), movedSentence(measured)]
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
	const same = namedWhenSame.filter(factor => hasEverywhere(candidates, factor, 'same') && !isAbsent(candidates, factor));
	return same.length === 0 ? '' : `Same ${joinWords(same.map(factorWord))}.`;
}

/** True for the judge of scores that no judge gave. */
function isAbsent(candidates: readonly CandidateFindings[], factor: Factor): boolean {
	return candidates.every(({ findings }) => findings.some(each => each.factor === factor && each.baseline === noJudge));
}

function studySentences(candidates: readonly CandidateFindings[], hasConfounders: boolean): string[] {
	const expected = describeDifferences(candidates, finding => finding.status === 'expected');
	if (hasConfounders) return expected === '' ? [] : [`Under study: ${expected}.`];
	const dates = datesWords(candidates);
	if (expected !== '') {
		return dates === ''
			? [`The only recorded difference is the ${expected}.`]
			: [`Apart from the dates (${dates}), the only recorded difference is the ${expected}.`];
	}
	// Result files may not say which prompt they are of; then equal conditions are not known, and chance is not shown.
	if (!hasEverywhere(candidates, 'prompt', 'same')) return dates === '' ? [] : [`The dates differ: ${dates}.`];
	return dates === ''
		? ['No recorded condition differs: a difference in results is chance, or something that is not recorded.']
		: [
				`Apart from the dates (${dates}), no recorded condition differs: a difference in results is chance, or something that is not recorded.`,
			];
}

function isApart({ status }: FactorFinding): boolean {
	return status === 'apart';
}

/** `2025-01-31 → 2025-03-01`, with the candidate named when there are several; empty where no dates differ. */
function datesWords(candidates: readonly CandidateFindings[]): string {
	return listDifferences(candidates, isApart, ({ baseline, candidate }, of) => `${of === '' ? '' : `${of}: `}${baseline} → ${candidate}`);
}

function unknownSentence(candidates: readonly CandidateFindings[]): string {
	const unknown = namedWhenUnknown.filter(factor => hasEverywhere(candidates, factor, 'unknown'));
	return unknown.length === 0 ? '' : `Not recorded, so not checked: ${joinWords(unknown.map(factorWord))}.`;
}

function halfKnownSentence(candidates: readonly CandidateFindings[]): string {
	const found = candidates.flatMap(({ findings }) => findings.filter(({ status }) => status === 'half-known'));
	const factors = new Set(found.map(({ factor }) => factorWord(factor)));
	return factors.size === 0 ? '' : `Recorded on one side only, so not compared: ${joinWords([...factors])}.`;
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
	return listDifferences(
		candidates,
		isMeant,
		({ factor, baseline, candidate }, of) => `${factorWord(factor)}${of === '' ? '' : ` of ${of}`}: ${baseline} → ${candidate}`,
	);
}

/** @param print - Is given the candidate too, '' when there is one only. */
function listDifferences(
	candidates: readonly CandidateFindings[],
	isMeant: (finding: FactorFinding) => boolean,
	print: (finding: FactorFinding, of: string) => string,
): string {
	const differences = candidates.flatMap(({ candidate, findings }) =>
		findings.filter(isMeant).map(finding => print(finding, candidates.length > 1 ? candidate : '')),
	);
	const rest = differences.length - largestDifferenceCount;
	return (rest <= 0 ? differences : [...differences.slice(0, largestDifferenceCount), `and ${rest} more`]).join('; ');
}
