import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { plan, record, configure, judge, only } = scene;

	suite('a metric threshold', () => {
		for (const [gate, passes, total, found] of [
			[
				'{metric: rate, min: 0.85}',
				95,
				100,
				/^rate \(>= 0\.85\): passed, 0\.95\. 95\.0 % on 100 cases, 95 % interval 88\.7 … 98\.4 %\./,
			],
			['{metric: rate, min: 0.85}', 70, 100, /^rate \(>= 0\.85\): failed, 0\.7\. .* The whole interval is below 85\.0 %\.$/],
			[
				'{metric: rate, min: 0.85}',
				89,
				100,
				/: inconclusive, 0\.89\. .* The interval includes 85\.0 %, so the result may be chance\. The value could be as low as 81\.2 % or as high as 94\.4 %\. n ≈ 560 cases would decide\.$/,
			],
			['{metric: rate, max: 0.2}', 5, 100, /^rate \(<= 0\.2\): passed, 0\.05\./],
			['{metric: rate, min: 0.85}', 10, 10, /: inconclusive, 1\. .* interval 69\.2 … 100\.0 %\. .* n ≈ 22 cases would decide\.$/],
			[
				'{metric: rate, min: 0.85}',
				1,
				1,
				/: inconclusive, 1\. 100\.0 % on 1 case: too few to decide\. At least n = 6 cases are needed\.$/,
			],
			[
				'{metric: rate, min: 0.9}',
				90,
				100,
				/: inconclusive, 0\.9\. .* The value is on the bound, so no number of cases would decide\.$/,
			],
			[
				'{metric: rate, min: 0.85, decide_on: value}',
				89,
				100,
				/: passed, 0\.89\. 89\.0 %, decided on the value alone, as configured/,
			],
		] as const) {
			test(`${gate} with ${passes} of ${total}`, async () => {
				record({ version: '2.0.0', scores: passing(passes, total) });
				assert.match(await only(gate), found);
			});
		}

		test('may be about pass@k and pass^k, from the answers to each case', async () => {
			for (const seed of [1, 2, 3]) {
				record({
					version: '2.0.0',
					scores: Array.from({ length: 60 }, (_, index) => Number(index % 3 !== seed % 3)),
					record: { seed },
				});
			}
			assert.match(await only('{metric: rate pass@2, min: 0.9}'), /^rate pass@2 \(>= 0\.9\): passed, 1\. /);
			assert.match(await only('{metric: rate pass^3, min: 0.1}'), /^rate pass\^3 \(>= 0\.1\): failed, 0\. /);
			assert.match(await only('{metric: rate pass@9, min: 0.1}'), /^rate pass@9 \(>= 0\.1\): inconclusive/);
		});

		test('is decided on cases, however often each was answered', async () => {
			for (const seed of [1, 2, 3]) record({ version: '2.0.0', scores: passing(10, 10), record: { seed } });
			assert.match(await only('{metric: rate, min: 0.85}'), /inconclusive, 1\. 100\.0 % on 10 cases, 95 % interval 69\.2 … 100\.0 %/);
		});

		test('counts groups, not the cases in them', async () => {
			const samples = Array.from({ length: 40 }, (_, index) => ({ case: index, group: index % 4, scores: { rate: 1 } }));
			record({ version: '2.0.0', samples });
			assert.match(
				await only('{metric: rate, min: 0.5}'),
				/inconclusive, 1\. 100\.0 % on 4 groups: too few to decide\. At least n = 6 groups/,
			);
		});

		test('leaves out cases in error and says so', async () => {
			const samples = Array.from({ length: 40 }, (_, index) => ({
				case: index,
				scores: { rate: 1 },
				error: index < 2 ? 'timeout' : null,
			}));
			record({ version: '2.0.0', samples });
			assert.match(await only('{metric: rate, min: 0.5}'), /passed, 1\. 100\.0 % on 38 cases \(2 with errors left out\)/);
		});

		for (const [what, gate] of [
			['a threshold', '{metric: rate, min: 0.5}'],
			['a regression margin', '{metric: rate, max_regression: 0.2}'],
			['a bound on a metric of which less is better', '{metric: words, max: 20}'],
		] as const) {
			test(`is not passed on the answers that a version did not refuse, as ${what}`, async () => {
				const samplesOf = (refused: number): readonly object[] =>
					Array.from({ length: 100 }, (_, index) => ({
						case: index,
						scores: { rate: Number(index % 10 > 0), words: 10 + (index % 5) },
						error: index < refused ? 'refused' : null,
					}));
				record({ version: '1.0.0', samples: samplesOf(0) });
				record({ version: '2.0.0', samples: samplesOf(40) });
				assert.match(
					await only(gate),
					/: inconclusive, .* 40 of 100 answers of exp-001\/v2 are in error or missing, and what they would have scored is not known\./,
				);
			});
		}

		test('counts errors as 0 where the experiment says so', async () => {
			plan('exp-001', '{rate: {primary: true}}\ndecision: {errors: zero}');
			const samples = Array.from({ length: 100 }, (_, index) => ({
				case: index,
				scores: { rate: 1 },
				error: index < 40 ? 'refused' : null,
			}));
			record({ version: '2.0.0', samples });
			assert.match(await only('{metric: rate, min: 0.4}'), /: passed, 0\.6\. /);
			assert.match(await only('{metric: rate, min: 0.8}'), /: failed, 0\.6\. /);
		});

		test('of a constant score stays as uncertain as its cases are few', async () => {
			record({ version: '2.0.0', samples: Array.from({ length: 20 }, (_, index) => ({ case: index, scores: { words: 12 } })) });
			assert.match(
				await only('{metric: words, max: 15}'),
				/^words \(<= 15\): passed, 12\. 12\.00 on 20 cases, 95 % interval 9\.98 … 14\.02\./,
			);
		});

		test('is open without runs, without the metric, and with totals alone', async () => {
			assert.match(
				await only('{metric: rate, min: 0.5}'),
				/inconclusive\. No completed run evaluated exactly the content of greeter 2\.0\.0\./,
			);
			const folder = record({ version: '2.0.0', scores: passing(9, 10), record: { metrics: { total: 0.9 } } });
			assert.match(
				await only('{metric: rats, min: 0.5}'),
				/inconclusive\. The run of 2\.0\.0 did not measure “rats”\. Did you mean “rate”\?/,
			);
			assert.match(await only('{metric: total, min: 0.5}'), /inconclusive, 0\.9\. .* as a run total without a value for each case/);
			assert.match(await only('{metric: total, min: 0.5, decide_on: value}'), /passed, 0\.9\./);
			rmSync(join(scene.repository.root, folder), { recursive: true });
			assert.match(await only('{metric: rate, min: 0.5}'), /inconclusive\. No completed run evaluated/);
		});

		test('tells of records that could not be read', async () => {
			const folder = record({ version: '2.0.0', scores: passing(9, 10) });
			scene.repository.write(`${folder}/samples.jsonl`, '{"case": 1, "scores": {"rate": NaN}}\n');
			configure('gates: [{metric: rate, min: 0.5}]');
			const report = await judge();
			assert.equal(report.gates[0]?.outcome, 'inconclusive');
			assert.match(report.warnings.join(), /samples\.jsonl, line 1: /);
		});
	});
});
