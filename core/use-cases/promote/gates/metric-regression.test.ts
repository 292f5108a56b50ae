import assert from 'node:assert/strict';
import { passing, setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, only } = scene;

	suite('a regression margin', () => {
		const gate = '{metric: rate, max_regression: 0.05}';

		for (const [former, passes, found] of [
			[
				60,
				90,
				/^rate regression \(<= 0\.05\): passed, -0\.3\. Against 1\.0\.0 in exp-001: \+30\.0 pts on 100 cases, 95 % interval \+20\.7 … \+39\.6\. The whole interval is within the margin\.$/,
			],
			[
				90,
				60,
				/: failed, 0\.3\. .* The whole interval is beyond the margin\. The version could be 39\.6 pts worse or 20\.7 pts worse\.$/,
			],
			[
				90,
				89,
				/: inconclusive, 0\.01\. .* The interval includes the margin, so the difference may be chance\. The version could be 5\.4 pts worse or 2\.8 pts better\. n ≈ 220 cases would decide\.$/,
			],
		] as const) {
			test(`from ${former} to ${passes} of 100`, async () => {
				record({ version: '1.0.0', scores: passing(former, 100) });
				record({ version: '2.0.0', scores: passing(passes, 100) });
				assert.match(await only(gate), found);
			});
		}

		for (const [what, samplesOf, possible] of [
			['scores', (index: number) => ({ case: index, scores: { rate: index } }), /could be 3\.20 worse or 3\.20 better/],
			['passes and failures', (index: number) => ({ case: index, scores: { rate: index % 2 } }), /could be 1\d\.\d pts worse or/],
			['the only score there is', (index: number) => ({ case: index, scores: { rate: 1 } }), /could be 1\d\.\d pts worse or/],
			[
				'groups that all fail',
				(index: number) => ({ case: index, group: index % 10, scores: { rate: 0 } }),
				/could be 3\d\.\d pts worse or 3\d\.\d pts better/,
			],
		] as const) {
			test(`of 0 is not shown to be kept by two versions that agree on every case, of ${what}`, async () => {
				const samples = Array.from({ length: 20 }, (_, index) => samplesOf(index));
				for (const version of ['1.0.0', '2.0.0'] as const) record({ version, samples });
				const found = await only('{metric: rate, max_regression: 0}');
				assert.match(found, /: inconclusive, 0\. .* The value is on the bound, so no number of cases would decide\.$/);
				assert.match(found, possible);
			});
		}

		test('says how much worse a version could be that lost five of seven', async () => {
			const digits = (text: string): readonly number[] => Array.from(text, Number);
			record({ version: '1.0.0', scores: digits('1111101101') });
			record({ version: '2.0.0', scores: digits('0001001001') });
			const found = await only(gate);
			assert.match(found, /: failed, 0\.5\. .* The version could be 76\.3 pts worse or 7\.8 pts worse\.$/);
		});

		test('goes in the direction of the metric', async () => {
			const of = (more: (index: number) => number): readonly object[] =>
				Array.from({ length: 40 }, (_, index) => ({ case: index, scores: { words: 100 + more(index) } }));
			record({ version: '1.0.0', samples: of(() => 0) });
			record({ version: '2.0.0', samples: of(index => 3 + (index - 19.5) / 40) });
			assert.match(await only('{metric: words, max_regression: 1}'), /: failed, 3\. .* could be 3\.09 worse or 2\.91 worse\.$/);
			assert.match(await only('{metric: words, max_regression: 4}'), /: passed, 3\. /);
		});

		test('needs six cases, or as many groups as count for six', async () => {
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, scores: passing(4, 5) });
			assert.match(
				await only(gate),
				/inconclusive, 0\. .*0\.0 pts on 5 cases: too few to decide\. At least n = 6 cases are needed\.$/,
			);
			const samples = Array.from({ length: 46 }, (_, index) => ({
				case: index,
				group: Math.max(0, index - 39),
				scores: { rate: 1 },
			}));
			for (const version of ['1.0.0', '2.0.0'] as const) record({ version, samples });
			assert.match(await only(gate), /on 7 groups of unequal size that count as 1\.3: too few to decide\. At least n = 6 groups are/);
		});

		test('is open where both versions were asked different cases', async () => {
			const samples = (from: number): readonly object[] =>
				Array.from({ length: 20 }, (_, index) => ({ case: from + index, scores: { rate: 1 } }));
			record({ version: '1.0.0', samples: samples(0) });
			record({ version: '2.0.0', samples: samples(100) });
			assert.match(await only(gate), /inconclusive\. .*“rate” was not measured on the same cases on both sides\.$/);
		});

		test('is open on another dataset and where the metric is missing', async () => {
			record({ version: '1.0.0', scores: passing(60, 100) });
			record({
				version: '2.0.0',
				scores: passing(90, 100),
				record: { dataset: { path: 'b.jsonl', sha256: 'e'.repeat(64), cases: 100 } },
			});
			assert.match(await only(gate), /inconclusive\. .*Not comparable · different dataset\./);
			assert.match(
				await only('{metric: words, max_regression: 1}'),
				/inconclusive\. .*Not comparable|inconclusive\. .*not measured on the same cases/,
			);
		});
	});
});
