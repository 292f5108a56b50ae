import type { CaseAnswers, CaseRating } from './case-answers.ts';
import type { CaseComparison, CaseFeedback, CaseResult } from './case-result.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';

/** Longer texts are cut: a table shows the beginning, the samples file has the rest. */
const longestText = 4000;

/** `case-2` before `case-10`, the same on every machine. */
const byCaseId = new Intl.Collator('en', { numeric: true });

/**
 * Every case of any side, sides in order, for the table of cases. Sorted by id, digits by their number.
 *
 * @param isScore - Whether a metric is a score of the case; that answers ended in an error is told by their number.
 */
export function compareCases(sides: readonly ReadonlyMap<string, CaseAnswers>[], isScore: (metric: string) => boolean): CaseComparison[] {
	const ids = [...new Set(sides.flatMap(side => [...side.keys()]))].sort((one, other) => byCaseId.compare(one, other));
	return ids.map(id => {
		const answers = sides.map(side => side.get(id));
		const withInput = answers.find(found => found !== undefined && !isAbsent(found.firstSample.input));
		return { case: id, input: textOf(withInput?.firstSample.input), sides: answers.map(found => describeAnswers(found, isScore)) };
	});
}

function describeAnswers(answers: CaseAnswers | undefined, isScore: (metric: string) => boolean): CaseResult | undefined {
	if (answers === undefined) return undefined;
	return {
		scores: Object.fromEntries([...answers.scores].filter(([name]) => isScore(name)).map(([name, score]) => [name, score.mean])),
		answers: answers.answerCount,
		errors: answers.errorCount,
		output: textOf(answers.firstSample.output),
		run: answers.firstRun,
		...(answers.ratings.length === 0 ? {} : { ratings: answers.ratings.map(describeRating) }),
	};
}

function describeRating({ run, feedback }: CaseRating): CaseFeedback {
	const { by, at, score, label, comment } = feedback;
	return {
		run,
		by,
		at,
		...withoutUndefined({ score }),
		...(label === undefined ? {} : { label: shorten(label) }),
		...(comment === undefined ? {} : { comment: shorten(comment) }),
	};
}

/** Text as it is, anything else as indented JSON; undefined when there is nothing. */
function textOf(value: unknown): string | undefined {
	if (isAbsent(value)) return undefined;
	return shorten(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
}

function isAbsent(value: unknown): boolean {
	return value === undefined || value === null;
}

function shorten(text: string): string {
	if (text.length <= longestText) return text;
	const cut = text.slice(0, longestText - 1);
	// Half of a surrogate pair would be shown as a replacement character.
	return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
