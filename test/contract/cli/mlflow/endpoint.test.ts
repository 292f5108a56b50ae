import assert from 'node:assert/strict';
import { request } from 'node:http';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import { MlflowEndpoint } from '../../../support/mlflow-endpoint.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const runSchema = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });
const recordedSchema = z.looseObject({
	variant: z.string(),
	status: z.string(),
	model: z.string().nullable(),
	seed: z.number().nullable(),
	parameters: z.record(z.string(), z.unknown()),
	metrics: z.record(z.string(), z.number()),
	tags: z.record(z.string(), z.string()),
});

suite('stagemark mlflow serve', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let endpoint: MlflowEndpoint;
	let experiment: string;

	setup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		endpoint = await MlflowEndpoint.start(repository.root);
		experiment = await experimentNamed('exp-001');
	});

	teardown(async () => {
		await endpoint.stop();
		repository.dispose();
	});

	async function experimentNamed(name: string): Promise<string> {
		return z.object({ experiment_id: z.string() }).parse((await endpoint.post('experiments/create', { name })).body).experiment_id;
	}

	async function startRun(name: string, tags: Readonly<Record<string, string>> = {}): Promise<string> {
		const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
		const { body } = await endpoint.post('runs/create', {
			experiment_id: experiment,
			run_name: name,
			start_time: 1_700_000_000_000,
			tags: pairs,
		});
		return runSchema.parse(body).run.info.run_id;
	}

	const log = (run: string, key: string, value: unknown): Promise<unknown> =>
		endpoint.post('runs/log-metric', { run_id: run, key, value, timestamp: 1_700_000_000_000 });
	const end = (run: string, status = 'FINISHED'): ReturnType<MlflowEndpoint['post']> =>
		endpoint.post('runs/update', { run_id: run, status, end_time: 1_700_000_001_000 });

	function recorded(): readonly z.output<typeof recordedSchema>[] {
		const files = repository
			.git('ls-files', 'experiments')
			.split('\n')
			.filter(path => path.endsWith('/run.json'));
		return files.map(path => recordedSchema.parse(JSON.parse(repository.read(path))));
	}

	const commitCount = (): number => Number(repository.git('rev-list', '--count', 'HEAD'));

	/** Error code and status, as clients tell them apart. */
	async function refusal(asked: ReturnType<MlflowEndpoint['post']>): Promise<string> {
		const { status, body } = await asked;
		return `${status} ${String(body['error_code'])}`;
	}

	test('an ended run is one record and one commit, with typed parameters, model, seed and tags', async () => {
		const before = commitCount();
		const run = await startRun('v1', { team: 'docs' });
		await endpoint.post('runs/log-batch', {
			run_id: run,
			metrics: [
				{ key: 'pass_rate', value: 0.5, timestamp: '1700000000000', step: '0' },
				{ key: 'pass_rate', value: 0.75, timestamp: 1_700_000_000_500, step: 1 },
			],
			params: [
				{ key: 'temperature', value: '0.7' },
				{ key: 'stream', value: 'True' },
				{ key: 'model', value: 'gpt-4-turbo' },
				{ key: 'seed', value: '3' },
			],
		});
		assert.equal((await end(run)).status, 200);
		const [record] = recorded();
		assert.deepEqual(
			[record?.variant, record?.status, record?.model, record?.seed, record?.parameters, record?.metrics],
			['v1', 'completed', 'gpt-4-turbo', 3, { temperature: 0.7, stream: true }, { pass_rate: 0.75 }],
		);
		assert.equal(record?.tags['team'], 'docs');
		assert.equal(commitCount(), before + 1);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('a nested run names its parent, a failed one failed, and a tag says the variant', async () => {
		const parent = await startRun('sweep', { 'stagemark.variant': 'v1' });
		const child = await startRun('first try', { 'mlflow.parentRunId': parent, 'stagemark.variant': 'v2' });
		await log(child, 'pass_rate', 0.25);
		await log(parent, 'pass_rate', 0.5);
		await end(child, 'FAILED');
		await end(parent);
		assert.deepEqual(
			recorded()
				.map(({ variant, status, tags }) => [variant, status, tags['mlflow.parentRunId'] === parent])
				.sort(),
			[
				['v1', 'completed', false],
				['v2', 'failed', true],
			],
		);
	});

	test('nothing is added after the end, and a second end is a retry', async () => {
		const run = await startRun('v1');
		await log(run, 'pass_rate', 1);
		await end(run);
		const before = commitCount();
		assert.equal((await end(run)).status, 200);
		assert.equal(await refusal(end(run, 'FAILED')), '400 INVALID_PARAMETER_VALUE');
		for (const [path, body] of [
			['runs/log-metric', { run_id: run, key: 'late', value: 1, timestamp: 1 }],
			['runs/log-parameter', { run_id: run, key: 'late', value: '1' }],
			['runs/set-tag', { run_id: run, key: 'late', value: '1' }],
			['runs/delete', { run_id: run }],
		] as const)
			assert.equal(await refusal(endpoint.post(path, body)), '400 INVALID_PARAMETER_VALUE', path);
		assert.equal(commitCount(), before);
	});

	test('what was acknowledged survives a kill, the next start names the open run, and close ends it', async () => {
		const run = await startRun('v1');
		for (const value of [0.1, 0.2, 0.3]) await log(run, 'pass_rate', value);
		await endpoint.stop('SIGKILL');
		endpoint = await MlflowEndpoint.start(repository.root);
		await endpoint.says(new RegExp(`The run “v1” \\(${run}\\) has not ended`));
		const history = await endpoint.get(`metrics/get-history?run_id=${run}&metric_key=pass_rate`);
		assert.deepEqual(
			z
				.object({ metrics: z.array(z.object({ value: z.number() })) })
				.parse(history.body)
				.metrics.map(({ value }) => value),
			[0.1, 0.2, 0.3],
		);
		await endpoint.stop();
		const closed = runCommandLine(repository.root, ['mlflow', 'close', run, '--failed']);
		assert.equal(closed.exitCode, 0, closed.stderr);
		assert.deepEqual(
			recorded().map(({ status, metrics }) => [status, metrics]),
			[['failed', { pass_rate: 0.3 }]],
		);
		assert.equal(runCommandLine(repository.root, ['mlflow', 'close', run]).exitCode, 1);
	});

	test('close reaches the endpoint that is serving', async () => {
		const run = await startRun('v2');
		await log(run, 'pass_rate', 0.5);
		const closed = runCommandLine(repository.root, ['mlflow', 'close', run, '--port', new URL(endpoint.address).port]);
		assert.match(closed.stdout, /as FINISHED/);
		assert.deepEqual(
			recorded().map(({ variant, status }) => [variant, status]),
			[['v2', 'completed']],
		);
	});

	test('--batch makes one commit of all runs when it stops', async () => {
		await endpoint.stop();
		endpoint = await MlflowEndpoint.start(repository.root, '--batch');
		const before = commitCount();
		for (const [name, value] of [
			['v1', 0.25],
			['v2', 0.5],
			['v2', 0.75],
		] as const) {
			const run = await startRun(name);
			await log(run, 'pass_rate', value);
			await end(run);
		}
		assert.equal(commitCount(), before);
		await endpoint.stop();
		assert.equal(commitCount(), before + 1);
		assert.equal(recorded().length, 3);
	});

	test('a run that belongs nowhere is kept, told, and recorded once its variant is known', async () => {
		const run = await startRun('nightly');
		await log(run, 'pass_rate', 0.5);
		assert.equal((await end(run)).status, 200);
		await endpoint.says(/The run “nightly” ended and is not recorded yet: The variant of “nightly” in “exp-001” is unknown\./);
		assert.equal(recorded().length, 0);
		await endpoint.post('runs/set-tag', { run_id: run, key: 'stagemark.variant', value: 'v2' });
		assert.deepEqual(
			recorded().map(({ variant }) => variant),
			['v2'],
		);
	});

	test('values that are no finite number are answered, left out of the record, and told', async () => {
		const run = await startRun('v1');
		for (const value of ['NaN', 'Infinity', '-Infinity', 0.5]) await log(run, 'pass_rate', value);
		await log(run, 'loss', 'NaN');
		const { body } = await endpoint.get(`metrics/get-history?run_id=${run}&metric_key=pass_rate`);
		assert.deepEqual(
			(body['metrics'] as { value: unknown }[]).map(({ value }) => value),
			['NaN', 'Infinity', '-Infinity', 0.5],
		);
		await end(run);
		await endpoint.says(/v1: 3 of 4 values of the metric “pass_rate” are not finite numbers and are left out\./);
		await endpoint.says(/v1: 1 of 1 values of the metric “loss”/);
		assert.deepEqual(
			recorded().map(({ metrics }) => metrics),
			[{ pass_rate: 0.5 }],
		);
	});

	test('runs are found by metrics, parameters, tags and attributes', async () => {
		for (const [name, value] of [
			['v1', 0.25],
			['v2', 0.75],
		] as const) {
			const run = await startRun(name, { 'my tag': `it's ${name}` });
			await log(run, 'pass_rate', value);
			await endpoint.post('runs/log-parameter', { run_id: run, key: 'k', value: name });
		}
		const namesOf = async (filter: string, ...orderBy: string[]): Promise<unknown> => {
			const { body } = await endpoint.post('runs/search', { experiment_ids: [experiment], filter, order_by: orderBy });
			const runs = z.object({ runs: z.array(z.object({ info: z.object({ run_name: z.string() }) })) }).safeParse(body);
			return runs.data?.runs.map(({ info }) => info.run_name) ?? body['error_code'];
		};
		assert.deepEqual(await namesOf('metrics.pass_rate > 0.5'), ['v2']);
		assert.deepEqual(await namesOf("params.k = 'v1' AND attributes.status = 'RUNNING'"), ['v1']);
		assert.deepEqual(await namesOf("tags.`my tag` = 'it''s v2'"), ['v2']);
		assert.deepEqual(await namesOf("run_name LIKE 'v%' and params.k IN ('v1', 'v3')"), ['v1']);
		assert.deepEqual(await namesOf('', 'metrics.pass_rate DESC'), ['v2', 'v1']);
		assert.deepEqual(await namesOf('', 'metrics.`pass_rate` ASC'), ['v1', 'v2']);
		for (const broken of ['metrics.pass_rate >', 'OR', "params.k = 'open", 'attributes.nothing = 1'])
			assert.equal(await namesOf(broken), 'INVALID_PARAMETER_VALUE', broken);
	});

	test('artifacts go with the run, and no path leads out of it', async () => {
		const run = await startRun('v1');
		const place = `${endpoint.address}/api/2.0/mlflow-artifacts/artifacts`;
		const put = async (path: string): Promise<number> => (await fetch(`${place}/${path}`, { method: 'PUT', body: 'hello' })).status;
		assert.equal(await put(`${experiment}/${run}/artifacts/answers/a.txt`), 200);
		assert.equal(await (await fetch(`${place}/${experiment}/${run}/artifacts/answers/a.txt`)).text(), 'hello');
		for (const path of [
			'%2e%2e%2fx',
			`${experiment}/${run}/artifacts/%2e%2e/%2e%2e/x`,
			`${experiment}/${run}/artifacts/a%5c..%5cx`,
			`${experiment}/0/artifacts/x`,
			`${experiment}/${run}/artifacts/.git/config`,
			`${experiment}/${run}/artifacts/a%00b`,
		])
			assert.equal(await put(path), 400, path);
		const { body } = await endpoint.get(`artifacts/list?run_id=${run}`);
		assert.deepEqual(body['files'], [{ path: 'answers', is_dir: true }]);
		assert.equal(await refusal(endpoint.get(`artifacts/list?run_id=${run}&path=../..`)), '400 INVALID_PARAMETER_VALUE');
		await log(run, 'pass_rate', 1);
		await end(run);
		assert.match(repository.git('ls-files', 'experiments'), /\/artifacts\/answers\/a\.txt$/m);
	});

	test('a changed parameter, a foreign key, a number beyond 2^53 and an unknown route are refused as MLflow does', async () => {
		const run = await startRun('v1');
		const param = (key: string, value: string): ReturnType<MlflowEndpoint['post']> =>
			endpoint.post('runs/log-parameter', { run_id: run, key, value });
		assert.equal((await param('lr', '0.1')).status, 200);
		assert.equal((await param('lr', '0.1')).status, 200);
		assert.equal(await refusal(param('lr', '0.2')), '400 INVALID_PARAMETER_VALUE');
		for (const key of ['../up', '/root', '', 'a'.repeat(251)])
			assert.equal(await refusal(param(key, '1')), '400 INVALID_PARAMETER_VALUE', key);
		const batch = { run_id: run, metrics: [{ key: 'a', value: 1, timestamp: 1, step: '9007199254740993' }] };
		assert.equal(await refusal(endpoint.post('runs/log-batch', batch)), '400 INVALID_PARAMETER_VALUE');
		assert.equal(await refusal(endpoint.post('runs/log-unknown', {})), '404 ENDPOINT_NOT_FOUND');
		await endpoint.says(/This endpoint does not answer POST \/api\/2\.0\/mlflow\/runs\/log-unknown\./);
		assert.equal(await refusal(endpoint.get('runs/get?run_id=nothing')), '404 RESOURCE_DOES_NOT_EXIST');
		assert.equal(await refusal(endpoint.post('experiments/create', { name: 'exp-001' })), '400 RESOURCE_ALREADY_EXISTS');
	});

	test('a name of another site, a page of another site and a body of more than 16 MB are refused', async () => {
		const statusWith = (headers: Readonly<Record<string, string>>, body = '{}'): Promise<number | undefined> =>
			new Promise((resolve, reject) => {
				const asked = request(
					`${endpoint.address}/ajax-api/2.0/mlflow/experiments/search`,
					{ method: 'POST', headers },
					response => {
						response.resume();
						resolve(response.statusCode);
					},
				);
				asked.on('error', reject);
				asked.end(body);
			});
		assert.equal(await statusWith({}), 200);
		assert.equal(await statusWith({ host: 'localhost:1' }), 200);
		for (const host of ['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example:5000'])
			assert.equal(await statusWith({ host }), 403, host);
		assert.equal(await statusWith({ origin: 'https://evil.example' }), 403);
		assert.equal(
			await refusal(endpoint.post('experiments/search', { filter: 'x'.repeat(17 * 1024 * 1024) })),
			'413 RESOURCE_EXHAUSTED',
		);
	});

	test('a second endpoint of the repository and a taken port are refused in words', () => {
		const second = runCommandLine(repository.root, ['mlflow', 'serve', '--port', '0']);
		assert.deepEqual(
			[second.exitCode, second.stderr],
			[2, 'Another MLflow endpoint serves this repository. Stop it first, or use it.\n'],
		);
		const other = TemporaryRepository.create();
		const { port } = new URL(endpoint.address);
		const taken = runCommandLine(other.root, ['mlflow', 'serve', '--port', port]);
		other.dispose();
		assert.deepEqual([taken.exitCode, taken.stderr], [2, `Port ${port} is taken by another program. Choose another with --port.\n`]);
	});
});
