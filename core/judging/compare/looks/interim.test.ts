import assert from 'node:assert/strict';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { interimOf, interimSentence } from './interim.ts';

function side(seeds: readonly (number | null)[], caseCount: number, experiment = 'exp-001'): CompareSideInput {
	const samples = Array.from({ length: caseCount }, (_, index) => sampleSchema.parse({ case: index, scores: {} }));
	return {
		label: `${experiment}/${seeds.join()}`,
		experiment,
		variant: 'v1',
		runs: seeds.map((seed, index) => ({ record: exampleRun(index, { seed }), samples })),
	};
}

/** Ten seeds, of which the last was answered for 60 cases only. */
const withShortSeed: CompareSideInput = { ...side([1], 1), runs: [...side([1, 2, 3, 4, 5, 6, 7, 8, 9], 100).runs, ...side([10], 60).runs] };

const planned = { seeds: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], dataset: { path: 'a.jsonl', size: 100 } };

const cases: readonly (readonly [
	title: string,
	sides: readonly [CompareSideInput, CompareSideInput],
	plan: object,
	words: string | undefined,
])[] = [
	['everything planned', [side(planned.seeds, 100), side(planned.seeds, 100)], planned, undefined],
	['one seed over some of the cases', [side([1], 40), side([1], 40)], planned, 'Interim: 1 of 10 planned seeds, 40 of 100 cases.'],
	[
		'the side that has the least',
		[side(planned.seeds, 100), side([1, 2], 90)],
		planned,
		'Interim: 2 of 10 planned seeds, 90 of 100 cases.',
	],
	[
		'seeds that are not in the plan',
		[side([1, 77], 100), side([1, 2], 100)],
		planned,
		'Interim: 1 of 10 planned seeds, 100 of 100 cases.',
	],
	['a seed that lacks cases', [withShortSeed, side(planned.seeds, 100)], planned, 'Interim: 10 of 10 planned seeds, 60 of 100 cases.'],
	['runs without a seed', [side([null, null], 100), side([1, 2], 100)], { ...planned, seeds: [1, 2] }, undefined],
	['a plan without seeds', [side([1], 40), side([1], 100)], { dataset: planned.dataset }, 'Interim: 40 of 100 cases.'],
	['a plan without either', [side([1], 4), side([1], 4)], {}, undefined],
	['a side of another experiment', [side([1], 4, 'exp-002'), side([1], 4)], planned, undefined],
];

suite('an interim look', () => {
	for (const [title, sides, plan, words] of cases) {
		test(`${title}: ${words ?? 'is none'}`, () => {
			const interim = interimOf(sides, experimentSchema.parse({ id: 'exp-001', ...plan }));
			assert.equal(interim && interimSentence(interim), words);
			if (words !== undefined) assertTranslated(words);
		});
	}
});
