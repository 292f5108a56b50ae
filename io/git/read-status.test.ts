import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { NodeGit } from './node-git.ts';

suite('status without git status', () => {
	let repository: TemporaryRepository;
	let git: NodeGit;

	setup(() => {
		repository = TemporaryRepository.create();
		git = new NodeGit(repository.root);
	});

	teardown(() => {
		git.dispose();
		repository.dispose();
	});

	/** Files that Git has not compared with the index since somebody last touched them. */
	function touch(...paths: readonly string[]): void {
		for (const path of paths) utimesSync(join(repository.root, path), new Date(2020, 1, 1), new Date(2020, 1, 1));
	}

	async function statusOf(...paths: readonly string[]): Promise<readonly (string | undefined)[]> {
		const status = await git.status(paths);
		return paths.map(path => status.get(path));
	}

	test('knows a touched file from a changed one, also one of the same size and age', async () => {
		const paths = ['same', 'changed', 'with\nline break', '"quoted" \\ name', '-n', ':(top)'];
		for (const path of paths) repository.write(path, 'one\n');
		repository.commitAll('first');
		repository.write('changed', 'two\n');
		touch(...paths);
		assert.deepEqual(await statusOf(...paths), ['unchanged', 'changed', 'unchanged', 'unchanged', 'unchanged', 'unchanged']);
	});

	test('takes line ends, keywords and encodings that Git converts for no change, and a changed word for one', async () => {
		const attributes = 'crlf.txt text eol=crlf\nauto.txt text=auto\nkeyword.txt ident\nwide.txt text working-tree-encoding=UTF-16LE\n';
		repository.write('.gitattributes', attributes);
		for (const path of ['crlf.txt', 'auto.txt', 'raw.txt']) repository.write(path, 'a\nb\n');
		repository.write('keyword.txt', '$Id$\n');
		repository.write('wide.txt', Buffer.from('a\n', 'utf16le'));
		repository.commitAll('first');
		for (const path of ['crlf.txt', 'auto.txt', 'raw.txt']) repository.write(path, 'a\r\nb\r\n');
		repository.write('keyword.txt', '$Id: 0123 $\n');
		const paths = ['crlf.txt', 'auto.txt', 'raw.txt', 'keyword.txt', 'wide.txt'];
		touch(...paths);
		assert.deepEqual(await statusOf(...paths), ['unchanged', 'unchanged', 'changed', 'unchanged', 'unchanged']);
		repository.write('crlf.txt', 'a\r\nc\r\n');
		repository.write('wide.txt', Buffer.from('b\n', 'utf16le'));
		assert.deepEqual(await statusOf('crlf.txt', 'wide.txt'), ['changed', 'changed']);
	});

	test('compares a file of Git LFS with its pointer, whether or not it was pulled, and starts no filter', async () => {
		const content = 'a large file\n';
		const digest = createHash('sha256').update(content).digest('hex');
		const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${content.length}\n`;
		const paths = ['pulled.bin', 'pointer.bin', 'changed.bin'];
		for (const path of paths) repository.write(path, pointer);
		repository.commitAll('first');
		repository.write('.git/info/attributes', '*.bin filter=lfs\n');
		repository.git('config', 'filter.lfs.clean', `touch ${join(repository.root, '.git/sprung')}; cat`);
		repository.write('pulled.bin', content);
		repository.write('changed.bin', 'another file\n');
		touch(...paths);
		assert.deepEqual(await statusOf(...paths), ['unchanged', 'unchanged', 'changed']);
		assert.equal(existsSync(join(repository.root, '.git/sprung')), false);
	});

	test('knows by its age that a file behind another filter is the one that was added', async () => {
		repository.write('.gitattributes', '*.secret filter=upper\n');
		repository.git('config', 'filter.upper.clean', 'tr a-z A-Z');
		repository.write('a.secret', 'abc\n');
		touch('a.secret');
		repository.commitAll('first');
		assert.equal(repository.git('show', 'HEAD:a.secret'), 'ABC\n');
		assert.deepEqual(await statusOf('a.secret'), ['unchanged']);
		repository.write('a.secret', 'abd\n');
		assert.deepEqual(await statusOf('a.secret'), ['changed']);
	});

	test('sees links, files in conflict, deleted, moved and sparse ones, and intents to add', async () => {
		for (const path of ['gone', 'moved', 'sparse', 'both']) repository.write(path, 'x\n');
		symlinkSync('gone', join(repository.root, 'link'));
		symlinkSync('gone', join(repository.root, 'turned'));
		repository.commitAll('first');
		repository.git('switch', '--quiet', '--create', 'side');
		repository.write('both', 'side\n');
		repository.commitAll('side');
		repository.git('switch', '--quiet', 'main');
		repository.write('both', 'main\n');
		repository.commitAll('main');
		assert.throws(() => repository.git('merge', '--quiet', 'side'), /CONFLICT/);
		rmSync(join(repository.root, 'gone'));
		renameSync(join(repository.root, 'moved'), join(repository.root, 'here'));
		repository.git('update-index', '--skip-worktree', 'sparse');
		rmSync(join(repository.root, 'sparse'));
		rmSync(join(repository.root, 'turned'));
		symlinkSync('elsewhere', join(repository.root, 'turned'));
		repository.write('intended', '');
		repository.git('add', '--intent-to-add', 'intended');
		const paths = ['link', 'turned', 'both', 'gone', 'moved', 'here', 'sparse', 'intended', 'never'];
		assert.deepEqual(await statusOf(...paths), [
			...['unchanged', 'changed', 'changed', 'changed', 'changed', 'untracked', 'unchanged', 'changed', 'unchanged'],
		]);
	});

	test('works in a repository that hashes with SHA-256, and for more files than a command line holds', async () => {
		repository.git('-c', 'init.defaultBranch=main', 'init', '--quiet', '--object-format=sha256', 'other');
		const other = new NodeGit(join(repository.root, 'other'));
		const paths = Array.from({ length: 450 }, (_, number) => `files/${number}`);
		for (const path of paths) repository.write(`other/${path}`, `${path}\n`);
		repository.git('-C', 'other', 'add', '--all');
		assert.deepEqual(new Set((await other.status(paths)).values()), new Set(['changed']));
		repository.git('-C', 'other', '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'first');
		repository.write('other/files/449', 'new\n');
		touch('other/files/0');
		const status = await other.status(paths);
		assert.deepEqual(
			paths.filter(path => status.get(path) !== 'unchanged'),
			['files/449'],
		);
		other.dispose();
	});
});
