import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { NodeGit } from '../node-git.ts';
suite('NodeGit looks back and around', () => {
	let repository: TemporaryRepository;
	let git: NodeGit;

	setup(() => {
		repository = TemporaryRepository.create();
		git = new NodeGit(repository.root, 2000);
	});

	teardown(() => {
		git.dispose();
		repository.dispose();
	});

	suite('in a folder inside the repository', () => {
		test('all paths are those of the workspace', async () => {
			repository.write('outside.txt', '1');
			repository.write('app/inside.txt', '1');
			repository.commitAll('first');
			repository.write('outside.txt', '2');
			repository.write('app/inside.txt', '2');
			repository.write('app/new.txt', '2');
			const app = new NodeGit(join(repository.root, 'app'));
			assert.deepEqual(await app.readAt('HEAD', ['inside.txt']), new Map([['inside.txt', '1']]));
			assert.deepEqual(
				await app.status(['inside.txt', 'new.txt', 'nothing']),
				new Map([
					['inside.txt', 'changed'],
					['new.txt', 'untracked'],
					['nothing', 'unchanged'],
				]),
			);
			assert.equal((await app.commit(['inside.txt', 'new.txt'], 'inside', 'inherit')).ok, true);
			assert.deepEqual(
				(await app.log([''], 1)).map(entry => entry.path),
				['inside.txt', 'new.txt'],
			);
			assert.equal(repository.git('status', '--porcelain'), ' M outside.txt\n');
			app.dispose();
		});
	});

	suite('status and ignored', () => {
		test('tell staged, changed, untracked, ignored and unchanged files apart', async () => {
			for (const name of ['same', 'changed', 'staged', 'deleted']) repository.write(name, '1');
			repository.write('.gitignore', 'ignored\nruns/\n*.log\n!kept.log\n');
			repository.write('tracked.log', '1');
			repository.git('add', '--force', 'tracked.log');
			repository.commitAll('first');
			for (const name of ['changed', 'staged', 'untracked', 'ignored', 'runs/a', 'kept.log']) repository.write(name, '2');
			repository.git('add', 'staged');
			repository.git('rm', '--quiet', '--cached', 'deleted');
			const paths = [
				'same',
				'changed',
				'staged',
				'deleted',
				'untracked',
				'ignored',
				'runs/a',
				'runs/not-there',
				'kept.log',
				'tracked.log',
				':x.log',
			];
			assert.deepEqual(Object.fromEntries(await git.status(paths)), {
				same: 'unchanged',
				changed: 'changed',
				staged: 'changed',
				deleted: 'untracked',
				untracked: 'untracked',
				ignored: 'ignored',
				'runs/a': 'ignored',
				'runs/not-there': 'ignored',
				'kept.log': 'untracked',
				'tracked.log': 'unchanged',
				':x.log': 'ignored',
			});
		});
	});

	suite('log', () => {
		test('gives each file of each commit, newest first, also deleted ones and odd names', async () => {
			repository.write('a/1', 'x');
			repository.write('a/b\nc', 'x');
			repository.write('other', 'x');
			const first = repository.commitAll('first');
			repository.git('rm', '--quiet', 'a/1');
			const second = repository.commitAll('second');
			const log = await git.log(['a'], 10);
			assert.deepEqual(
				log.map(({ commit, path }) => [commit, path]),
				[
					[second, 'a/1'],
					[first, 'a/1'],
					[first, 'a/b\nc'],
				],
			);
			assert.equal(log[0]?.author, 'Ana <ana@example.com>');
			assert.match(log[0].at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
			assert.equal((await git.log([''], 1)).length, 1);
			assert.deepEqual(await git.log(['--all'], 10), []);
		});

		test('is empty before the first commit', async () => {
			assert.deepEqual(await git.log([''], 10), []);
		});
	});

	suite('uncommittedPatch', () => {
		test('applies to the commit and gives the same bytes, whatever encoding and display settings', async () => {
			repository.write('latin1', Uint8Array.of(0xe1, 10));
			repository.write('binary', Uint8Array.of(0, 1, 2));
			repository.commitAll('first');
			repository.git('config', 'diff.noprefix', 'true');
			repository.git('config', 'color.diff', 'always');
			repository.write('latin1', Uint8Array.of(0xe9, 10));
			repository.write('binary', Uint8Array.of(0, 9, 9));
			repository.write('staged', 'new');
			repository.git('add', 'staged');
			const patch = await git.uncommittedPatch(100_000);
			if (patch.kind !== 'patch') assert.fail(`The patch is ${patch.kind}.`);
			repository.git('stash', '--quiet');
			writeFileSync(join(repository.root, '.git/p'), patch.bytes);
			repository.git('apply', '.git/p');
			assert.deepEqual(readFileSync(join(repository.root, 'latin1')), Buffer.from([0xe9, 10]));
			assert.deepEqual(readFileSync(join(repository.root, 'binary')), Buffer.from([0, 9, 9]));
			assert.equal(repository.read('staged'), 'new');
		});

		test('is none for a clean tree and before the first commit, and too large over the limit', async () => {
			assert.deepEqual(await git.uncommittedPatch(1000), { kind: 'none' });
			repository.write('a', 'x');
			repository.commitAll('first');
			assert.deepEqual(await git.uncommittedPatch(1000), { kind: 'none' });
			repository.write('a', 'line\n'.repeat(10_000));
			assert.deepEqual(await git.uncommittedPatch(1000), { kind: 'too-large' });
		});
	});

	test('reading runs nothing that the repository’s settings name', async () => {
		repository.write('a.txt', 'x\n');
		repository.commitAll('first');
		const trap = join(repository.root, '.git/trap');
		writeFileSync(trap, `#!/bin/sh\necho "$0 $*" >> ${join(repository.root, '.git/sprung')}\n`);
		chmodSync(trap, 0o755);
		const settings = [
			'core.fsmonitor',
			'core.hooksPath',
			'core.pager',
			'core.editor',
			'diff.external',
			'gpg.program',
			'core.sshCommand',
			'core.askPass',
		];
		for (const setting of settings) repository.git('config', setting, trap);
		repository.git('config', 'log.showSignature', 'true');
		repository.git('config', 'diff.trap.textconv', trap);
		repository.write('.git/info/attributes', '*.txt diff=trap\n');
		repository.write('a.txt', 'y\n');
		await git.state();
		await git.identity();
		await git.readAt('HEAD', ['a.txt']);
		await git.status(['a.txt']);
		await git.ignored(['a.txt']);
		await git.log(['a.txt'], 5);
		await git.uncommittedPatch(10_000);
		assert.equal(existsSync(join(repository.root, '.git/sprung')), false);
	});

	test('an open reader does not keep the process alive', async function () {
		this.timeout(20_000);
		repository.write('a', 'x');
		repository.commitAll('first');
		const { buildSync } = await import('esbuild');
		const bundle = join(repository.root, '.git/node-git.cjs');
		buildSync({
			entryPoints: ['io/git/node-git.ts'],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			outfile: bundle,
			logLevel: 'error',
		});
		const script = `const { NodeGit } = require(${JSON.stringify(bundle)});
			new NodeGit(${JSON.stringify(repository.root)}).readAt('HEAD', ['a']).then(texts => console.log(texts.get('a')));`;
		const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.on('data', chunk => (output += String(chunk)));
		const code = await new Promise(resolve => child.on('close', resolve));
		assert.equal(code, 0);
		assert.equal(output, 'x\n');
	});
});
