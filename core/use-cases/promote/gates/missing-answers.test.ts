import assert from 'node:assert/strict';
import { setGateScene } from '../../../../test/support/gate-scene.ts';
import type { TestRun } from '../../../../test/support/gate-scene.ts';

const list = <Value>(count: number, make: (index: number) => Value): readonly Value[] => Array.from({ length: count }, (_, at) => make(at));

/** Perfect answers, 100 ms and 0.01 USD each. */
const answers = (count: number, more: (index: number) => object = () => ({})): readonly object[] =>
	list(count, index => ({ case: index, scores: { rate: 1 }, output: 'Hello', latency_ms: 100, cost_usd: 0.01, ...more(index) }));

const datasetOf = (cases: number): Pick<TestRun, 'record'> => ({
	record: { dataset: { path: 'cases.jsonl', sha256: 'd'.repeat(64), cases } },
});
const withSeed = (seed: number, cases: number): Pick<TestRun, 'record'> => ({ record: { ...datasetOf(cases).record, seed } });

suite('answers that a run does not have', () => {
	const { plan, record, only } = setGateScene();

	for (const [gate, words] of [
		[
			'{metric: rate, min: 0.5}',
			/40 of 120 answers of exp-001\/v2 are in error or missing, and what they would have scored is not known\./,
		],
		['{metric: rate, max_regression: 0.2}', /20 of 60 answers of exp-001\/v1 are in error or missing/],
		['{metric: cost_usd, max: 0.05}', /40 of 120 answers of exp-001\/v2 are in error or missing/],
		[
			'{metric: cost_usd, max: 5, per: run}',
			/40 of 120 answers of exp-001\/v2 are missing, and what they would have cost is not known\./,
		],
		['{metric: latency_ms_p50, max: 2000}', /40 of 120 answers of exp-001\/v2 are in error or missing/],
		['{similarity: {min: 0.5, of: [outputs]}}', /outputs 1 on 40 cases, and 20 of 60 cases lack an output of one version/],
		['{reproducibility: {runs: 2, tolerance: 0.2}}', /20 of 60 answers of \S+ are in error or missing/],
	] as const) {
		test(`${gate} does not pass on 40 of the 60 cases of the dataset, though the plan names no number`, async () => {
			const usage = { record: { ...datasetOf(60).record, usage: { cost_usd: 0.4 } } };
			record({ version: '1.0.0', samples: answers(40), ...usage });
			for (let run = 0; run < 2; run++) record({ version: '2.0.0', samples: answers(40), ...usage });
			const found = await only(gate);
			assert.match(found, /: inconclusive/);
			assert.match(found, words);
		});

		test(`${gate} passes with all of them`, async () => {
			const usage = { record: { ...datasetOf(60).record, usage: { cost_usd: 0.6 } } };
			record({ version: '1.0.0', samples: answers(60), ...usage });
			for (let run = 0; run < 2; run++) record({ version: '2.0.0', samples: answers(60), ...usage });
			assert.match(await only(gate), /: passed/);
		});
	}

	test('count against every seed, so that one seed does not hide what another lacks', async () => {
		record({ version: '2.0.0', samples: answers(60), ...withSeed(1, 60) });
		record({ version: '2.0.0', samples: answers(20), ...withSeed(2, 60) });
		assert.match(await only('{metric: rate, min: 0.5}'), /: inconclusive, .* 40 of 120 answers of exp-001\/v2 are in error or missing/);
	});

	test('are those without a value too: a scorer that gave none, in one seed or in some cases', async () => {
		record({ version: '2.0.0', samples: answers(60), ...withSeed(1, 60) });
		record({ version: '2.0.0', samples: answers(60, index => ({ scores: index < 20 ? { rate: 1 } : {} })), ...withSeed(2, 60) });
		assert.match(
			await only('{metric: rate, min: 0.5}'),
			/: inconclusive, .* 40 of 120 answers of exp-001\/v2 are in error, missing or without “rate”, and what they would have scored/,
		);
	});

	test('are those to cases that have too few of them for pass@k', async () => {
		record({ version: '2.0.0', samples: answers(60), ...withSeed(1, 60) });
		record({ version: '2.0.0', samples: answers(50, index => ({ case: index + 10 })), ...withSeed(2, 60) });
		assert.match(
			await only('{metric: rate pass@2, min: 0.5}'),
			/: inconclusive, .* 20 of 120 answers of exp-001\/v2 are in error, missing or/,
		);
	});

	test('are scored as the plan says where they ended in an error', async () => {
		plan('exp-001', '{rate: {primary: true}}\ndecision: {errors: worst}');
		record({ version: '2.0.0', samples: answers(60, index => (index < 6 ? { scores: {}, error: 'refused' } : {})), ...datasetOf(60) });
		assert.match(await only('{metric: rate, min: 0.5}'), /: passed, 0\.9\. /);
	});

	test('are not missed where rows of the dataset share an id, and all rows were answered', async () => {
		record({ version: '2.0.0', samples: answers(60, index => ({ case: index % 50 })), ...datasetOf(60) });
		assert.match(await only('{metric: rate, min: 0.5}'), /: passed/);
	});

	test('do not matter where they are few', async () => {
		record({ version: '2.0.0', samples: answers(58), ...datasetOf(60) });
		assert.match(await only('{metric: rate, min: 0.5}'), /: passed/);
	});

	test('may belong to a slice, as long as nobody knows that they do not', async () => {
		const tagged = (count: number): readonly object[] =>
			answers(count, index => ({ tags: { topic: index < 20 ? 'safety' : 'other' } }));
		record({ version: '2.0.0', samples: tagged(90), ...datasetOf(100) });
		assert.match(
			await only('{metric: rate, min: 0.5, slice: {topic: safety}}'),
			/: inconclusive, .* 10 of 30 answers of exp-001\/v2 are in error or missing/,
		);
	});

	for (const [bound, found] of [
		['min: 50', /: inconclusive, 1\. .* “rate” is never above 1, so a minimum of 50 may be meant in percent: write 0\.5\./],
		['min: 95', /: inconclusive, .* write 0\.95\./],
		['min: 1.5', /: inconclusive, .* write 0\.015\./],
		['min: 500', /: failed/],
	] as const) {
		test(`${bound} on scores from 0 to 1 ${String(found)}`, async () => {
			record({ version: '2.0.0', samples: answers(60), ...datasetOf(60) });
			assert.match(await only(`{metric: rate, ${bound}}`), found);
		});
	}
});
