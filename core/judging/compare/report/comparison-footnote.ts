import type { Decision } from '../../../formats/experiment/experiment.ts';
import { joinWords } from './comparability-sentence.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { ComparisonIntervalMethod, ComparisonMethod } from '../comparison.ts';
import type { Evidence } from '../decide-verdict.ts';

/** What a test is called in a sentence. */
const methodWords: Readonly<Record<Exclude<ComparisonMethod, 'none'>, string>> = {
	'mcnemar-asymptotic': 'McNemar test on pass/fail',
	'mcnemar-exact': 'exact McNemar test on pass/fail',
	'mcnemar-mid-p': 'mid-p McNemar test on pass/fail',
	'paired-t': 't on the differences',
	'paired-t-cr2': 't on the differences of groups',
	'permutation-exact': 'exact sign-flip permutation test',
	'permutation-random': 'sign-flip permutation test over 9,999 draws',
	'welch-t': 'Welch t',
	'wilcoxon-asymptotic': 'Wilcoxon signed-rank test',
	'wilcoxon-exact': 'exact Wilcoxon signed-rank test',
};

/** What an interval is called, where the name of the test does not say it. */
const intervalWords: Readonly<Partial<Record<ComparisonIntervalMethod, string>>> = {
	'bootstrap-bca': 'bootstrap interval',
	cr2: 'interval with clustered errors (CR2)',
	range: 'interval from the range of the score, since few cases changed',
};

const correctionWords: Readonly<Record<Decision['correction'], (testCount: number) => string>> = {
	'benjamini-hochberg': testCount => `p by Benjamini-Hochberg over ${testCount} tests, for exploring`,
	holm: testCount => `p by Holm over ${testCount} tests`,
	none: () => 'p not corrected',
};

/** How the numbers came about, in one line: `Paired on 100 cases · 10 seeds averaged per case · t on the differences · 2 cases with errors dropped`. */
export function comparisonFootnote(
	sides: readonly CompareSideInput[],
	evidence: readonly Evidence[],
	summary: { readonly kind: Decision['correction']; readonly testCount: number; readonly agreement: string | undefined },
): string {
	const parts = [
		pairingWords(evidence),
		averagingWords(sides),
		methodsWords(evidence),
		intervalsWords(evidence),
		guardWords(evidence),
		countWords(evidence, 'erroredCount', 'with errors dropped'),
		countWords(evidence, 'oneSidedCount', 'on one side only dropped'),
		summary.testCount < 2 ? '' : correctionWords[summary.kind](summary.testCount),
		summary.agreement ?? '',
	];
	return parts.filter(part => part !== '').join(' · ');
}

function pairingWords(evidence: readonly Evidence[]): string {
	const paired = evidence.filter(({ pairs }) => pairs.baseline.length > 0).map(({ pairs }) => pairs.baseline.length);
	if (paired.length > 0) return `Paired on ${range(paired)}`;
	if (!evidence.some(({ hasCaseResults }) => hasCaseResults)) return 'Run totals, no per-case results';
	const isCompared = evidence.some(({ measurement: { baseline, value } }) => baseline !== null && value !== null);
	return isCompared ? 'No common cases, compared unpaired' : 'No value on both sides';
}

function averagingWords(sides: readonly CompareSideInput[]): string {
	const counts = sides.map(({ runs }) => runs.filter(run => run.samples.length > 0).length);
	const largest = Math.max(...counts);
	if (largest < 2) return '';
	const isSeeded = sides.every(({ runs }) => new Set(runs.map(run => run.record.seed)).size === runs.length);
	const smallest = Math.min(...counts);
	return `${smallest === largest ? largest : `${smallest} to ${largest}`} ${isSeeded ? 'seeds' : 'runs'} averaged per case`;
}

function methodsWords(evidence: readonly Evidence[]): string {
	const methods = new Set(evidence.map(({ measurement }) => measurement.method));
	return joinWords([...methods].flatMap(method => (method === 'none' ? [] : methodWords[method])));
}

function intervalsWords(evidence: readonly Evidence[]): string {
	const methods = new Set(evidence.map(({ measurement }) => measurement.interval_method));
	return joinWords([...methods].flatMap(method => intervalWords[method] ?? []));
}

/** The interval beside such a p is as measured, so that the two may seem to disagree. */
function guardWords(evidence: readonly Evidence[]): string {
	const isGuarded = evidence.some(({ guard, measurement }) => guard !== undefined && guard.p !== measurement.p);
	return isGuarded ? 'interval without errors and missing cases, p the largest without them, with all worst and with all best' : '';
}

/** How many cases were dropped, over metrics and candidates: a range when they differ. */
function countWords(evidence: readonly Evidence[], count: 'erroredCount' | 'oneSidedCount', words: string): string {
	const counts = evidence.map(({ pairs }) => pairs[count]);
	return Math.max(0, ...counts) === 0 ? '' : `${range(counts)} ${words}`;
}

function range(counts: readonly number[]): string {
	const [low, high] = [Math.min(...counts), Math.max(...counts)];
	return low === high ? `${high} ${high === 1 ? 'case' : 'cases'}` : `${low} to ${high} cases`;
}
