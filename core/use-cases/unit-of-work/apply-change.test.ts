import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { applyChange } from './apply-change.ts';
import type { Change } from './change.ts';

const settings = { commit: true, tag: true, sign: 'inherit' } as const;
const fileChange: Change = {
	write: { kind: 'file', path: 'registry/a.yaml', text: 'new\n', before: 'old\n' },
	message: 'promote(a)',
	tag: { name: 'a/v1.0.0', message: 'a' },
	settings,
};
const folderChange: Change = {
	write: { kind: 'folder', path: 'runs/1', files: new Map([['run.json', { kind: 'text', text: '{}\n' }]]) },
	message: 'record(a)',
	tag: undefined,
	settings,
};

const foldersChange: Change = {
	...folderChange,
	write: {
		kind: 'folders',
		path: 'runs',
		folders: new Map([
			['runs/1', new Map([['run.json', { kind: 'text', text: '{}\n' }]])],
			['runs/2', new Map([['a/b.txt', { kind: 'text', text: 'b\n' }]])],
		]),
	},
};

suite('applyChange', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('registry/a.yaml', 'old\n');
		repository.commitAll('first');
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	function refuseCommits(): void {
		repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
		chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
	}

	/** No lock, nothing staged, nothing changed. */
	function assertUntouched(): void {
		assert.equal(repository.git('status', '--porcelain', '--untracked-files=all'), '');
		assert.equal(repository.git('tag'), '');
		assert.equal(existsSync(join(repository.root, '.git/stagemark/change.json')), false);
	}

	test('takes a file back to what it was when the commit is refused', async () => {
		refuseCommits();
		const result = await applyChange(fileChange, ports);
		assert.deepEqual(result, { ok: false, failure: { kind: 'hook-failed', output: '' } });
		assert.equal(repository.read('registry/a.yaml'), 'old\n');
		assertUntouched();
	});

	test('takes a new file and a new folder away again when the commit is refused', async () => {
		refuseCommits();
		const newFile: Change = { ...fileChange, write: { kind: 'file', path: 'registry/b.yaml', text: 'new\n', before: undefined } };
		assert.equal((await applyChange(newFile, ports)).ok, false);
		assert.equal((await applyChange(folderChange, ports)).ok, false);
		assert.deepEqual(
			[existsSync(join(repository.root, 'registry/b.yaml')), existsSync(join(repository.root, 'runs/1'))],
			[false, false],
		);
		assertUntouched();
	});

	test('makes several folders in one commit, or none of them', async () => {
		repository.write('runs/2/theirs.txt', 'x\n');
		assert.deepEqual(await applyChange(foldersChange, ports), { ok: false, failure: { kind: 'already-exists', path: 'runs/2' } });
		assert.equal(existsSync(join(repository.root, 'runs/1')), false);
		rmSync(join(repository.root, 'runs/2'), { recursive: true });
		const before = repository.git('rev-list', '--count', 'HEAD').trim();
		assert.equal((await applyChange(foldersChange, ports)).ok, true);
		assert.equal(repository.git('rev-list', '--count', 'HEAD').trim(), String(Number(before) + 1));
		assert.equal(repository.git('ls-files', 'runs'), 'runs/1/run.json\nruns/2/a/b.txt\n');
		assertUntouched();
	});

	test('takes several folders away when the commit is refused', async () => {
		refuseCommits();
		assert.equal((await applyChange(foldersChange, ports)).ok, false);
		assertUntouched();
	});

	test('replaces nothing that changed after the change was planned', async () => {
		repository.write('registry/a.yaml', 'theirs\n');
		const changed = { ok: false, failure: { kind: 'changed-meanwhile', path: 'registry/a.yaml' } };
		assert.deepEqual(await applyChange(fileChange, ports), changed);
		assert.deepEqual(
			await applyChange({ ...fileChange, write: { ...fileChange.write, before: undefined } as Change['write'] }, ports),
			changed,
		);
		assert.equal(repository.read('registry/a.yaml'), 'theirs\n');
	});

	test('of two at once lets one through, and the other after it', async () => {
		const other = createPorts(repository.root);
		const results = await Promise.all([applyChange(fileChange, ports), applyChange(folderChange, other)]);
		other.git.dispose();
		assert.deepEqual(
			results.map(result => result.ok),
			[true, true],
		);
		assert.equal(repository.git('rev-list', '--count', 'HEAD'), '3\n');
		assert.equal(repository.git('status', '--porcelain', '--untracked-files=all'), '');
	});

	test('tells the other who is at it when that takes too long', async () => {
		await ports.journal.begin({ path: 'elsewhere', contents: {}, commit: undefined });
		const other = createPorts(repository.root, { patienceMs: 100 });
		const refused = await applyChange(fileChange, other);
		other.git.dispose();
		assert.equal(!refused.ok && refused.failure.kind, 'busy');
		await ports.journal.finish();
		assertUntouched();
	});

	test('makes a commit and its tag', async () => {
		const result = await applyChange(fileChange, ports);
		const commit = repository.git('rev-parse', 'HEAD').trim();
		assert.deepEqual(result, {
			ok: true,
			value: { commit, uncommitted: undefined, ignored: [], tag: 'a/v1.0.0', tagFailure: undefined },
		});
		assert.equal(existsSync(join(repository.root, '.git/stagemark/change.json')), false);
	});

	test('signs where the configuration says so, and takes everything back when that fails', async () => {
		repository.git('config', 'gpg.program', '/bin/false');
		const result = await applyChange({ ...folderChange, settings: { ...settings, sign: 'always' } }, ports);
		assert.equal(!result.ok && result.failure.kind, 'git-failed');
		assertUntouched();
	});
});
