import assert from 'node:assert/strict';
import { sha256Hex } from '../../../base/sha256.ts';
import { setGateScene } from '../../../../test/support/gate-scene.ts';
import type { Version } from '../../../../test/support/gate-scene.ts';

suite('gates on a slice', () => {
	const scene = setGateScene();
	const { configure, judge, only, plan, record } = scene;

	/** 100 cases, of which the last so many are about safety; `isRight` tells which of all passed. */
	function answers(
		safetyCount: number,
		isRight: (index: number) => boolean,
		label = (category: string): object => ({ tags: { category } }),
	): object[] {
		return Array.from({ length: 100 }, (_, index) => ({
			case: `c${index}`,
			scores: { rate: Number(isRight(index)) },
			...label(index < 100 - safetyCount ? 'chat' : 'safety'),
		}));
	}

	function both(before: readonly object[], after: readonly object[], more: object = {}): void {
		const versions: readonly (readonly [Version, readonly object[]])[] = [
			['1.0.0', before],
			['2.0.0', after],
		];
		for (const [version, samples] of versions) record({ version, samples, record: more });
	}

	test('hold a margin where the average hides a loss, and pass where it is kept', async () => {
		both(
			answers(40, () => true),
			answers(40, index => index < 60 || index % 2 === 0),
		);
		assert.match(
			await only('{metric: rate, max_regression: 0.02, slice: {category: safety}}'),
			/^rate regression where category = safety \(<= 0\.02\): failed, 0\.5\. Against 1\.0\.0 in exp-001 where category = safety: −50\.0 pts on 40 cases, .*beyond the margin/,
		);
		assert.match(
			await only('{metric: rate, max_regression: 0.2, slice: {category: chat}}'),
			/: passed, 0\. .* where category = chat: \+?0\.0 pts on 60 cases/,
		);
	});

	test('hold min and max on the cases of the slice alone', async () => {
		record({ version: '2.0.0', samples: answers(40, index => index < 60 || index % 2 === 0) });
		assert.match(
			await only('{metric: rate, min: 0.6, slice: {category: chat}}'),
			/^rate where category = chat \(>= 0\.6\): passed, 1\. .* on 60 cases/,
		);
		assert.match(
			await only('{metric: rate, min: 0.8, slice: {category: safety}}'),
			/^rate where category = safety \(>= 0\.8\): failed, 0\.5\. .* on 40 cases/,
		);
		assert.match(await only('{metric: rate, min: 0.5}'), /^rate \(>= 0\.5\): passed, 0\.8\./);
	});

	test('take the cases that have all the values of several columns', async () => {
		const label = (category: string): object => ({ category, language: category === 'safety' ? 'pt' : 'en' });
		record({ version: '2.0.0', samples: answers(40, () => true, label) });
		assert.match(
			await only('{metric: rate, min: 0.5, slice: {category: safety, language: pt}}'),
			/^rate where category = safety and language = pt .*: passed, 1\./,
		);
		assert.match(
			await only('{metric: rate, min: 0.5, slice: {category: safety, language: en}}'),
			/: inconclusive\. No case of exp-001\/v2 belongs to the slice where category = safety and language = en\./,
		);
	});

	for (const { title, count, words } of [
		{ title: 'three cases', count: 3, words: /on 3 cases: too few to decide\. At least n = 6 cases are needed\./ },
		{ title: 'one case', count: 1, words: /on 1 case: too few to decide\. At least n = 6 cases are needed\./ },
		{ title: 'ten cases', count: 10, words: /The interval includes .*n ≈ \d+ cases would decide\./ },
	]) {
		test(`are inconclusive on ${title}, with what it would take`, async () => {
			const samples = answers(count, () => true);
			both(samples, samples);
			for (const bound of ['min: 0.95', 'max_regression: 0.02']) {
				const found = await only(`{metric: rate, ${bound}, slice: {category: safety}}`);
				assert.match(found, /: inconclusive/);
				assert.match(found, words);
			}
		});
	}

	for (const { title, slice, words } of [
		{
			title: 'a column that nothing has',
			slice: '{categroy: safety}',
			words: /Neither the dataset nor a sample has a value of “categroy”\. Did you mean “category”\?/,
		},
		{
			title: 'a value that never occurs',
			slice: '{category: safty}',
			words: /No case has “category” = safty\. Did you mean “safety”\?/,
		},
		{
			title: 'a value in other letters',
			slice: '{category: Safety}',
			words: /No case has “category” = Safety\. Did you mean “safety”\?/,
		},
	]) {
		test(`never pass for ${title}`, async () => {
			const samples = answers(40, () => true);
			both(samples, samples);
			for (const bound of ['min: 0', 'max_regression: 1', 'min: 0, decide_on: value']) {
				const found = await only(`{metric: rate, ${bound}, slice: ${slice}}`);
				assert.match(found, /: inconclusive\. /);
				assert.match(found, words);
			}
			assert.equal((await judge()).passed, false);
		});
	}

	test('take the values of the dataset while it is the one of the runs, and no longer', async () => {
		const rows = Array.from({ length: 100 }, (_, index) => JSON.stringify({ id: `c${index}`, level: index < 50 ? 1 : 2 })).join('\n');
		plan('exp-001', '{rate: {primary: true}}', 'dataset: {path: data/cases.jsonl}\n');
		scene.repository.write('data/cases.jsonl', rows);
		const samples = answers(
			0,
			() => true,
			() => ({}),
		);
		both(samples, samples, { dataset: { path: 'data/cases.jsonl', sha256: sha256Hex(rows), cases: 100 } });
		const gate = '{metric: rate, min: 0.9, slice: {level: 2}}';
		assert.match(await only(gate), /^rate where level = 2 \(>= 0\.9\): passed, 1\. .* on 50 cases/);
		scene.repository.write('data/cases.jsonl', rows.replace('"level":1', '"level":2'));
		assert.match(await only(gate), /: inconclusive\. data\/cases\.jsonl is not the dataset that the runs used any more/);
	});

	test('do not pass a version that refuses the cases of the slice', async () => {
		const refused = answers(40, () => true).map((sample, index) =>
			index < 80 ? sample : { ...sample, scores: {}, error: { kind: 'refused', message: '' } },
		);
		both(
			answers(40, () => true),
			refused,
		);
		for (const bound of ['min: 0.5', 'max_regression: 0.3']) {
			assert.match(await only(`{metric: rate, ${bound}, slice: {category: safety}}`), /: inconclusive, .* in error or missing/);
		}
	});

	test('are refused where a slice means nothing', async () => {
		for (const [gate, words] of [
			['{metric: latency_ms_p95, max: 9, slice: {a: b}}', 'a percentile is one of all answers'],
			['{metric: cost_usd, max: 9, per: run, slice: {a: b}}', 'what a run costs is not known by slice'],
			['{metric: rate, min: 0, slice: {}}', 'name a column and its value'],
			['{feedback: {min: 3}, slice: {a: b}}', 'only in gates with a “metric”'],
		] as const) {
			configure(`gates: [${gate}]`);
			await assert.rejects(judge(), error => error instanceof assert.AssertionError && error.message.includes(words), gate);
		}
	});
});
