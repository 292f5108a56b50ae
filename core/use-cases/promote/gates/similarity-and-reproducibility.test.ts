import assert from 'node:assert/strict';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, only } = scene;

	suite('similarity', () => {
		test('is that of text and structure while there are no outputs', async () => {
			assert.match(
				await only('{similarity: {min: 0.95}}'),
				/^similarity \(>= 0\.95\): failed, 0\.904762\. Against 1\.0\.0: text 0\.904762; structure 1\.$/,
			);
			assert.match(await only('{similarity: {min: 0.9, of: [structure]}}'), /passed, 1\. Against 1\.0\.0: structure 1\.$/);
			assert.match(
				await only('{similarity: {min: 0.9, of: [outputs]}}'),
				/inconclusive\. Against 1\.0\.0: no case has recorded outputs of both versions\.$/,
			);
		});

		test('takes outputs in, case by case', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) {
				const end = version === '1.0.0' ? 'day' : 'morning';
				record({
					version,
					samples: Array.from({ length: 20 }, (_, index) => ({
						case: index,
						scores: {},
						output: `Hello number ${index}, good ${end}`,
					})),
				});
			}
			const line = await only('{similarity: {min: 0.55, of: [outputs]}}');
			assert.match(line, /passed, 0\.714286\. Against 1\.0\.0: outputs 0\.714286 on 20 cases, 95 % interval 0\.593976 … 0\.76241\.$/);
		});
	});

	suite('reproducibility', () => {
		const gate = '{reproducibility: {runs: 2, tolerance: 0.02}}';

		/** One of ten cases changes from run to run, a fixed number of them upwards. */
		const run = (seed: number, moved: number): readonly object[] =>
			Array.from({ length: 200 }, (_, index) => ({
				case: index,
				scores: { rate: index < 20 ? Number((index + seed * 7) % 20 < 10 + moved) : 1 },
			}));

		test('takes repeats of a seed, else runs with different seeds', async () => {
			record({ version: '2.0.0', samples: run(1, 0), record: { seed: 1 } });
			assert.match(await only(gate), /inconclusive, 1\. 1 run has equal conditions, and 2 are needed\./);
			record({ version: '2.0.0', samples: run(2, 1), record: { seed: 2 } });
			assert.match(await only(gate), /rate in 2 runs with different seeds over 200 cases/);
			record({ version: '2.0.0', samples: run(1, 1), record: { seed: 1 } });
			assert.match(await only(gate), /rate in 2 runs with the same seed over 200 cases/);
		});

		for (const [tolerance, outcome, reason] of [
			[0.05, 'passed', /The whole interval is within the tolerance of 5\.0 pts\.$/],
			[
				0.01,
				'inconclusive',
				/The interval includes the tolerance of 1\.0 pts\. More runs would narrow the interval, more cases would/,
			],
			[0.001, 'failed', /The whole interval is beyond the tolerance of 0\.1 pts\. More cases would make the deviation smaller\.$/],
		] as const) {
			test(`${outcome} at a tolerance of ${tolerance}, however many runs there are`, async () => {
				const needed = `{reproducibility: {runs: 2, tolerance: ${tolerance}}}`;
				for (const seed of [1, 2]) record({ version: '2.0.0', samples: run(seed, 0), record: { seed } });
				const found = await only(needed);
				assert.match(found, new RegExp(`: ${outcome}, `));
				assert.match(found, reason);
				if (outcome === 'inconclusive') return;
				for (let seed = 3; seed <= 10; seed++) record({ version: '2.0.0', samples: run(seed, 0), record: { seed } });
				assert.match(await only(needed), new RegExp(`: ${outcome}, .*\\(rate in 10 runs `));
			});
		}

		test('does not take two identical runs for proof that nothing varies', async () => {
			for (const seed of [1, 1]) record({ version: '2.0.0', scores: passing(90, 100), record: { seed } });
			assert.match(
				await only('{reproducibility: {tolerance: 0}}'),
				/: inconclusive, 0\. .* of 0\.0 pts \(rate in 2 runs with the same seed/,
			);
			assert.match(await only(gate), /: passed, 0\. .*95 % interval 0\.0 pts to 1\.3 pts\./);
		});

		test('says when whole runs vary more than their answers', async () => {
			for (const [seed, shift] of [0, 3, -4, 6].entries()) {
				const samples = Array.from({ length: 60 }, (_, index) => ({
					case: index,
					scores: { rate: index + shift + ((index * seed) % 7) / 70 },
				}));
				record({ version: '2.0.0', samples, record: { seed } });
			}
			assert.match(
				await only(gate),
				/: failed, 4\.\d+\. .* Whole runs vary more than their answers do, so only more runs can tell more\.$/,
			);
		});

		test('is open where a run lacks the metric, or has it as a total alone', async () => {
			for (const seed of [1, 1]) record({ version: '2.0.0', record: { seed, metrics: { rate: 0.8 } } });
			assert.match(
				await only('{reproducibility: {tolerance: 0.02, metric: rats}}'),
				/inconclusive\. None of the 2 runs of 2\.0\.0 measured “rats”/,
			);
			assert.match(await only(gate), /: inconclusive\. “rate” is there only as run totals, without a value for each case/);
		});

		test('is open where the runs have no case in common', async () => {
			for (const from of [0, 100]) {
				const samples = Array.from({ length: 20 }, (_, index) => ({ case: from + index, scores: { rate: 1 } }));
				record({ version: '2.0.0', samples, record: { seed: 1 } });
			}
			assert.match(await only(gate), /: inconclusive\. No case has a value of “rate” in every run\.$/);
		});
	});
});
