import assert from 'node:assert/strict';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import { isRunOfPrompt } from './run-of-prompt.ts';
import { summarizePromptRuns, summarizeRuns } from './run-summary.ts';

const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: { v1: { prompt: 'p@1.0.0', baseline: true }, v2: { prompt: 'p@2.0.0' }, v3: { prompt: 'p@3.0.0' } },
	metrics: { rate: { primary: true }, cost: { goal: 'minimize' } },
});

const runs = [
	exampleRun(1, { variant: 'v1', metrics: { rate: 0.7 } }),
	exampleRun(2, { variant: 'v1', metrics: { rate: 0.9 } }),
	exampleRun(3, { variant: 'v2', metrics: { rate: 0.9 } }),
	exampleRun(4, { variant: 'v2', status: 'failed', metrics: { rate: 0 } }),
	exampleRun(5, { variant: 'old', metrics: { cost: 1 } }),
];

suite('summary of runs', () => {
	test('counts all runs and averages the primary metric of completed ones', () => {
		const summary = summarizeRuns(experiment, runs);
		assert.deepEqual(
			summary.variants.map(({ variant, runCount, unfinishedCount, primaryMean }) => [
				variant,
				runCount,
				unfinishedCount,
				primaryMean,
			]),
			[
				['v1', 2, 0, 0.8],
				['v2', 2, 1, 0.9],
				['v3', 0, 0, undefined],
				['old', 1, 0, undefined],
			],
		);
		assert.equal(summary.bestVariant?.variant, 'v2');
		assert.equal(summary.primaryDelta?.variant, 'v2');
		assert.equal(summary.primaryDelta.delta.toFixed(12), '0.100000000000');
		assert.equal(summary.lastRunAt, '2025-01-31T10:05:00Z');
	});

	test('takes the smallest mean as best where less is better', () => {
		const cheap = experimentSchema.parse({ ...experiment, metrics: { rate: { goal: 'minimize' } } });
		assert.equal(summarizeRuns(cheap, runs).bestVariant?.variant, 'v1');
	});

	test('has no best variant without a primary metric, and nothing without runs', () => {
		const unclear = experimentSchema.parse({ ...experiment, metrics: { rate: {}, cost: {} } });
		const { primaryMetric, bestVariant, primaryDelta } = summarizeRuns(unclear, runs);
		assert.deepEqual([primaryMetric, bestVariant, primaryDelta], [undefined, undefined, undefined]);
		assert.equal(summarizeRuns(experiment, []).lastRunAt, undefined);
	});
});

suite('summary of a prompt', () => {
	test('gives the best mean of the metric most of its experiments are about', () => {
		const second = experimentSchema.parse({ ...experiment, id: 'exp-002' });
		const third = experimentSchema.parse({ ...experiment, id: 'exp-003', metrics: { bleu: {} } });
		const own = [
			...runs,
			exampleRun(6, { experiment: 'exp-002', metrics: { rate: 0.95 } }),
			exampleRun(7, { experiment: 'exp-003', metrics: { bleu: 1 } }),
		];
		assert.deepEqual(summarizePromptRuns([third, experiment, second], own), {
			runCount: 7,
			best: { metric: 'rate', mean: 0.95 },
			lastRunAt: '2025-01-31T10:07:00Z',
		});
		assert.deepEqual(summarizePromptRuns([experiment], []), { runCount: 0, best: undefined, lastRunAt: undefined });
	});

	for (const [title, prompt, isOwn] of [
		[
			'the same content in another version',
			{ name: 'code-generator', version: '9.0.0', contentHash: examplePrompt('1.0.0').sha256 },
			true,
		],
		['the same version with edited content', { name: 'code-generator', version: '1.0.0', contentHash: 'x' }, true],
		['another version and content', { name: 'code-generator', version: '2.0.0', contentHash: 'x' }, false],
		['the same content under another name', { name: 'other', version: '1.0.0', contentHash: examplePrompt('1.0.0').sha256 }, false],
		['a prompt without a version and other content', { name: 'code-generator', version: undefined, contentHash: 'x' }, false],
	] as const) {
		test(`a run ${isOwn ? 'belongs' : 'does not belong'} to ${title}`, () => assert.equal(isRunOfPrompt(exampleRun(1), prompt), isOwn));
	}
});
