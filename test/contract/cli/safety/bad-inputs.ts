/** Answers that are not what a comparison needs, and what a person reads who knows no statistics. */
export interface BadInput {
	readonly title: string;
	/** Lines of samples.jsonl of the version in Production; 16 of 20 cases pass unless told. */
	readonly production?: readonly string[];
	readonly candidate: readonly string[];
	/** In place of `min_effect: 0.05` and the gates of the suite. */
	readonly minEffect?: number;
	readonly gates?: string;
	/** A line of the plan beside the others. */
	readonly plan?: string;
	/** What `record` says of the candidate's answers; nothing unless told. */
	readonly recordSays?: RegExp;
	readonly compareSays: readonly string[];
	readonly gateSays: readonly string[];
}

const list = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index));

/** The line of an answer. */
export function answer(index: number, passed: unknown, more: object = {}): string {
	return JSON.stringify({ case: `c${index}`, scores: { passed }, ...more });
}

/** Answers to 20 cases of which 16 pass. */
export const mostlyRight: readonly string[] = list(20, index => answer(index, Number(index % 5 !== 0)));

const tooFew = 'too few to decide. At least n = 6 cases are needed.';

/** Values that are no scores. */
const noScores: readonly BadInput[] = [
	{
		title: 'NaN for a score of one case',
		candidate: list(20, index => answer(index, 1).replace(index === 3 ? ':1}' : '\n', ':NaN}')),
		recordSays: /line 4: NaN is neither a number nor JSON, so it cannot be averaged\. Omit the score, or put the reason into "error"\./,
		compareSays: ['1 case missing', 'Paired on 19 cases', 'line 4: NaN is neither a number nor JSON'],
		gateSays: ['on 19 cases, 95 % interval'],
	},
	{
		title: 'null for the scores of eight cases',
		candidate: list(20, index => answer(index, [1, 2].includes(index % 5) ? null : 1)),
		recordSays: /line 18: The score "passed" is null\. A mean needs numbers, so write a number, true or false, or omit the score\./,
		compareSays: [
			'40 % of the answers of exp-001/v2 are in error or missing: 8 missing.',
			'counting errors as worst or best',
			'p the largest without them, with all worst',
		],
		gateSays: ['inconclusive  compared-with-production', '8 of 20 answers of exp-001/v2 are in error or missing'],
	},
	{
		title: 'text for the scores of eight cases',
		candidate: list(20, index => answer(index, index < 8 ? 'yes' : 1)),
		recordSays: /line 1: The score "passed" is the text "yes"\. A mean needs numbers/,
		compareSays: ['40 % of the answers of exp-001/v2 are in error or missing: 8 missing.'],
		gateSays: ['inconclusive  compared-with-production'],
	},
];

/** Cases and groups that are too few, or not the same. */
const noCases: readonly BadInput[] = [
	{
		title: 'one case',
		candidate: [answer(0, 1)],
		compareSays: ['Not enough data · 1 case, at least 6 needed'],
		gateSays: [`on 1 case: ${tooFew}`],
	},
	{
		title: 'one group',
		production: list(20, index => answer(index, Number(index % 5 !== 0), { group: 'document' })),
		candidate: list(20, index => answer(index, 1, { group: 'document' })),
		compareSays: ['Not enough data · all cases belong to 1 group, at least 6 groups needed'],
		gateSays: ['+0.200 on 1 group: too few to decide. At least n = 6 groups are needed.'],
	},
	{
		title: 'no case in common, and all pass',
		production: list(10, index => answer(index, 1)),
		candidate: list(10, index => answer(index + 10, 1)),
		compareSays: [
			'Comparable with reservations.',
			'No case has an answer of both exp-001/v1 and exp-001/v2, so a difference may come from the cases alone.',
			'Not enough data · too little data for a test',
		],
		gateSays: ['inconclusive  compared-with-production', '“passed” was not measured on the same cases on both sides.'],
	},
	{
		title: 'no case in common, with grades',
		production: list(10, index => answer(index, 0.5 + index / 100)),
		candidate: list(10, index => answer(index + 10, 0.5 + index / 100)),
		compareSays: ['so a difference may come from the cases alone.', 'No common cases, compared unpaired · Welch t'],
		gateSays: ['inconclusive  compared-with-production', 'inconclusive  passed regression'],
	},
	{
		title: 'nothing but errors',
		candidate: list(20, index => JSON.stringify({ case: `c${index}`, error: { kind: 'refused', message: '' } })),
		recordSays: /The run has no value for “passed”, the primary metric of exp-001, so it decides nothing\./,
		compareSays: ['20 answers in error (20 refused)', 'Not enough data · not measured on both sides', 'No value on both sides'],
		gateSays: ['No answer of 2.0.0 has a value of “passed”. They may all be in error: look at the answers, and run them again.'],
	},
	{
		title: 'a slice with three cases, and one that nothing has',
		plan: 'slices: [lang]',
		gates: 'gates: [{slice: {lang: pt}, metric: passed, min: 0.5}, {slice: {lang: de}, metric: passed, min: 0.5}]',
		candidate: list(20, index => answer(index, 1)),
		compareSays: ['where lang = pt (3 cases)', 'Not enough data · 3 cases, at least 6 needed'],
		gateSays: [`1.00 on 3 cases: ${tooFew}`, 'No case has “lang” = de. There are “pt”, “en”.'],
	},
	{
		title: 'ids that come twice',
		candidate: [...mostlyRight, answer(3, 0), answer(4, 1)],
		recordSays:
			/line 21: The case "c3" is already on line 4\. Both answers are kept and averaged\. If they are different cases, give each its own id\./,
		compareSays: ['Paired on 20 cases'],
		gateSays: ['on 20 cases, 95 % interval'],
	},
	{
		title: 'one id for every answer',
		candidate: list(20, () => answer(3, 1)),
		recordSays: /line 20: The case "c3" is already on line 1\./,
		compareSays: ['19 cases missing', 'Not enough data · 1 case, at least 6 needed'],
		gateSays: [`1.00 on 1 case: ${tooFew}`],
	},
];

/** Numbers on another scale. */
const otherScales: readonly BadInput[] = [
	{
		title: 'one version in percent and the other in fractions',
		production: list(20, index => answer(index, 0.8 + (index % 3) / 50)),
		candidate: list(20, index => answer(index, 82 + (index % 3))),
		compareSays: ['lies between 0 and 1 on exp-001/v1 and reaches 84 on exp-001/v2: one side may be in percent.'],
		gateSays: ['“passed” reaches 84, so a minimum of 0.5 may be meant in percent: write 50.'],
	},
	{
		title: 'a smallest difference of 5 for scores between 0 and 1',
		minEffect: 5,
		gates: 'require: [compared-with-production], gates: [{metric: passed, max_regression: 5}]',
		candidate: list(20, index => answer(index, Number(index % 4 === 0))),
		compareSays: [
			'“passed” lies between 0 and 1, so nothing can be worse by 5: write 0.05 for 5 points.',
			'min_effect may be in percent',
		],
		gateSays: ['inconclusive  passed regression', 'write 0.05 for 5 points.'],
	},
	{
		title: 'a smallest difference of 0.05 for scores in percent',
		production: list(20, index => answer(index, 100 * Number(index % 5 !== 0))),
		candidate: list(20, index => answer(index, 100 * Number(index % 4 !== 0))),
		compareSays: ['No difference shown · could be 33 worse, or 23 better'],
		gateSays: ['inconclusive  passed regression', 'a minimum of 0.5 may be meant in percent: write 50.'],
	},
];

export const badInputs: readonly BadInput[] = [...noScores, ...noCases, ...otherScales];
