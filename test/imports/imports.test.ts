import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../io/node-ports.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { SeriesPoint } from '../../core/formats/run/series.ts';
import type { ImportedRun } from '../../core/use-cases/import/imported-run.ts';
import type { ImportedSample } from '../../core/use-cases/import/imported-sample.ts';
import { readImport } from '../../core/use-cases/import/read-import.ts';
import { writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';
import { runCommandLine } from '../support/command-line.ts';

/** What the tools wrote just before, see tools/test/import-tools.mjs, and which of them did. */
const folder = process.env['STAGEMARK_IMPORTS'] ?? '';
const exercised = new Set((process.env['STAGEMARK_IMPORTED_TOOLS'] ?? '').split(' '));
const signal = new AbortController().signal;

async function collect<Value>(values: AsyncIterable<Value> | undefined): Promise<Value[]> {
	const all: Value[] = [];
	for await (const value of values ?? []) all.push(value);
	return all;
}

/** The part of a run that is the same on every machine and at every time. */
async function facts(run: ImportedRun | undefined): Promise<{
	readonly model: string | undefined;
	readonly status: string | undefined;
	readonly seed: number | undefined;
	readonly metrics: unknown;
	readonly cases: readonly string[];
	readonly samples: readonly ImportedSample[];
	readonly series: readonly SeriesPoint[];
}> {
	assert.ok(run !== undefined);
	const samples = await collect(run.samples?.(signal));
	const series = await collect(run.series?.(signal));
	const { model, status, seed, metrics } = run;
	return { model, status, seed, metrics, cases: samples.map(sample => sample.case).sort(), samples, series };
}

suite('import of what the tools themselves wrote', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	suiteSetup(() => {
		assert.ok(existsSync(folder), 'STAGEMARK_IMPORTS names no folder; run “npm test -- imports”.');
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
	});

	suiteTeardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	/** Reads a source, and records it twice on the command line: the second time there must be nothing new. */
	async function read(path: string, tool: string): Promise<readonly ImportedRun[]> {
		const from = join(folder, path);
		const result = await readImport({ from }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		assert.equal(result.value.importer.id, tool);
		const args = ['record', '--from', from, '--experiment', 'exp-001', '--variant', 'v2', '--format', 'json'];
		const first = runCommandLine(repository.root, args);
		assert.equal(first.exitCode, 0, first.stderr);
		const head = repository.git('rev-parse', 'HEAD');
		assert.match(runCommandLine(repository.root, args).stdout, /"runs": \[\],/);
		assert.equal(repository.git('rev-parse', 'HEAD'), head);
		assert.equal(repository.git('status', '--porcelain'), '');
		return result.value.runs;
	}

	test('at least one tool could be installed and run', () => assert.ok(exercised.size > 0 && !exercised.has('')));

	if (exercised.has('promptfoo')) {
		for (const file of ['results.json', 'results.jsonl']) {
			test(`promptfoo: ${file} gives a run for each prompt, with assertions as scores`, async () => {
				const runs = await read(`promptfoo/${file}`, 'promptfoo');
				assert.equal(runs.length, 2);
				const second = await facts(runs[1]);
				assert.equal(second.model, 'echo');
				assert.deepEqual(second.cases, ['test-0: english', 'test-1']);
				const english = second.samples.find(sample => sample.case.endsWith('english'));
				assert.deepEqual(english?.scores, { pass: 0, score: 0.5, hello: 0 });
				assert.equal(english.output, 'Good day Ana');
				assert.equal(english.error, undefined);
				assert.match(english.reason ?? '', /Expected output to contain "Hello"/);
			});
		}
	}

	if (exercised.has('mlflow')) {
		test('MLflow: runs of the file store have parameters, history, tags and artifacts; not-a-number is left out', async () => {
			const [first, second] = await read('mlflow/mlruns', 'mlflow');
			const v1 = await facts(first);
			assert.deepEqual([v1.model, v1.seed, v1.status], ['gpt-4-turbo', 1, 'completed']);
			assert.deepEqual(v1.metrics, { 'val/acc': 0.7 });
			assert.deepEqual(
				v1.series.map(({ step, values }) => [step, values['val/acc']]),
				[
					[0, 0.5],
					[1, 0.6],
					[2, 0.7],
				],
			);
			assert.equal(first?.parameters['temperature'], 0.7);
			assert.deepEqual(first.tags, { 'mlflow.experiment': 'summaries', team: 'docs' });
			assert.deepEqual(
				first.artifacts?.map(({ name }) => name),
				['answers/a.txt'],
			);
			assert.equal(second?.status, 'failed');
		});
	}

	if (exercised.has('mlflow-database')) {
		test('MLflow: runs of its database have what its own client reads of them', async () => {
			const client = JSON.parse(readFileSync(join(folder, 'mlflow-database/client.json'), 'utf8')) as {
				readonly id: string;
				readonly history: readonly (readonly [number, number])[];
				readonly latest: number;
			};
			const [first, child] = await read('mlflow-database/mlflow.db', 'mlflow');
			const v1 = await facts(first);
			assert.deepEqual([first?.source.id, v1.model, v1.seed, v1.status], [client.id, 'gpt-4-turbo', 1, 'completed']);
			assert.deepEqual([v1.metrics, first?.parameters], [{ 'val/acc': client.latest }, { temperature: 0.7 }]);
			assert.deepEqual(
				v1.series.map(({ step, values }) => [step, values['val/acc']]),
				client.history,
			);
			assert.deepEqual(first?.tags, { 'mlflow.experiment': 'summaries', team: 'docs' });
			assert.deepEqual(
				first.artifacts?.map(({ name }) => name),
				['answers/a.txt'],
			);
			assert.deepEqual([child?.label, child?.tags['mlflow.parentRunId']], ['child', client.id]);
		});
	}

	if (exercised.has('wandb')) {
		test('W&B: the log of an offline run has config, all 600 steps, summary and the table', async () => {
			const [run] = await read('wandb/wandb', 'wandb');
			const { model, seed, status, metrics, series } = await facts(run);
			assert.deepEqual([model, seed, status], ['gpt-4-turbo', 3, 'completed']);
			assert.deepEqual(metrics, { loss: 1 / 600, 'val/acc': 599 / 600, best_acc: 0.9 });
			assert.equal(series.length, 600);
			assert.deepEqual(series[599]?.values, { loss: 1 / 600, 'val/acc': 599 / 600 });
			assert.deepEqual(run?.parameters, { temperature: 0.7, 'optimizer.name': 'adam', 'optimizer.lr': 0.001 });
			assert.equal(run.artifacts?.length, 1);
		});
	}

	if (exercised.has('dvclive')) {
		test('DVCLive: a folder has metrics, parameters and every step', async () => {
			const [run] = await read('dvclive/plain', 'dvclive');
			const { model, seed, metrics, series } = await facts(run);
			assert.deepEqual([model, seed], ['gpt-4-turbo', 5]);
			assert.deepEqual(metrics, { 'train/loss': 0.25, acc: 0.75 });
			assert.deepEqual(
				series.map(({ values }) => values['acc']),
				[0, 0.25, 0.5, 0.75],
			);
		});

		test('DVC: an experiment is read from the refs of its repository', async () => {
			const own = createPorts(join(folder, 'dvclive/repository'));
			try {
				const result = await readImport({ from: 'refs/exps' }, own, signal);
				if (!result.ok) assert.fail(JSON.stringify(result.failure));
				assert.equal(result.value.importer.id, 'dvc-experiments');
				const [run, ...others] = result.value.runs;
				assert.equal(others.length, 0);
				assert.equal(run?.label, 'v2');
				assert.deepEqual(run.metrics, { 'train/loss': 0.25, acc: 0.75 });
				assert.equal(run.seed, 5);
				assert.match(run.commit?.hash ?? '', /^[0-9a-f]{40}$/);
			} finally {
				own.git.dispose();
			}
		});
	}

	if (exercised.has('lm-eval')) {
		test('lm-evaluation-harness: results and samples of a task become one run with cases', async () => {
			const [run] = await read('lm-eval/results', 'lm-eval');
			const { cases, samples, seed } = await facts(run);
			assert.deepEqual(cases, ['capitals/0', 'capitals/1']);
			assert.equal(seed, 11);
			assert.ok(samples.every(sample => typeof sample.scores['capitals/acc'] === 'number'));
			assert.equal(run?.dataset?.cases, 2);
			assert.match(run.tags['hash of capitals'] ?? '', /^[0-9a-f]{64}$/);
		});
	}

	if (exercised.has('inspect-ai')) {
		test('Inspect AI: a log has a sample for each epoch, with letters as scores', async () => {
			const [run] = await read('inspect-ai/json', 'inspect-ai');
			const { model, seed, cases, samples, metrics } = await facts(run);
			assert.deepEqual([model, seed], ['mockllm/model', 7]);
			assert.deepEqual(cases, ['fr', 'fr', 'it', 'it']);
			assert.equal(
				samples.reduce((sum, sample) => sum + (sample.scores['exact'] ?? NaN), 0),
				3,
			);
			assert.deepEqual(metrics, { 'exact/mean': 0.75 });
			assert.deepEqual(run?.usage, { input_tokens: 40, output_tokens: 8 });
		});

		test('Inspect AI: the archive, packed with Zstandard, says the same as the log in JSON', async () => {
			const [archive] = await read('inspect-ai/eval', 'inspect-ai');
			const [json] = await read('inspect-ai/json', 'inspect-ai');
			const [packed, plain] = [await facts(archive), await facts(json)];
			assert.deepEqual([packed.model, packed.cases, packed.metrics], [plain.model, plain.cases, plain.metrics]);
			assert.deepEqual(
				packed.samples.map(({ case: id, scores }) => ({ id, scores })),
				plain.samples.map(({ case: id, scores }) => ({ id, scores })),
			);
		});
	}
});
