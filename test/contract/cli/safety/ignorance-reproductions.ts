/** A score, or the kind of error that came in its place. */
export type Answer = number | 'refused';

/** Two versions of which the data cannot say that the second is as good, and what the user has to read. */
export interface Reproduction {
	readonly title: string;
	/** What the version in Production answered, run by run. */
	readonly production: readonly (readonly Answer[])[];
	readonly candidate: readonly (readonly Answer[])[];
	/** The document of each case. */
	readonly groups?: readonly string[];
	/** The smallest difference that matters, and the margin of the gate; 0.05 unless told. */
	readonly minEffect?: number;
	/** What `compare` has to print. */
	readonly says: readonly string[];
	/** What both gates come to, and what one of them has to print. */
	readonly gate: { readonly outcome: 'failed' | 'inconclusive'; readonly says: string };
}

const bits = (text: string): number[] => Array.from(text, Number);
const list = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index));
const mostlyRight = (count: number): number[] => list(count, index => Number(index % 5 !== 0));
const refused = (count: number): Answer[] => list(count, () => 'refused');

/** Of few cases that pass or fail. */
const fewCases: readonly Reproduction[] = [
	{
		title: 'five of ten cases lost are not passed, and could be 73 points worse',
		production: [bits('1111101101')],
		candidate: [bits('0001001001')],
		says: ['No difference shown · could be 73 points worse, or 7.8 worse'],
		gate: { outcome: 'failed', says: 'The version could be 76.3 pts worse or 7.8 pts worse.' },
	},
	{
		title: 'one of eight cases lost says little',
		production: [bits('11111111')],
		candidate: [bits('11110111')],
		says: ['No difference shown · could be 47 points worse, or 22 better'],
		gate: { outcome: 'inconclusive', says: 'The version could be 47.1 pts worse or 24.0 pts better.' },
	},
	{
		title: 'ten cases that all pass do not say that the eleventh will',
		production: [bits('1111111111')],
		candidate: [bits('1111111111')],
		says: ['No difference shown · identical on all 10 cases; could be 28 points worse, or 28 better'],
		gate: { outcome: 'inconclusive', says: 'The version could be 27.8 pts worse or 27.8 pts better.' },
	},
];

/** Of answers that were refused; the margin is wide, so that nothing but the errors stands in the way. */
const refusals: readonly Reproduction[] = [
	{
		title: 'two seeds as good as Production do not make up for a third that was refused',
		production: list(3, () => mostlyRight(40)),
		candidate: [mostlyRight(40), mostlyRight(40), refused(40)],
		minEffect: 0.2,
		says: [
			'Comparable with reservations.',
			'33.3 % of the answers of exp-001/v2 are in error or missing: 40 refused.',
			'could be 31 points worse, or 11 better, counting errors as worst or best',
			'0.0 %      33.3 %   +33.3 pts',
		],
		gate: { outcome: 'inconclusive', says: '40 of 120 answers of exp-001/v2 are in error or missing' },
	},
	{
		title: 'four of five answers refused and the rest right is no improvement',
		production: [mostlyRight(100)],
		candidate: [list(100, index => (index < 80 ? 'refused' : 1))],
		minEffect: 0.2,
		says: ['No difference shown · could be 69 points worse, or 42 better, counting errors as worst or best', '80.0 %   +80.0 pts'],
		gate: { outcome: 'inconclusive', says: '80 of 100 answers of exp-001/v2 are in error or missing' },
	},
	{
		title: 'a candidate that refuses everything was not measured',
		production: [mostlyRight(40)],
		candidate: [refused(40)],
		says: ['Not enough data · not measured on both sides', '100.0 %  +100.0 pts'],
		gate: { outcome: 'inconclusive', says: 'was not measured on the same cases on both sides' },
	},
];

/** Of questions about documents of unequal size, each question answered much better by the candidate. */
const documents: readonly Reproduction[] = (
	[
		[[40, 5, 5, 3, 2, 1], '6 groups of unequal size count as 1.9'],
		[[12, 9, 7, 6, 4, 3, 2, 2], '8 groups of unequal size count as 5.9'],
		[[100, 30, ...list(18, () => 3)], '20 groups of unequal size count as 3.1'],
		[[20, ...list(30, () => 1)], '31 groups of unequal size count as 5.8'],
	] as const
).map(([sizes, words]) => {
	const groups = sizes.flatMap((size, document) => list(size, () => `document ${document}`));
	return {
		title: `documents of ${sizes.join('/')} questions: ${words}`,
		groups,
		production: [groups.map((_, index) => (index % 5) / 10)],
		candidate: [groups.map((_, index) => 0.5 + (index % 4) / 10)],
		says: [`Not enough data · ${words}, at least 6 needed`],
		gate: { outcome: 'inconclusive', says: 'too few to decide. At least n = 6 groups are needed.' },
	};
});

/** Of six cases that two seeds and two versions answered alike: an interval of no width would pass any margin. */
const identicalSeeds: readonly Reproduction[] = (
	[
		[[1, 1, 1, 1, 1, 1], 39, '39.0'],
		[[0, 0, 0, 0, 0, 0], 39, '39.0'],
		[[1, 0, 1, 0, 1, 1], 29, '39.0'],
		[[0.5, 0.4, 0.7, 0.9, 0.3, 0.6], 46, '45.9'],
	] as const
).map(([scores, printed, bound]) => ({
	title: `six cases with two identical seeds (${scores.join(', ')}) could be ${printed} points worse`,
	production: [[...scores], [...scores]],
	candidate: [[...scores], [...scores]],
	minEffect: 0.25,
	says: [`No difference shown · identical on all 6 cases; could be ${printed} points worse, or ${printed} better`],
	gate: { outcome: 'inconclusive', says: `0.0 pts on 6 cases, 95 % interval −${bound} … +${bound}.` },
}));

export const reproductions: readonly Reproduction[] = [...fewCases, ...refusals, ...documents, ...identicalSeeds];
