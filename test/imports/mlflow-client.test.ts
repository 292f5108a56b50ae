import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What MLflow's own client sent just before to an endpoint of a repository, and what it read back. */
const folder = join(process.env['STAGEMARK_IMPORTS'] ?? '', 'mlflow-client');
const isExercised = (process.env['STAGEMARK_IMPORTED_TOOLS'] ?? '').split(' ').includes('mlflow-client');

const recordSchema = z.object({
	variant: z.string(),
	status: z.string(),
	model: z.string().nullable(),
	seed: z.number().nullable(),
	parameters: z.record(z.string(), z.unknown()),
	metrics: z.record(z.string(), z.number()),
	prompt: z.object({ sha256: z.string().nullable() }),
	artifacts: z.array(z.object({ path: z.string() })),
	tags: z.record(z.string(), z.string()),
	source: z.object({ id: z.string() }),
});

suite('runs that a client of MLflow sent', () => {
	if (!isExercised) return;

	const repository = join(folder, 'repository');
	const git = (...args: string[]): string => spawnSync('git', args, { cwd: repository, encoding: 'utf8' }).stdout;
	const records = (): readonly z.output<typeof recordSchema>[] =>
		git('ls-files', '*/run.json')
			.split('\n')
			.filter(path => path !== '')
			.map(path => recordSchema.parse(JSON.parse(readFileSync(join(repository, path), 'utf8'))));
	const client = (): Record<string, unknown> => JSON.parse(readFileSync(join(folder, 'client.json'), 'utf8')) as Record<string, unknown>;

	test('are one commit each, and nothing is left uncommitted', () => {
		assert.ok(existsSync(join(folder, 'client.json')));
		assert.equal(git('rev-list', '--count', 'HEAD').trim(), '5');
		assert.equal(git('status', '--porcelain'), '');
	});

	test('are recorded with typed parameters, the prompt by its bytes, history and artifacts', () => {
		const { parent } = client();
		const run = records().find(({ source }) => source.id === parent);
		assert.deepEqual(
			[run?.variant, run?.status, run?.model, run?.seed, run?.parameters],
			['v1', 'completed', 'gpt-4-turbo', 3, { temperature: 0.7, stream: true }],
		);
		assert.equal(run?.metrics['pass_rate'], 0.7);
		assert.equal(Object.keys(run.metrics).length, 101);
		assert.match(run.prompt.sha256 ?? 'no hash', /^[0-9a-f]{64}$/);
		assert.deepEqual(run.artifacts.map(({ path }) => path).sort(), ['artifacts/answers/a.json', 'artifacts/prompt.txt']);
		assert.equal(run.tags['team'], 'docs');
	});

	test('keep their parent, and a run whose program raised an error failed', () => {
		const { parent, child } = client();
		const nested = records().find(({ source }) => source.id === child);
		assert.equal(nested?.tags['mlflow.parentRunId'], parent);
		assert.deepEqual(
			records()
				.map(({ variant, status }) => `${variant} ${status}`)
				.sort(),
			['v1 completed', 'v2 completed', 'v2 failed'],
		);
	});

	test('are read back by the client as it sent them, and take nothing after the end', () => {
		const { text, ...read } = client();
		const { parent, child } = read;
		assert.deepEqual(read, {
			parent,
			child,
			status: 'FINISHED',
			params: { model: 'gpt-4-turbo', seed: '3', temperature: '0.7', stream: 'True' },
			metrics: { pass_rate: 0.7 },
			metric_count: 101,
			history: [
				[0, 0.5],
				[1, 0.6],
				[2, 0.7],
			],
			found: [parent],
			artifacts: ['answers', 'prompt.txt'],
			late: 'INVALID_PARAMETER_VALUE',
			prompt: 'Way 1: {{ question }}',
			prompt_by_number: 'Way 1: {{ question }}',
			prompt_text: 'Way 1: why?',
			prompt_alias: 'PERMISSION_DENIED',
		});
		assert.equal(text, 'x'.repeat(1000));
	});
});
