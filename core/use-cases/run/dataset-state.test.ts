import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { readDatasetState } from './dataset-state.ts';
import type { DatasetState } from './dataset-state.ts';
import { describeDataset } from '../../workspace/runs/describe-dataset.ts';

const signal = new AbortController().signal;
const cases = '{"case":"a"}\n\n{"case":"b"}\n';
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'9f'.repeat(32)}\nsize 123456789\n`;

function digest(algorithm: string, text: string): string {
	return createHash(algorithm).update(text).digest('hex');
}

suite('readDatasetState', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function stateOf(path = 'data/x.jsonl'): Promise<DatasetState> {
		const state = await readDatasetState({ path }, ports.files, ports.git, signal);
		assert.ok(state !== undefined);
		return state;
	}

	test('hashes, measures and counts what is on disk, and says how Git sees it', async () => {
		repository.write('data/x.jsonl', cases);
		const untracked = await stateOf();
		assert.deepEqual(untracked, {
			path: 'data/x.jsonl',
			sha256: digest('sha256', cases),
			caseCount: 2,
			byteCount: cases.length,
			isLfsPointer: false,
			git: 'untracked',
			isInLfs: false,
			dvc: undefined,
		});
		repository.commitAll('data');
		assert.equal((await stateOf()).git, 'committed');
		repository.write('.gitignore', 'data/y.jsonl\n');
		repository.write('data/y.jsonl', cases);
		assert.equal((await stateOf('data/y.jsonl')).git, 'ignored');
	});

	test('takes the hash of the content from a pointer of Git LFS', async () => {
		repository.write('data/x.jsonl', pointer);
		const { sha256, byteCount, caseCount, isLfsPointer, isInLfs } = await stateOf();
		assert.deepEqual(
			{ sha256, byteCount, caseCount, isLfsPointer, isInLfs },
			{ sha256: '9f'.repeat(32), byteCount: 123_456_789, caseCount: undefined, isLfsPointer: true, isInLfs: true },
		);
	});

	test('a run on a pointer of Git LFS does not claim to have been measured on the data', async () => {
		repository.write('data/x.jsonl', pointer);
		const { dataset, warnings } = await describeDataset({ path: 'data/x.jsonl' }, ports.files, signal);
		assert.deepEqual(dataset, { path: 'data/x.jsonl', sha256: null, cases: null });
		assert.match(warnings.join(), /only the Git LFS pointer of data\/x\.jsonl is on disk.*git lfs pull/i);
	});

	test('knows from .gitattributes what Git LFS keeps', async () => {
		repository.write('.gitattributes', '*.jsonl filter=lfs diff=lfs merge=lfs -text\n');
		repository.write('data/x.jsonl', cases);
		assert.deepEqual([(await stateOf()).isInLfs, (await stateOf('.gitattributes')).isInLfs], [true, false]);
	});

	test('compares with what DVC wrote down, in a .dvc file or a dvc.lock above', async () => {
		repository.write('data/x.jsonl', cases);
		repository.write('data/x.jsonl.dvc', `outs:\n- md5: ${digest('md5', cases)}\n  size: 3\n  hash: md5\n  path: x.jsonl\n`);
		assert.deepEqual((await stateOf()).dvc, { file: 'data/x.jsonl.dvc', isOutdated: false, isKeptInGit: false });
		repository.write('data/x.jsonl', `${cases}more\n`);
		assert.equal((await stateOf()).dvc?.isOutdated, true);

		const lock = `schema: '2.0'\nstages:\n  make:\n    cmd: make\n    outs:\n    - path: data/y.jsonl\n      hash: md5\n      md5: ${digest('md5', 'y')}\n`;
		repository.write('dvc.lock', lock);
		repository.write('data/y.jsonl', 'y');
		assert.deepEqual((await stateOf('data/y.jsonl')).dvc, { file: 'dvc.lock', isOutdated: false, isKeptInGit: false });
	});

	test('files of DVC that are broken, or lead out of the workspace, say nothing', async () => {
		repository.write('data/x.jsonl', cases);
		for (const text of ['outs: 3', 'outs: [{path: ../../../etc/passwd, md5: a}, {path: 3}]', '<<<<<<< HEAD', '- a\n- b', '']) {
			repository.write('data/x.jsonl.dvc', text);
			assert.equal((await stateOf()).dvc, undefined);
		}
	});

	test('data that is missing, or outside the workspace, has no hash', async () => {
		for (const path of ['data/gone.jsonl', '../../etc/passwd']) {
			const { sha256, byteCount, caseCount } = await stateOf(path);
			assert.deepEqual([sha256, byteCount, caseCount], [undefined, undefined, undefined]);
		}
	});
});
