import assert from 'node:assert/strict';
import { createPorts } from '../../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../../test/support/temporary-repository.ts';
import type { Ports } from '../../../ports/ports.ts';
import { recordRun } from '../../../use-cases/record/record-run.ts';
import { loadWorkspace } from '../../../workspace/load-workspace.ts';
import { compareReferences } from '../compare-references.ts';
import { loadSideSeries } from './side-series.ts';
import type { RunSeries } from './side-series.ts';
import { thinPoints } from './thin-points.ts';

const signal = new AbortController().signal;

suite('series by step', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function record(variant: string, series?: string): Promise<string> {
		const recorded = await recordRun({ experiment: 'exp-001', variant, samplesFile: 'in/samples.jsonl' }, ports, signal);
		assert.ok(recorded.ok);
		if (series !== undefined) repository.write(`${recorded.value.folder}/series.jsonl`, series);
		return recorded.value.record.id;
	}

	async function load(): Promise<readonly RunSeries[]> {
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const access = { facts, files: ports.files, signal };
		const compared = await compareReferences(['exp-001'], {}, access);
		assert.ok(compared.ok);
		return loadSideSeries(compared.value.sides, access);
	}

	test('are read by side, run and metric, in order of steps, without the lines that are no point', async () => {
		const run = await record(
			'v1',
			'{"step": 2, "values": {"loss": 0.4}}\n\n{"step": 1, "values": {"loss": 0.9, "lr": 0.1}}\n{"step": 3, "values": {"loss": NaN}}\n{"step": 4, "val',
		);
		await record('v2');
		assert.deepEqual(await load(), [
			{
				side: 'exp-001/v1',
				run,
				metric: 'loss',
				points: [
					[1, 0.9],
					[2, 0.4],
				],
			},
			{ side: 'exp-001/v1', run, metric: 'lr', points: [[1, 0.1]] },
		]);
	});

	test('are none where no run has any', async () => {
		await record('v1');
		await record('v2');
		assert.deepEqual(await load(), []);
	});
});

suite('thinPoints', () => {
	test('leaves few points as they are', () => {
		const points = [
			[1, 2],
			[2, 1],
		] as const;
		assert.equal(thinPoints(points), points);
	});

	test('keeps a single spike among ten thousand points, both ends, and the order', () => {
		const points = Array.from({ length: 10_000 }, (_, step) => [step, step === 4321 ? 99 : Math.sin(step / 500)] as const);
		const thin = thinPoints(points);
		assert.ok(thin.length <= 400, `${thin.length} points`);
		assert.deepEqual([thin[0]?.[0], thin.at(-1)?.[0]], [0, 9999]);
		assert.ok(thin.some(([, value]) => value === 99));
		assert.deepEqual(
			thin.map(([step]) => step),
			thin.map(([step]) => step).toSorted((one, other) => one - other),
		);
	});
});
