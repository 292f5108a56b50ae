import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { plan, record, configure, words } = scene;

	suite('compared-with-production', () => {
		setup(() => {
			configure('require: [compared-with-production]');
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}}');
		});

		for (const [outcome, passes, verdict] of [
			['passed', 90, 'rate: Improved'],
			['passed', 60, 'rate: Equivalent · within 10 points'],
			['failed', 30, 'rate: Regressed'],
		] as const) {
			test(`${outcome} by the verdict “${verdict}”`, async () => {
				record({ version: '1.0.0', scores: passing(60, 100) });
				record({ version: '2.0.0', scores: passing(passes, 100) });
				const [line = ''] = await words();
				assert.ok(
					line.startsWith(
						`compared-with-production (not worse than 1.0.0): ${outcome}, ${verdict}. exp-001, exp-001/v2 against exp-001/v1. `,
					),
					line,
				);
			});
		}

		test('does not pass a version that may be 20 points worse, however few the cases', async () => {
			for (const [former, passes] of [
				[6, 4],
				[8, 6],
				[9, 9],
			] as const) {
				record({ version: '1.0.0', scores: passing(former, 10) });
				record({ version: '2.0.0', scores: passing(passes, 10) });
				const found = (await words()).join();
				assert.match(found, /: inconclusive, .*rate: The version could be \d\d\.\d pts worse or .* A loss of 10\.0 pts matters\./);
				rmSync(join(scene.repository.root, 'experiments/exp-001/runs'), { recursive: true });
			}
		});

		test('passes a version that is worse by less than matters, and says so', async () => {
			record({ version: '1.0.0', scores: passing(360, 400) });
			record({ version: '2.0.0', scores: passing(350, 400) });
			assert.match(
				(await words()).join(),
				/: passed, rate: Regressed.* rate is worse, by less than what matters \(10\.0 pts\)\. Comparable\./,
			);
		});

		test('does not pass a version that refuses half of its answers', async () => {
			const samplesOf = (refused: number): readonly object[] =>
				Array.from({ length: 100 }, (_, index) => ({
					case: index,
					scores: { rate: Number(index % 3 > 0) },
					error: index < refused ? 'refused' : null,
				}));
			record({ version: '1.0.0', samples: samplesOf(0) });
			record({ version: '2.0.0', samples: samplesOf(50) });
			assert.match((await words()).join(), /: inconclusive, .* 50 of 100 answers of exp-001\/v2 are in error or missing/);
		});

		test('asks for every declared metric, and for a smallest difference that matters', async () => {
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize}}');
			const samples = (more: (index: number) => number): readonly object[] =>
				Array.from({ length: 60 }, (_, index) => ({ case: index, scores: { rate: index % 2, words: 100 + more(index) } }));
			record({ version: '1.0.0', samples: samples(() => 0) });
			record({ version: '2.0.0', samples: samples(index => Math.sin(index)) });
			assert.match(
				(await words()).join(),
				/: inconclusive, .* Declare the smallest difference that matters, min_effect, for words\./,
			);
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize, min_effect: 5}}');
			assert.match((await words()).join(), /: passed, rate: /);
			plan('exp-001', '{rate: {primary: true, min_effect: 0.1}, words: {goal: minimize, min_effect: 0.01}}');
			assert.match(
				(await words()).join(),
				/: inconclusive, .* words: The version could be 0\.\d+ worse or 0\.\d+ better\. A loss of 0\.01\d* matters\./,
			);
		});

		test('decides nothing on what was merely measured', async () => {
			const samples = (latency: number): readonly object[] =>
				Array.from({ length: 60 }, (_, index) => ({ case: index, scores: { rate: index % 2 }, latency_ms: latency + (index % 9) }));
			record({ version: '1.0.0', samples: samples(100) });
			record({ version: '2.0.0', samples: samples(9000) });
			const found = (await words()).join();
			assert.match(found, /: passed, rate: /);
			assert.doesNotMatch(found, /latency/);
		});

		test('is open where the experiment declares no metric', async () => {
			plan('exp-001', '{}');
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: passing(9, 10) });
			assert.match((await words()).join(), /: inconclusive\. .* The experiment declares no metric, so nothing can be shown\./);
		});

		test('is open with too few cases', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: [1] });
			assert.match((await words()).join(), /inconclusive, rate: Not enough data · 1 case, at least 6 needed\./);
		});

		test('fails on another dataset, because then nothing was compared', async () => {
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({
				version: '2.0.0',
				scores: passing(90, 100),
				record: { dataset: { path: 'b.jsonl', sha256: 'e'.repeat(64), cases: 100 } },
			});
			assert.match((await words()).join(), /failed, rate: Not comparable · different dataset\./);
		});

		test('fails without runs of the version in Production, and says what to run', async () => {
			record({ version: '2.0.0', scores: passing(90, 100) });
			assert.match(
				(await words()).join(),
				/failed\. No experiment has completed runs of both 2\.0\.0 and 1\.0\.0, which is in Production; exp-001 has no run of 1\.0\.0 .* Run both in one experiment/,
			);
		});

		test('takes the newest other experiment that has both, unless one is named', async () => {
			plan('exp-002', '{rate: {primary: true, min_effect: 0.1}}');
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({ version: '2.0.0', scores: passing(90, 100) });
			record({ version: '2.0.0', scores: passing(90, 100), record: { experiment: 'exp-002' } });
			assert.match((await words()).join(), /passed, rate: Improved\. exp-001, exp-001\/v2 against exp-001\/v1/);
			assert.match(
				(await words({ evidence: { experiment: 'exp-002' } })).join(),
				/failed\. No experiment has completed runs of both/,
			);
		});

		test('has nothing to say of the version in Production itself', async () => {
			assert.match((await words({ version: '1.0.0' })).join(), /skipped\. 1\.0\.0 is already in Production/);
		});
	});
});
