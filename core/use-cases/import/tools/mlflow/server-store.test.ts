import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { createPorts } from '../../../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../../../test/support/temporary-repository.ts';
import { withoutUndefined } from '../../../../base/without-undefined.ts';
import type { Ports } from '../../../../ports/ports.ts';
import type { ScratchFolder } from '../../../../ports/process-runner.ts';
import { describeFailure } from '../../../../words/describe-failure.ts';
import type { ImportFailure } from '../../import-failure.ts';
import type { InputFailure } from '../../../record/record-request.ts';
import type { Result } from '../../../../base/result.ts';
import { readImport } from '../../read-import.ts';
import type { ReadImport } from '../../read-import.ts';

const signal = new AbortController().signal;
const id = 'a'.repeat(32);

/** What MLflow 3.17 answers, by route and, where there are several pages, by token. */
const answers: Readonly<Record<string, unknown>> = {
	'/api/2.0/mlflow/experiments/search': { experiments: [{ experiment_id: '912345678901234567', name: 'summaries' }] },
	'/api/2.0/mlflow/runs/search': {
		runs: [
			{
				info: {
					run_id: id,
					run_name: 'v1',
					status: 'FINISHED',
					start_time: 1738319400000,
					end_time: 1738319401000,
					lifecycle_stage: 'active',
				},
				data: {
					metrics: [
						{ key: 'acc', value: 0.75, timestamp: 3, step: 1 },
						{ key: 'loss', value: 'NaN' },
					],
					params: [{ key: 'model', value: 'gpt-4-turbo' }],
					tags: [{ key: 'mlflow.linkedPrompts', value: '[{"name": "answer", "version": "2"}]' }],
				},
				inputs: { dataset_inputs: [{ dataset: { name: 'questions', digest: 'abc123' } }] },
			},
		],
	},
	'/api/2.0/mlflow/metrics/get-history acc': { metrics: [{ key: 'acc', value: 0.75, timestamp: 3, step: 1 }], next_page_token: 'more' },
	'/api/2.0/mlflow/metrics/get-history acc more': {
		metrics: [
			{ key: 'acc', timestamp: '2' },
			{ key: 'acc', value: 0.5, timestamp: 2, step: '1' },
		],
	},
	'/api/2.0/mlflow/metrics/get-history loss': { metrics: [{ key: 'loss', value: 'NaN', timestamp: 2, step: 0 }] },
	'/api/2.0/mlflow/artifacts/list': {
		files: [
			{ path: 'answers', is_dir: true },
			{ path: '../../out.txt', file_size: 1 },
			{ path: 'huge.bin', file_size: 20_000_000 },
		],
	},
	'/api/2.0/mlflow/artifacts/list answers': { files: [{ path: 'answers/a.txt', file_size: '5' }] },
	'/api/2.0/mlflow/model-versions/get': { model_version: { tags: [{ key: 'mlflow.prompt.text', value: 'Answer {{q}}' }] } },
	'/api/3.0/mlflow/traces/search': {
		traces: [
			{
				trace_id: 'tr-1',
				execution_duration: '0.006s',
				state: 'OK',
				assessments: [
					{ assessment_name: 'exact', feedback: { value: false }, valid: true },
					{ assessment_name: 'exact', feedback: { value: true }, valid: false },
					{ assessment_name: 'other', feedback: { value: 1 }, metadata: { 'mlflow.assessment.sourceRunId': 'another' } },
					{ assessment_name: 'expected', expectation: { value: '5' } },
				],
			},
		],
	},
	'/api/3.0/mlflow/traces/get': {
		trace: {
			spans: [
				{
					attributes: [
						{ key: 'mlflow.spanInputs', value: { kvlist_value: { values: [{ key: 'q', value: { string_value: '2+2' } }] } } },
						{ key: 'mlflow.spanOutputs', value: { string_value: '4' } },
					],
				},
			],
		},
	},
};

suite('import from a tracking server of MLflow', () => {
	let repository: TemporaryRepository;
	let ports: Ports;
	let downloads: ScratchFolder;
	let server: Server;
	let asked: string[];

	/** Listens, and gives its address. */
	async function listen(answer: (key: string) => unknown): Promise<string> {
		server = createServer((request, response) => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
			const words = ['metric_key', 'path', 'page_token'].flatMap(name => searchParams.get(name) ?? []);
			const key = [pathname, ...words].join(' ');
			asked.push(`${request.headers.authorization ?? ''} ${key}`.trim());
			const found = answer(key);
			const isHtml = typeof found === 'string' && found.startsWith('<');
			response.writeHead(found === undefined ? 404 : 200, { 'content-type': isHtml ? 'text/html' : 'application/json' });
			response.end(typeof found === 'string' ? found : JSON.stringify(found ?? { error_code: 'ENDPOINT_NOT_FOUND' }));
		});
		await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
	}

	setup(async () => {
		asked = [];
		repository = TemporaryRepository.create();
		ports = createPorts(repository.root);
		downloads = await ports.processes.makeScratchFolder();
	});

	teardown(async () => {
		server.closeAllConnections();
		await new Promise(resolve => server.close(resolve));
		await downloads.dispose();
		ports.git.dispose();
		repository.dispose();
	});

	function read(from: string, sourceExperiment?: string): Promise<Result<ReadImport, ImportFailure | InputFailure>> {
		return readImport({ from, downloads, ...withoutUndefined({ sourceExperiment }) }, ports, signal);
	}

	async function refusal(from: string, sourceExperiment?: string): Promise<string> {
		const result = await read(from, sourceExperiment);
		assert.ok(!result.ok);
		return describeFailure(result.failure).why;
	}

	test('a run has every value of its metrics over all pages, its data, prompts, answers and artifacts', async () => {
		const address = await listen(key => (key.startsWith('/get-artifact') ? 'first' : answers[key]));
		const result = await read(`${address}/`, 'summaries');
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		const [run] = result.value.runs;
		assert.ok(run !== undefined);
		assert.deepEqual([run.label, run.source.id, run.model, run.status], ['v1', id, 'gpt-4-turbo', 'completed']);
		assert.deepEqual([run.metrics, run.possiblePrompts], [{ acc: 0.75 }, ['Answer {{q}}', 'first']]);
		assert.deepEqual(run.tags, { 'mlflow.experiment': 'summaries', 'mlflow.datasets': 'questions (abc123)' });
		const points = [];
		for await (const { step, values } of run.series?.(signal) ?? []) points.push([step, values['acc']]);
		assert.deepEqual(points, [
			[0, 0],
			[1, 0.5],
			[1, 0.75],
		]);
		const samples = [];
		for await (const sample of run.samples?.(signal) ?? []) samples.push(sample);
		assert.deepEqual(samples, [
			{ case: '{"q":"2+2"}', scores: { exact: 0 }, input: { q: '2+2' }, output: '4', expected: '5', latency_ms: 6 },
		]);
		assert.deepEqual(
			run.artifacts?.map(({ name }) => name),
			['answers/a.txt'],
		);
		assert.deepEqual(await ports.external(run.artifacts[0]?.file ?? '').read(), { kind: 'text', text: 'first' });
		const warnings = result.value.notes.warnings.join('\n');
		assert.match(warnings, /The metric loss of the run a+ is not a finite number at step 0/);
		assert.match(warnings, /huge\.bin is larger than 10 MB/);
		assert.match(warnings, /“\.\.\/\.\.\/out\.txt” of the run a+ leads out of its folder, so it is left out/);
	});

	test('an experiment that is not there, a page instead of an answer and a broken answer are refused with the reason', async () => {
		const address = await listen(key => answers[key]);
		assert.equal(await refusal(address, 'sumaries'), 'It has no active experiment “sumaries”. Its experiments are “summaries”.');
		server.removeAllListeners('request');
		server.on('request', (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>sign in</html>'));
		assert.match(await refusal(address), /^The server answered with “text\/html” and not with JSON\. Check its address\./);
		server.removeAllListeners('request');
		server.on('request', (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"experiments": ['));
		assert.match(await refusal(address), /something else than JSON of MLflow/);
		server.removeAllListeners('request');
		server.on('request', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end());
		assert.match(await refusal(address), /redirect/);
		server.removeAllListeners('request');
		server.on('request', (_, response) => response.writeHead(403, { 'content-type': 'application/json' }).end('{"message": "no"}'));
		assert.match(await refusal(address), /^It answered with HTTP 403: \{"message": "no"\}\./);
	});

	test('nobody who compares files asks a server', async () => {
		const address = await listen(key => answers[key]);
		const result = await readImport({ from: address }, ports, signal);
		assert.ok(!result.ok);
		assert.deepEqual(asked, []);
	});
});
