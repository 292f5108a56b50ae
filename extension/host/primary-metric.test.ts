import assert from 'node:assert/strict';
import { experimentSchema } from '../../core/experiment/experiment.ts';
import type { RunRecord } from '../../core/run/run-record.ts';
import { meanOfVariant, primaryDelta, primaryMetric } from './primary-metric.ts';

function experimentWith(metrics: object): ReturnType<typeof experimentSchema.parse> {
	return experimentSchema.parse({
		id: 'exp-001',
		variants: { v1: { prompt: 'p@1.0.0', baseline: true }, v2: { prompt: 'p@2.0.0' }, v3: { prompt: 'p@3.0.0' } },
		metrics,
	});
}

function run(variant: string, metrics: Record<string, number>, status: RunRecord['status'] = 'completed'): RunRecord {
	return {
		schema: 'stagemark/run/v1',
		id: '20250131T103000Z-3f9a1c',
		experiment: 'exp-001',
		variant,
		status,
		started_at: '2025-01-31T10:30:00Z',
		ended_at: '2025-01-31T10:31:00Z',
		recorded_by: 'Ana <ana@example.com>',
		prompt: null,
		model: null,
		parameters: {},
		seed: null,
		dataset: null,
		scorer: null,
		git: null,
		environment: { os: 'linux', runtime: {}, lockfiles: {} },
		metrics,
		artifacts: [],
		tags: {},
		notes: '',
		source: { kind: 'files' },
	};
}

suite('primary metric', () => {
	test('is the one marked as primary', () => {
		const experiment = experimentWith({ bleu: {}, rate: { primary: true } });
		assert.deepEqual(primaryMetric(experiment), { name: 'rate', goal: 'maximize' });
	});

	test('is the only one there is, and unknown when several stand side by side', () => {
		assert.deepEqual(primaryMetric(experimentWith({ cost: { goal: 'minimize' } })), { name: 'cost', goal: 'minimize' });
		assert.equal(primaryMetric(experimentWith({ cost: {}, bleu: {} })), undefined);
	});

	test('is averaged over completed runs of the variant alone', () => {
		const runs = [run('v1', { rate: 0.5 }), run('v1', { rate: 0.75 }), run('v1', { rate: 0 }, 'failed'), run('v2', { rate: 1 })];
		assert.equal(meanOfVariant(runs, 'v1', 'rate'), 0.625);
		assert.equal(meanOfVariant(runs, 'v3', 'rate'), undefined);
	});

	test('shows the best candidate against the baseline, by the goal of the metric', () => {
		const runs = [run('v1', { rate: 0.5 }), run('v2', { rate: 0.25 }), run('v3', { rate: 0.75 })];
		assert.deepEqual(primaryDelta(experimentWith({ rate: {} }), runs), {
			metric: { name: 'rate', goal: 'maximize' },
			variant: 'v3',
			delta: 0.25,
		});
		assert.equal(primaryDelta(experimentWith({ rate: { goal: 'minimize' } }), runs)?.variant, 'v2');
	});

	test('has no difference to show before the baseline has a run', () => {
		assert.equal(primaryDelta(experimentWith({ rate: {} }), [run('v2', { rate: 1 })]), undefined);
	});
});
