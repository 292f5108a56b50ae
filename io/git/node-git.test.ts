import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { NodeGit } from './node-git.ts';
suite('NodeGit reads', () => {
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

	suite('state', () => {
		test('tells a repository before its first commit', async () => {
			assert.deepEqual(await git.state(), {
				kind: 'repository',
				commit: undefined,
				branch: 'main',
				operation: undefined,
				isShallow: false,
			});
		});

		test('tells commit and branch, and a detached HEAD by the missing branch', async () => {
			const commit = repository.commitAll('first');
			const onBranch = await git.state();
			assert.equal(onBranch.kind === 'repository' && onBranch.branch, 'main');
			repository.git('checkout', '--quiet', '--detach');
			assert.deepEqual(await git.state(), { kind: 'repository', commit, branch: undefined, operation: undefined, isShallow: false });
		});

		test('tells a folder that is in no repository, and one that becomes one later', async () => {
			const folder = mkdtempSync(join(tmpdir(), 'stagemark-none-'));
			const none = new NodeGit(folder);
			assert.deepEqual(await none.state(), { kind: 'no-repository' });
			assert.equal(await none.privatePath('x'), undefined);
			assert.deepEqual(await none.readAt('HEAD', ['a']), new Map());
			assert.deepEqual(await none.commit(['a'], 'm', 'inherit'), {
				ok: false,
				failure: { kind: 'git-failed', output: 'not a Git repository' },
			});
			mkdirSync(join(folder, '.git'));
			assert.deepEqual(await none.state(), { kind: 'no-repository' });
			rmSync(folder, { recursive: true });
		});

		test('says so where Git itself is missing', async () => {
			const path = process.env['PATH'];
			process.env['PATH'] = repository.root;
			try {
				assert.deepEqual(await git.state(), { kind: 'no-git', reason: 'Git is not installed or could not be started' });
			} finally {
				process.env['PATH'] = path;
			}
		});

		test('names a merge, a rebase, a cherry-pick, a revert and a bisect that is under way', async () => {
			repository.write('a.txt', 'base\n');
			const base = repository.commitAll('base');
			repository.git('checkout', '--quiet', '-b', 'other');
			repository.write('a.txt', 'other\n');
			const other = repository.commitAll('other');
			repository.git('checkout', '--quiet', 'main');
			repository.write('a.txt', 'main\n');
			const main = repository.commitAll('main');
			const stopped: readonly (readonly [operation: string, begin: readonly string[], end: readonly string[]])[] = [
				['merge', ['merge', 'other'], ['merge', '--abort']],
				['rebase', ['rebase', 'other'], ['rebase', '--abort']],
				['cherry-pick', ['cherry-pick', other], ['cherry-pick', '--abort']],
				['revert', ['revert', '--no-edit', base], ['revert', '--abort']],
			];
			for (const [operation, begin, end] of stopped) {
				assert.throws(() => repository.git(...begin), operation);
				const state = await git.state();
				assert.equal(state.kind === 'repository' && state.operation, operation);
				assert.deepEqual(await git.commit(['a.txt'], 'm', 'inherit'), {
					ok: false,
					failure: { kind: 'operation-in-progress', operation },
				});
				repository.git(...end);
			}
			repository.git('bisect', 'start', main, base);
			const state = await git.state();
			assert.equal(state.kind === 'repository' && state.operation, 'bisect');
		});

		test('knows a shallow clone, a second worktree and a submodule', async () => {
			repository.write('a.txt', '1');
			repository.commitAll('one');
			repository.commitAll('two');
			repository.git('clone', '--quiet', '--depth=1', `file://${repository.root}`, 'clone');
			const clone = await new NodeGit(join(repository.root, 'clone')).state();
			assert.equal(clone.kind === 'repository' && clone.isShallow, true);

			repository.git('worktree', 'add', '--quiet', '-b', 'side', 'tree');
			const tree = new NodeGit(join(repository.root, 'tree'));
			const state = await tree.state();
			assert.equal(state.kind === 'repository' && state.branch, 'side');
			assert.equal(await tree.privatePath('x'), join(repository.root, '.git/worktrees/tree/stagemark/x'));

			repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${repository.root}`, 'module');
			const module = new NodeGit(join(repository.root, 'module'));
			assert.equal((await module.state()).kind, 'repository');
			assert.equal(await module.privatePath('x'), join(repository.root, '.git/modules/module/stagemark/x'));
		});
	});

	suite('identity', () => {
		test('is what Git would sign with', async () => {
			assert.equal(await git.identity(), 'Ana <ana@example.com>');
		});

		test('is none when Git has none', async () => {
			repository.git('config', '--unset', 'user.email');
			repository.git('config', 'user.useConfigOnly', 'true');
			await withEnvironment({ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }, async () => {
				assert.equal(await git.identity(), undefined);
				repository.write('a.txt', 'x');
				assert.deepEqual(await git.commit(['a.txt'], 'm', 'inherit'), { ok: false, failure: { kind: 'no-identity' } });
			});
		});
	});

	suite('readAt', () => {
		test('gives texts at a revision and leaves out what is not there', async () => {
			repository.write('prompts/a.j2', 'old é\n');
			repository.write('binary', Uint8Array.of(0, 1));
			repository.write('empty', '');
			repository.commitAll('first');
			repository.write('prompts/a.j2', 'new\n');
			const texts = await git.readAt('HEAD', ['prompts/a.j2', 'missing', 'prompts', 'binary', 'empty']);
			assert.deepEqual(
				texts,
				new Map([
					['prompts/a.j2', 'old é\n'],
					['empty', ''],
				]),
			);
		});

		test('reads names with line breaks, quotes and leading dashes, and is not confused by what they look like', async () => {
			const names = ['a\nb', 'a missing\n', '--upload-pack=x', 'with "quotes"', ' leading space', 'ends:colon', 'é'];
			for (const name of names) repository.write(name, `content of ${name}`);
			repository.commitAll('first');
			const texts = await git.readAt('HEAD', [...names, 'nothing\nhere missing\n', 'a\n']);
			assert.deepEqual(texts, new Map(names.map(name => [name, `content of ${name}`])));
		});

		test('takes no revision that could be anything but one', async () => {
			repository.write('a', 'x');
			repository.commitAll('first');
			for (const revision of ['--batch-all-objects', 'HEAD:a', '', ':0', ' HEAD']) {
				assert.deepEqual(await git.readAt(revision, ['a']), new Map());
			}
		});

		test('sees commits that are made while it runs, and many requests at once', async () => {
			for (let count = 0; count < 200; count++) repository.write(`f${count}`, `${count}`.repeat(count));
			repository.commitAll('first');
			await git.readAt('HEAD', ['f1']);
			repository.write('later', 'x');
			repository.commitAll('second');
			const paths = Array.from({ length: 200 }, (_, count) => `f${count}`);
			const texts = await git.readAt('HEAD', [...paths, 'later']);
			assert.equal(texts.size, 201);
			assert.equal(texts.get('f199'), '199'.repeat(199));
		});

		test('leaves out a file over 5 MB and reads the next', async () => {
			repository.write('large', Buffer.alloc(6 * 1024 * 1024, 97));
			repository.write('small', 'x');
			repository.commitAll('first');
			assert.deepEqual(await git.readAt('HEAD', ['large', 'small']), new Map([['small', 'x']]));
		});

		test('goes on after it was disposed of', async () => {
			repository.write('a', 'x');
			repository.commitAll('first');
			assert.equal((await git.readAt('HEAD', ['a'])).get('a'), 'x');
			git.dispose();
			assert.equal((await git.readAt('HEAD', ['a'])).get('a'), 'x');
		});
	});
});

async function withEnvironment(values: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
	const before = Object.keys(values).map(name => [name, process.env[name]] as const);
	Object.assign(process.env, values);
	try {
		await work();
	} finally {
		for (const [name, value] of before) {
			if (value === undefined) Reflect.deleteProperty(process.env, name);
			else process.env[name] = value;
		}
	}
}
