import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { datasetText, promptText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Ports } from '../../ports/ports.ts';
import type { RecordedRun, RecordFailure } from './record-request.ts';
import { recordRun } from './record-run.ts';

const signal = new AbortController().signal;
const prompt = 'prompts/code-generator-v2.0.0.j2';
const plan = 'experiments/2025-01/exp-001-care/methodology.yaml';
const dataset = 'datasets/cases.jsonl';
const scorer = 'evaluate.py';

suite('inputs of a run that no commit has', () => {
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

	async function outcome(): Promise<RecordedRun | RecordFailure> {
		const request = { experiment: 'exp-001', variant: 'v2', samplesFile: 'in/samples.jsonl', seed: 1 };
		const result = await recordRun(request, ports, signal);
		return result.ok ? result.value : result.failure;
	}

	async function recorded(): Promise<RecordedRun> {
		const run = await outcome();
		return 'record' in run ? run : assert.fail(JSON.stringify(run));
	}

	/** Leaves the file on disk and takes it out of Git. */
	function untrack(...paths: readonly string[]): void {
		repository.git('rm', '--quiet', '--cached', '--', ...paths);
		repository.git('commit', '--quiet', '--message', 'Not in Git any more');
	}

	for (const path of [prompt, dataset, scorer]) {
		test(`are kept as a copy when ${path} is untracked, and the run is dirty`, async () => {
			untrack(path);
			const { record, folder, warnings } = await recorded();
			const text = repository.read(path);
			const sha256 = sha256Hex(text);
			const kept = `artifacts/inputs/${sha256}`;
			assert.equal(record.git?.dirty, true);
			assert.deepEqual(record.git.files, [{ path, sha256, bytes: text.length, status: 'untracked', kept }]);
			assert.equal(repository.git('show', `HEAD:${folder}/${kept}`), text);
			assert.ok(record.artifacts.some(artifact => artifact.path === kept && artifact.sha256 === sha256));
			assert.deepEqual(warnings, []);
			assert.equal(repository.git('status', '--porcelain'), `?? ${path.includes('/') && path !== prompt ? 'datasets/' : path}\n`);
		});
	}

	test('are named with their hash when they are changed, and are in the patch', async () => {
		repository.write(prompt, promptText('2.0.0', 'Write with more care'));
		repository.write(scorer, 'print("other")\n');
		const { record, folder } = await recorded();
		const files = record.git?.files?.map(({ path, sha256, status, kept }) => ({ path, sha256, status, kept }));
		assert.deepEqual(
			files?.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
			[scorer, prompt].map(path => ({ path, sha256: sha256Hex(repository.read(path)), status: 'changed', kept: undefined })),
		);
		assert.match(repository.read(`${folder}/artifacts/uncommitted.patch`), /Write with more care/);
	});

	test('are the plan too', async () => {
		untrack(plan);
		const { record } = await recorded();
		assert.deepEqual(
			record.git?.files?.map(({ path, status }) => [path, status]),
			[[plan, 'untracked']],
		);
	});

	test('over 1 MB are named by hash and size, with a warning', async () => {
		const large = datasetText + `${JSON.stringify({ case: 'c', text: 'x'.repeat(1024 * 1024) })}\n`;
		repository.write(dataset, large);
		untrack(dataset);
		const { record, warnings } = await recorded();
		assert.deepEqual(record.git?.files, [{ path: dataset, sha256: sha256Hex(large), bytes: large.length, status: 'untracked' }]);
		assert.deepEqual(record.artifacts, []);
		assert.match(warnings.join('\n'), /datasets\/cases\.jsonl is in no commit and is larger than 1 MB, so the run keeps its hash/);
	});

	test('with a credential in them refuse the record', async () => {
		const token = `ghp_${'a1B2'.repeat(9)}`;
		for (const path of [scorer, dataset, prompt]) {
			const before = repository.read(path);
			repository.write(path, path === dataset ? `${before}{"case": "c", "token": "${token}"}\n` : `${before}# ${token}\n`);
			untrack(path);
			const refused = await outcome();
			assert.ok('kind' in refused && refused.kind === 'secret-found', JSON.stringify(refused));
			assert.equal(refused.place, path);
			repository.write(path, before);
			repository.commitAll('Back in Git');
		}
	});

	test('that .gitignore keeps out are left to whoever keeps them', async () => {
		untrack(dataset);
		repository.write('.gitignore', 'datasets/\n');
		repository.commitAll('Data is kept elsewhere');
		const { record } = await recorded();
		assert.deepEqual([record.git?.dirty, record.git?.files], [false, undefined]);
	});
});
