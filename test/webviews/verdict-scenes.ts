import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { compareVariants } from './comparison-fixture.ts';
import type { Answer, VariantFixture } from './comparison-fixture.ts';

/** A comparison that comes to one verdict, for the panel and the pages of the verdicts. */
export interface VerdictScene {
	/** Of its pictures. */
	readonly name: string;
	/** What the panel says of the metric. */
	readonly words: string;
	/** What it has to say above the numbers. */
	readonly banner: RegExp;
	readonly compare: () => Comparison;
}

type Side = Partial<VariantFixture> & { readonly answer: (index: number) => Answer };

/** As they look in a repository. */
const hashes = {
	first: '4c1f09ab'.repeat(8),
	second: 'd07e52c3'.repeat(8),
	dataset: '9b2e6f14'.repeat(8),
	otherDataset: '31d8a07c'.repeat(8),
};

/** Two versions of a prompt on one metric of which 5 points matter. */
function compare(metric: string, caseCount: number, sides: readonly [Side, Side], plan?: object): Comparison {
	const [before, after] = sides;
	return compareVariants({
		metrics: { [metric]: { goal: 'maximize', primary: true, min_effect: 0.05 } },
		variants: [
			{ name: 'v1', version: '1.0.0', promptSha256: hashes.first, datasetSha256: hashes.dataset, ...before },
			{ name: 'v2', version: '2.0.0', promptSha256: hashes.second, datasetSha256: hashes.dataset, ...after },
		],
		caseCount,
		...(plan && { plan }),
	});
}

const passing = (answer: (index: number) => boolean): Side => ({ answer: index => ({ scores: { pass_rate: answer(index) ? 1 : 0 } }) });
const graded = (answer: (index: number) => number): Side => ({ answer: index => ({ scores: { clarity: answer(index) } }) });

/** Grades from 0.4 to 0.8. */
const grade = (index: number): number => 0.4 + (index % 5) / 10;
const bits = (text: string): Side => passing(index => text[index] === '1');
const sameRecord = { version: '1.0.0', promptSha256: hashes.first };
const onlyPrompt = /^Comparable\. .* The only recorded difference is the prompt/;

export const verdictScenes: readonly VerdictScene[] = [
	{
		name: 'improved',
		words: 'Improved',
		banner: onlyPrompt,
		compare: () => compare('pass_rate', 100, [passing(index => index % 25 < 19), passing(index => index % 25 < 23)]),
	},
	{
		name: 'improved-little',
		words: 'Improved · less than what matters (0.05)',
		banner: onlyPrompt,
		compare: () => compare('clarity', 60, [graded(grade), graded(index => grade(index) + 0.01 + (index % 3) / 100)]),
	},
	{
		name: 'regressed',
		words: 'Regressed',
		banner: onlyPrompt,
		compare: () => compare('pass_rate', 100, [passing(index => index % 25 < 22), passing(index => index % 25 < 17)]),
	},
	{
		name: 'equivalent',
		words: 'Equivalent · within 0.05',
		banner: onlyPrompt,
		compare: () => compare('clarity', 60, [graded(grade), graded(index => grade(index) + (index % 2 === 0 ? 0.04 : -0.035))]),
	},
	{
		name: 'not-worse',
		words: 'No difference shown · not worse by 5 points; could be 1.5 points worse, or 14 better; about 240 to 530 more cases would tell',
		banner: onlyPrompt,
		compare: () =>
			compare('pass_rate', 100, [passing(index => index < 70), passing(index => index < 66 || (index >= 70 && index < 80))]),
	},
	{
		name: 'no-difference-shown',
		words: 'No difference shown · could be 73 points worse, or 7.8 worse; chance is not ruled out; about 1000 to 2200 more cases would tell',
		banner: onlyPrompt,
		compare: () => compare('pass_rate', 10, [bits('1111101101'), bits('0001001001')]),
	},
	{
		name: 'not-enough-data',
		words: 'Not enough data · 6 groups of unequal size count as 1.9, at least 6 needed',
		banner: onlyPrompt,
		compare: () => compare('pass_rate', 56, [inDocuments(index => index % 5 < 2), inDocuments(index => index % 5 < 4)]),
	},
	{
		name: 'not-comparable',
		words: 'Not comparable · different dataset',
		banner: /^Not comparable\. The sides were not measured in the same way: dataset: /,
		compare: () =>
			compare('pass_rate', 60, [
				passing(index => index % 5 < 3),
				{ ...passing(index => index % 5 < 4), datasetSha256: hashes.otherDataset },
			]),
	},
	{
		name: 'differs-unexplained',
		words: 'Differs, unexplained · nothing that is recorded differs, so something else changed',
		banner: /^Comparable\. /,
		compare: () =>
			compare('pass_rate', 100, [
				{ ...passing(index => index % 25 < 22), ...sameRecord },
				{ ...passing(index => index % 25 < 17), ...sameRecord },
			]),
	},
	{
		name: 'interim',
		words: 'Improved',
		banner: /Interim: 1 of 10 planned seeds, 40 of 100 cases\./,
		compare: () =>
			compare('pass_rate', 40, [passing(index => index % 20 < 11), passing(index => index % 20 < 18)], {
				seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
				dataset: { path: 'datasets/python-100.jsonl', size: 100 },
			}),
	},
	{
		name: 'with-reservations',
		words: 'No difference shown · could be 11 points worse, or 28 better, counting errors as worst or best; about 390 to 740 more cases would tell',
		banner: /^Comparable with reservations\. .* 16 % of the answers of .* are in error or missing: 16 refused\./,
		compare: () =>
			compare('pass_rate', 100, [
				passing(index => index % 25 < 19),
				{
					answer: index =>
						index % 25 < 4
							? { scores: {}, error: { kind: 'refused', message: 'I cannot help with that.' } }
							: { scores: { pass_rate: index % 25 < 23 ? 1 : 0 } },
				},
			]),
	},
];

/** Questions about six documents, most of them about one. */
function inDocuments(passes: (index: number) => boolean): Side {
	const documents = [40, 5, 5, 3, 2, 1].flatMap((size, document) => Array.from({ length: size }, () => `document ${document}`));
	return { answer: index => ({ scores: { pass_rate: passes(index) ? 1 : 0 }, group: documents[index] ?? 'document 5' }) };
}
