import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import type { Ports } from '../../ports/ports.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { RecordedRun, RecordRequest } from './record-request.ts';
import { recordRun } from './record-run.ts';
import { runRecordSchema } from '../../formats/run/run-record.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const v2: RecordRequest = { experiment: 'exp-001', variant: 'v2', samplesFile: 'in/samples.jsonl', seed: 1 };
suite('recordRun', () => {
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

	async function recorded(request: Partial<RecordRequest> = {}): Promise<RecordedRun> {
		const result = await recordRun({ ...v2, ...request }, ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		for (const warning of result.value.warnings) assertTranslated(warning);
		return result.value;
	}

	test('says that a run lacks the primary metric of its experiment, and records it', async () => {
		repository.write('in/tone.jsonl', '{"case": "1", "scores": {"tone": 1}}\n');
		const run = await recorded({ samplesFile: 'in/tone.jsonl' });
		assert.match(run.warnings.join('\n'), /^The run has no value for “\w+”, the primary metric of exp-001, so it decides nothing\./m);
		assert.deepEqual((await recorded({ samplesFile: 'in/tone.jsonl', status: 'failed' })).warnings, []);
	});

	test('says that a completed experiment does not count the run yet', async () => {
		const methodology = `${folder}/methodology.yaml`;
		repository.write(methodology, `${repository.read(methodology).replace(/^status: .*\n/m, '')}status: completed\n`);
		const { warnings } = await recorded();
		assert.match(
			warnings.join('\n'),
			/^exp-001 is completed, so its conclusion does not count this run\. Run “stagemark experiment complete exp-001” again/m,
		);
	});

	test('writes everything a comparison needs into one commit', async () => {
		const head = repository.git('rev-parse', 'HEAD').trim();
		const run = await recorded({ startedAt: '2025-01-31T07:30:00-03:00', tags: { by: 'test' }, notes: 'First try' });
		assert.match(run.record.id, /^20250131T103000Z-[0-9a-f]{6}$/);
		assert.equal(run.folder, `${folder}/runs/${run.record.id}`);
		assert.deepEqual(run.warnings, []);
		assert.deepEqual(run.applied, {
			commit: repository.git('rev-parse', 'HEAD').trim(),
			uncommitted: undefined,
			ignored: [],
			tag: undefined,
			tagFailure: undefined,
		});
		assert.equal(
			repository.git('log', '-1', '--format=%B').trim(),
			`record(exp-001): v2 seed 1\n\nStagemark-Run: ${run.record.id}\nStagemark-Prompt: code-generator@2.0.0`,
		);
		assert.equal(repository.git('show', '--format=', '--name-only').trim(), `${run.folder}/run.json\n${run.folder}/samples.jsonl`);

		const written: unknown = JSON.parse(repository.read(`${run.folder}/run.json`));
		assert.deepEqual(written, run.record);
		const { prompt, ...record } = runRecordSchema.parse(written);
		assert.deepEqual(record, {
			schema: 'stagemark/run/v1',
			id: run.record.id,
			experiment: 'exp-001',
			variant: 'v2',
			status: 'completed',
			started_at: '2025-01-31T10:30:00Z',
			ended_at: '2025-01-31T10:30:00Z',
			recorded_by: 'Ana <ana@example.com>',
			model: 'gpt-4-turbo',
			parameters: { temperature: 0.5, max_tokens: 1024, top_p: 0.9 },
			seed: 1,
			dataset: { path: 'datasets/cases.jsonl', sha256: sha256Hex(repository.read('datasets/cases.jsonl')), cases: 2 },
			scorer: {
				name: 'evaluate.py',
				sha256: sha256Hex(repository.read('evaluate.py')),
				files: [{ path: 'evaluate.py', sha256: sha256Hex(repository.read('evaluate.py')) }],
			},
			git: { commit: head, branch: 'main', dirty: false },
			environment: { os: process.platform, runtime: { node: process.versions.node }, lockfiles: {} },
			metrics: { pass_rate: 0.5 },
			artifacts: [],
			tags: { by: 'test' },
			notes: 'First try',
			source: { kind: 'files' },
		});
		assert.deepEqual(
			{ ...prompt, sha256: prompt?.sha256?.length },
			{
				name: 'code-generator',
				version: '2.0.0',
				path: 'prompts/code-generator-v2.0.0.j2',
				sha256: 64,
			},
		);
		assert.equal(repository.read(`${run.folder}/run.json`).at(-1), '\n');
	});

	test('reads metrics, parameters, model, seed and scorer from files, the later ones winning', async () => {
		repository.write('in/metrics.json', '{"pass_rate": 0.5, "bleu": 31.4, "scorer": "sacrebleu"}');
		repository.write(
			'in/params.yaml',
			'model: gpt-4o\nseed: 7\ntemperature: 0\nscorer: {name: pytest, version: 8.3}\nparameters: {top_k: 40}\n',
		);
		const { record, warnings } = await recorded({ metricsFile: 'in/metrics.json', paramsFile: 'in/params.yaml' });
		assert.deepEqual(record.metrics, { pass_rate: 0.5, bleu: 31.4 });
		assert.deepEqual(record.parameters, { temperature: 0, max_tokens: 1024, top_p: 0.9, top_k: 40 });
		assert.equal(record.model, 'gpt-4o');
		assert.equal(record.seed, 1);
		assert.deepEqual(record.scorer, { name: 'pytest', version: '8.3' });
		assert.deepEqual(warnings, []);
	});

	test('averages answers per case before it averages cases, and adds up cost and latency', async () => {
		const lines = [
			{ case: 'a', scores: { pass_rate: 1 }, latency_ms: 100, cost_usd: 0.1 },
			{ case: 'a', scores: { pass_rate: 0 }, latency_ms: 300, cost_usd: 0.2 },
			{ case: 'b', scores: { pass_rate: true }, latency_ms: 200 },
			{ case: 'c', scores: {}, error: 'timeout' },
		];
		repository.write('in/samples.jsonl', lines.map(line => JSON.stringify(line)).join('\n'));
		const { record } = await recorded();
		assert.deepEqual(record.metrics, { pass_rate: 0.75 });
		assert.deepEqual(record.usage, { cost_usd: 0.3, latency_ms: { p50: 200, p95: 300 } });
	});

	test('keeps a samples file as it is, counts its good lines and names the bad ones', async () => {
		const text = `${samplesText(2)}not json\n{"case": "c", "scores": {"pass_rate": NaN}}\n`;
		repository.write('in/samples.jsonl', text);
		const { record, folder: runFolder, warnings } = await recorded();
		assert.equal(repository.read(`${runFolder}/samples.jsonl`), text);
		assert.deepEqual(record.metrics, { pass_rate: 1 });
		assert.equal(warnings.length, 2);
		assert.match(warnings.join('\n'), /samples\.jsonl, line 3: .*\n.*samples\.jsonl, line 4: /);
	});

	test('warns when a given metric contradicts the samples, and when the dataset is not the one that was planned', async () => {
		repository.write('in/metrics.json', '{"pass_rate": 0.9}');
		repository.write('datasets/cases.jsonl', '{"case": "a"}\n{"case": "b"}\n{"case": "c"}\n');
		const { record, warnings } = await recorded({ metricsFile: 'in/metrics.json' });
		assert.equal(record.metrics['pass_rate'], 0.9);
		assert.equal(record.dataset?.cases, 3);
		assert.deepEqual(
			warnings.map(warning => warning.split(',')[0]),
			['The metric “pass_rate” is given as 0.9', 'The dataset datasets/cases.jsonl has 3 cases'],
		);
	});

	test('keeps the uncommitted change as a patch that gives the same files again', async () => {
		repository.write('evaluate.py', 'print("changed")\n');
		repository.write('package-lock.json', '{}');
		const { record, folder: runFolder } = await recorded();
		const patch = repository.read(`${runFolder}/artifacts/uncommitted.patch`);
		assert.equal(record.git?.dirty, true);
		assert.equal(record.git.patch_sha256, sha256Hex(patch));
		assert.deepEqual(
			record.artifacts.map(({ path, bytes }) => [path, bytes]),
			[['artifacts/uncommitted.patch', patch.length]],
		);
		assert.deepEqual(Object.keys(record.environment.lockfiles), ['package-lock.json']);
		repository.git('checkout', '--', 'evaluate.py');
		repository.git('apply', `${runFolder}/artifacts/uncommitted.patch`);
		assert.equal(repository.read('evaluate.py'), 'print("changed")\n');
	});

	test('keeps no patch over 1 MB and none with a credential in it, and says so', async () => {
		repository.write('evaluate.py', 'x\n'.repeat(700_000));
		const large = await recorded();
		assert.deepEqual([large.record.git?.dirty, large.record.artifacts], [true, []]);
		assert.match(large.warnings.join(), /is larger than 1 MB and is not kept/);
		repository.write('evaluate.py', `key = "${secret()}"\n`);
		const leaking = await recorded();
		assert.deepEqual(leaking.record.artifacts, []);
		assert.match(leaking.warnings.join(), /contains what looks like a credential \(GitHub token\)/);
	});

	test('copies artifacts from anywhere and tells a pointer from a file', async () => {
		const outside = mkdtempSync(join(tmpdir(), 'stagemark-outside-'));
		writeFileSync(join(outside, 'plot.bin'), Uint8Array.of(0, 1, 255));
		repository.write('in/model.bin.dvc', 'outs: []\n');
		repository.write('in/large.bin', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
		const {
			record,
			folder: runFolder,
			warnings,
		} = await recorded({ artifactFiles: [join(outside, 'plot.bin'), 'in/model.bin.dvc', 'in/large.bin'] });
		assert.ok(warnings.includes('Binary artifacts were not searched for credentials: plot.bin.'), warnings.join('\n'));
		assert.deepEqual(
			record.artifacts.map(({ path, bytes, storage }) => [path, bytes, storage]),
			[
				['artifacts/plot.bin', 3, 'git'],
				['artifacts/model.bin.dvc', 9, 'dvc'],
				['artifacts/large.bin', 64, 'lfs'],
			],
		);
		assert.deepEqual(readdirSync(join(repository.root, runFolder, 'artifacts')).sort(), ['large.bin', 'model.bin.dvc', 'plot.bin']);
		rmSync(outside, { recursive: true });
	});

	test('records a failed run that has nothing to show', async () => {
		const result = await recordRun({ experiment: 'exp-001', variant: 'v1', status: 'failed', notes: 'out of memory' }, ports, signal);
		assert.equal(result.ok && result.value.record.status, 'failed');
		assert.equal(repository.git('log', '-1', '--format=%s'), 'record(exp-001): v1\n');
	});

	test('leaves what the user has staged and modified byte for byte as it was', async () => {
		repository.write('staged.txt', 'staged\n');
		repository.git('add', 'staged.txt');
		repository.write('evaluate.py', 'modified\n');
		repository.write('untracked.txt', 'untracked\n');
		const before = [
			repository.git('diff', '--cached', '--binary'),
			repository.git('diff', '--binary'),
			repository.git('status', '--porcelain'),
		];
		await recorded();
		assert.deepEqual(
			[repository.git('diff', '--cached', '--binary'), repository.git('diff', '--binary'), repository.git('status', '--porcelain')],
			before,
		);
	});

	test('writes without a commit where the configuration says so', async () => {
		repository.write('stagemark.yaml', 'git: {commit: false}\n');
		const run = await recorded();
		assert.deepEqual([run.applied.commit, run.applied.uncommitted], [undefined, 'setting']);
		assert.match(repository.git('status', '--porcelain', '--untracked-files=all'), /run\.json/);
	});

	test('writes without a commit where .gitignore keeps runs out, and says so', async () => {
		repository.write('.gitignore', 'runs/\n');
		const all = await recorded();
		assert.deepEqual([all.applied.commit, all.applied.uncommitted], [undefined, 'ignored']);
		repository.write('.gitignore', '*.jsonl\n');
		const some = await recorded();
		assert.notEqual(some.applied.commit, undefined);
		assert.match(some.warnings.join(), /\.gitignore keeps .*samples\.jsonl out of Git/);
		assert.equal(repository.git('show', '--format=', '--name-only').trim(), `${some.folder}/run.json`);
	});

	test('works without any repository', async () => {
		rmSync(join(repository.root, '.git'), { recursive: true });
		const run = await recorded();
		assert.deepEqual([run.applied.uncommitted, run.record.git], ['no-repository', null]);
	});

	test('works before the first commit, and warns on a detached HEAD', async () => {
		repository.git('update-ref', '-d', 'HEAD');
		const first = await recorded();
		assert.equal(first.record.git?.commit, null);
		assert.equal(repository.git('rev-list', '--count', 'HEAD'), '1\n');
		repository.git('checkout', '--quiet', '--detach');
		assert.match((await recorded()).warnings.join(), /HEAD is detached/);
	});
});

/** Made up, and put together here so that no scanner takes this file for a leak. */
function secret(): string {
	return 'gh' + 'p_aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY1zA2';
}
