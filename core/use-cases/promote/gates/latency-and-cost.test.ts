import assert from 'node:assert/strict';
import { setGateScene } from '../../../../test/support/gate-scene.ts';

suite('evaluateGates', () => {
	const scene = setGateScene();
	const { record, only } = scene;

	suite('latency and cost', () => {
		const samplesOf = (count: number, latency: (index: number) => number): readonly object[] =>
			Array.from({ length: count }, (_, index) => ({
				case: index,
				scores: {},
				latency_ms: latency(index),
				cost_usd: 0.01 * (1 + (index % 3)),
			}));

		test('hold a percentile against an interval from the order of the answers', async () => {
			record({ version: '2.0.0', samples: samplesOf(200, index => 1000 + index) });
			assert.match(
				await only('{metric: latency_ms_p95, max: 1500}'),
				/^latency_ms_p95 \(<= 1500\): passed, 1189\. 1189 on 200 cases, 95 % interval 1183 … 1196\./,
			);
			assert.match(await only('{metric: latency_ms_p95, max: 1190}'), /: inconclusive, 1189\. .* n ≈ \d+ cases would decide\.$/);
			assert.match(await only('{metric: latency_ms_p50, max: 1050}'), /: failed, 1099\. /);
		});

		test('say how many cases bound a percentile at all', async () => {
			record({ version: '2.0.0', samples: samplesOf(20, () => 100) });
			assert.match(
				await only('{metric: latency_ms_p95, max: 1500}'),
				/inconclusive, 100\. 20 cases are too few to bound this percentile on both sides\. n = 72 cases would be enough\.$/,
			);
			assert.match(await only('{metric: latency_ms_p95, max: 1500, decide_on: value}'), /passed, 100\. Decided on the value alone/);
		});

		test('fall back on what runs say as a whole, the worst deciding', async () => {
			for (const [p95, cost] of [
				[900, 1],
				[1600, 2],
			] as const) {
				record({
					version: '2.0.0',
					record: { usage: { cost_usd: cost, latency_ms: { p50: 400, p95 } }, dataset: { path: 'a', sha256: null, cases: 100 } },
				});
			}
			assert.match(await only('{metric: latency_ms_p95, max: 1500}'), /failed, 1600\. 1600 in the worst of 2 runs\./);
			assert.match(await only('{metric: latency_ms_p50, max: 500}'), /passed, 400\./);
			assert.match(
				await only('{metric: latency_ms_p99, max: 500}'),
				/inconclusive\. None of the 2 runs of 2\.0\.0 measured “latency_ms_p99”/,
			);
			assert.match(await only('{metric: cost_usd, max: 0.015}'), /^cost_usd \(<= 0\.015\): failed, 0\.02\./);
			assert.match(await only('{metric: cost_usd, max: 3, per: run}'), /^cost_usd per run \(<= 3\): passed, 2\./);
		});

		test('hold the cost of a case against its interval', async () => {
			record({ version: '2.0.0', samples: samplesOf(99, () => 1) });
			assert.match(
				await only('{metric: cost_usd, max: 0.1, per: case}'),
				/^cost_usd \(<= 0\.1\): passed, 0\.02\. 0\.020 on 99 cases, 95 % interval/,
			);
		});
	});
});
