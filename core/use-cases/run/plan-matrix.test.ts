import assert from 'node:assert/strict';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { Combination, ExperimentRunRequest } from './experiment-run.ts';
import { planMatrix } from './plan-matrix.ts';
import { runRecordSchema } from '../../formats/run/run-record.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

const promptSha256 = 'a'.repeat(64);
const datasetSha256 = 'd'.repeat(64);
const startedOn = new Map(['v1', 'v2'].map(variant => [variant, { promptSha256, datasetSha256 }]));

function run(changes: Partial<RunRecord>): RunRecord {
	return runRecordSchema.parse({
		schema: 'stagemark/run/v1',
		id: '20250131T103000Z-3f9a1c',
		experiment: 'exp-001',
		variant: 'v1',
		status: 'completed',
		started_at: '2025-01-31T10:30:00Z',
		ended_at: '2025-01-31T10:30:00Z',
		recorded_by: 'Ana',
		prompt: { name: 'p', version: '1.0.0', path: 'p.j2', sha256: promptSha256 },
		model: null,
		parameters: {},
		seed: 1,
		dataset: { path: 'd.jsonl', sha256: datasetSha256, cases: 1 },
		scorer: null,
		git: null,
		environment: { os: 'linux', runtime: {}, lockfiles: {} },
		metrics: {},
		artifacts: [],
		tags: {},
		notes: '',
		source: { kind: 'command' },
		...changes,
	});
}

function planned(request: Partial<ExperimentRunRequest>, runs: readonly RunRecord[], seeds?: readonly number[]): readonly string[] {
	const experiment = experimentSchema.parse({ id: 'exp-001', ...(seeds === undefined ? {} : { seeds: [...seeds] }) });
	return planMatrix(experiment, { experiment: 'exp-001', ...request }, startedOn, runs).missing.map(nameOf);
}

function nameOf({ variant, seed }: Combination): string {
	return `${variant}/${seed}`;
}

suite('planMatrix', () => {
	for (const [what, request, runs, seeds, expected] of [
		['every variant with every seed, seed by seed', {}, [], [1, 2], ['v1/1', 'v2/1', 'v1/2', 'v2/2']],
		['a seed that is listed twice once', {}, [], [1, 1], ['v1/1', 'v2/1']],
		['each variant once without seeds', {}, [], undefined, ['v1/null', 'v2/null']],
		['one seed, planned or not', { seed: 9 }, [], [1], ['v1/9', 'v2/9']],
		['not what is completed', {}, [run({})], [1], ['v2/1']],
		['what failed once more', {}, [run({ status: 'failed' })], [1], ['v1/1', 'v2/1']],
		['what was cancelled once more', {}, [run({ status: 'cancelled' })], [1], ['v1/1', 'v2/1']],
		['what ran with another seed', {}, [run({ seed: 2 })], [1], ['v1/1', 'v2/1']],
		[
			'what ran on another prompt',
			{},
			[run({ prompt: { name: 'p', version: null, path: 'p', sha256: datasetSha256 } })],
			[1],
			['v1/1', 'v2/1'],
		],
		['what ran on another dataset', {}, [run({ dataset: null })], [1], ['v1/1', 'v2/1']],
		['everything when asked to run again', { again: true }, [run({})], [1], ['v1/1', 'v2/1']],
	] as const) {
		test(`plans ${what}`, () => {
			assert.deepEqual(planned(request, runs, seeds), expected);
		});
	}

	test('names what is finished', () => {
		const experiment = experimentSchema.parse({ id: 'exp-001', seeds: [1] });
		assert.deepEqual(planMatrix(experiment, { experiment: 'exp-001' }, startedOn, [run({})]).finished, [{ variant: 'v1', seed: 1 }]);
	});
});
