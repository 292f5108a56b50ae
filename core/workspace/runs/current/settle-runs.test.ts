import assert from 'node:assert/strict';
import { exampleRun } from '../../../../test/golden/example-run.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { settleRuns } from './settle-runs.ts';
import type { RunCases } from './settle-runs.ts';
import { supersededWords } from './superseded-words.ts';

const hash = (digit: string): string => digit.repeat(64);
const scorer = (digit: string): Partial<RunRecord> => ({
	scorer: { name: 'evaluate.py', sha256: hash(digit), files: [{ path: 'evaluate.py', sha256: hash(digit) }] },
});
const dataset = (digit: string, cases: number): Partial<RunRecord> => ({ dataset: { path: 'd.jsonl', sha256: hash(digit), cases } });

/** Runs one after the other, with cases `1`, `2` … up to a number. */
function runs(...given: readonly (readonly [cases: number, replaced?: Partial<RunRecord>])[]): readonly RunCases[] {
	return given.map(([count, replaced = {}], index) => ({
		record: exampleRun(index, { seed: 1, ...replaced }),
		cases: new Set(Array.from({ length: count }, (_, position) => String(position + 1))),
	}));
}

/** What becomes of them: `0 by 1 (reason, 3 remain)`, runs by their place. */
function settled(given: readonly RunCases[], planned?: Partial<RunRecord>): readonly string[] {
	const placeOf = (id: string): number => given.findIndex(({ record }) => record.id === id);
	const found = settleRuns(given, () => planned?.scorer);
	const lines = found.map(
		({ run, by, reason, remaining }) => `${placeOf(run)} by ${by.map(placeOf).join('+')} (${reason}, ${remaining} remain)`,
	);
	return [...lines].sort();
}

const idOf = (index: number): string => exampleRun(index).id;

suite('of runs of one variant and seed', () => {
	const table: readonly (readonly [title: string, given: readonly RunCases[], found: readonly string[], planned?: Partial<RunRecord>])[] =
		[
			['one alone counts', runs([40]), []],
			['the newest counts when the same seed was run again', runs([40], [40]), ['0 by 1 (run-again, 0 remain)']],
			['the newest of three counts', runs([40], [40], [40]), ['0 by 2 (run-again, 0 remain)', '1 by 2 (run-again, 0 remain)']],
			['other seeds count beside it', runs([40], [40, { seed: 2 }], [40, { seed: 3 }]), []],
			['other variants count beside it', runs([40], [40, { variant: 'v2' }]), []],
			['the one over more cases counts', runs([40, dataset('a', 40)], [41, dataset('b', 41)]), ['0 by 1 (other-dataset, 0 remain)']],
			['a newer one over fewer cases leaves the others', runs([40], [10]), ['0 by 1 (run-again, 30 remain)']],
			[
				'each case counts once over three',
				runs([40], [20], [10]),
				['0 by 2+1 (run-again, 20 remain)', '1 by 2 (run-again, 10 remain)'],
			],
			[
				'one that was scored again does not count',
				runs([40], [40, { ...scorer('b'), rescored_from: idOf(0) }]),
				['0 by 1 (rescored, 0 remain)'],
			],
			[
				'one that was scored again does not count, whatever the clocks say',
				runs(
					[40, { started_at: '2026-01-01T00:00:00Z' }],
					[40, { ...scorer('b'), rescored_from: idOf(0), started_at: '2025-01-01T00:00:00Z' }],
				),
				['0 by 1 (rescored, 0 remain)'],
			],
			[
				'one that was scored twice counts as it was scored last',
				runs([40], [40, { ...scorer('b'), rescored_from: idOf(0) }], [40, { ...scorer('b'), rescored_from: idOf(0) }]),
				['0 by 2 (rescored, 0 remain)', '1 by 2 (run-again, 0 remain)'],
			],
			[
				'of two scorers the newest counts where the plan names neither',
				runs([40, scorer('a')], [40, scorer('b')]),
				['0 by 1 (other-scorer, 0 remain)'],
			],
			[
				'of two scorers that of the plan counts, although it is older',
				runs([40, scorer('a')], [40, scorer('b')]),
				['1 by 0 (other-scorer, 0 remain)'],
				scorer('a'),
			],
			[
				'of three scorers that of the plan counts, and the newest for cases that it does not have',
				runs([30, scorer('a')], [40, scorer('b')], [40, scorer('c')]),
				['1 by 0+2 (other-scorer, 0 remain)', '2 by 0 (other-scorer, 10 remain)'],
				scorer('a'),
			],
			['totals alone give way to the newest', runs([0], [0]), ['0 by 1 (run-again, 0 remain)']],
			[
				'records that name each other do not go round in a circle',
				runs([4, { rescored_from: idOf(1) }], [4, { rescored_from: idOf(0) }]),
				['0 by 1 (rescored, 0 remain)'],
			],
		];
	for (const [title, given, found, planned] of table) test(title, () => assert.deepEqual(settled(given, planned), found));
});

suite('runs without a seed', () => {
	const none = { seed: null };
	const table: readonly (readonly [title: string, given: readonly RunCases[], found: readonly string[]])[] = [
		['are repeats, and all count', runs([40, none], [40, none], [40, none]), []],
		['with a scorer that was not recorded count', runs([40, { ...none, scorer: null }], [40, none]), []],
		[
			'give way to another scorer',
			runs([40, { ...none, ...scorer('a') }], [40, { ...none, ...scorer('b') }]),
			['0 by 1 (other-scorer, 0 remain)'],
		],
		[
			'give way to a dataset that grew, and repeats of it count',
			runs([40, { ...none, ...dataset('a', 40) }], [41, { ...none, ...dataset('b', 41) }], [41, { ...none, ...dataset('b', 41) }]),
			['0 by 2 (other-dataset, 0 remain)'],
		],
		[
			'give way to another content of the prompt',
			runs(
				[4, { ...none, prompt: { name: 'p', version: null, path: 'p', sha256: hash('a') } }],
				[4, { ...none, prompt: { name: 'p', version: null, path: 'p', sha256: hash('b') } }],
			),
			['0 by 1 (other-prompt, 0 remain)'],
		],
	];
	for (const [title, given, found] of table) test(title, () => assert.deepEqual(settled(given), found));
});

suite('the words on a run that does not count', () => {
	test('name what counts, why, and what is left of it', () => {
		assert.equal(supersededWords({ by: ['b'], reason: 'rescored', remaining: 0 }), 'superseded by b: scored again');
		assert.equal(
			supersededWords({ by: ['b', 'c'], reason: 'other-scorer', remaining: 1 }),
			'superseded by b, c: another scorer, except for 1 case',
		);
		assert.equal(
			supersededWords({ by: ['b'], reason: 'run-again', remaining: 30 }),
			'superseded by b: the same seed was run again, except for 30 cases',
		);
	});
});
