import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TemporaryRepository } from '../../test/support/temporary-repository.ts';
import { NodeGit } from './node-git.ts';
import { gitForWriting } from './run-git.ts';
import { waitingForLocks } from './waiting-for-locks.ts';

suite('NodeGit', () => {
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

	suite('commit', () => {
		/** Staged, modified, staged and modified again, untracked, deleted, renamed and merely intended work of the user. */
		function leaveWorkBehind(): void {
			for (const name of ['staged', 'modified', 'both', 'removed', 'moved', 'registry/a.yaml']) repository.write(name, 'old\n');
			repository.commitAll('first');
			repository.write('staged', 'staged\n');
			repository.write('both', 'staged\n');
			repository.write('added', 'added\n');
			repository.git('add', 'staged', 'both', 'added');
			repository.write('both', 'modified again\n');
			repository.write('modified', 'modified\r\n');
			repository.git('rm', '--quiet', 'removed');
			repository.git('mv', 'moved', 'moved-here');
			repository.write('intended', 'x');
			repository.git('add', '--intent-to-add', 'intended');
			repository.write('untracked', 'untracked\n');
		}

		test('takes exactly the given files and leaves staged, modified and untracked work byte for byte as it was', async () => {
			leaveWorkBehind();
			const before = workOf(repository);
			repository.write('registry/a.yaml', 'new\n');
			repository.write('runs/1/run.json', '{}');
			const result = await git.commit(['registry/a.yaml', 'runs/1/run.json'], 'record(exp-001): v2', 'inherit');
			assert.equal(result.ok && result.value.commit, repository.git('rev-parse', 'HEAD').trim());
			assert.equal(
				repository.git('show', '--format=%s', '--name-only', 'HEAD'),
				'record(exp-001): v2\n\nregistry/a.yaml\nruns/1/run.json\n',
			);
			assert.deepEqual(workOf(repository), before);
		});

		test('makes the first commit of a repository, and of those files only', async () => {
			repository.write('staged', 'x');
			repository.git('add', 'staged');
			repository.write('a', 'x');
			assert.equal((await git.commit(['a'], 'first', 'inherit')).ok, true);
			assert.equal(repository.git('ls-tree', '--name-only', 'HEAD'), 'a\n');
			assert.equal(repository.git('status', '--porcelain'), 'A  staged\n');
		});

		test('works on a detached HEAD and in a second worktree', async () => {
			repository.commitAll('first');
			repository.git('checkout', '--quiet', '--detach');
			repository.write('a', 'x');
			assert.equal((await git.commit(['a'], 'detached', 'inherit')).ok, true);
			repository.git('worktree', 'add', '--quiet', '-b', 'side', 'tree');
			const tree = new NodeGit(join(repository.root, 'tree'));
			repository.write('tree/b', 'x');
			assert.equal((await tree.commit(['b'], 'in the worktree', 'inherit')).ok, true);
			assert.equal(repository.git('log', '-1', '--format=%s', 'side'), 'in the worktree\n');
		});

		test('takes names literally, whatever they look like', async () => {
			const names = ['--upload-pack=x', ':(glob)**', '*', '-m', 'a\nb', '"q"'];
			repository.write('bystander', 'x');
			for (const name of names) repository.write(name, 'x');
			assert.equal((await git.commit(names, 'odd names', 'inherit')).ok, true);
			assert.equal(
				repository.git('ls-tree', '-z', '--name-only', 'HEAD').split('\0').filter(Boolean).sort().join(),
				[...names].sort().join(),
			);
		});

		test('keeps a message as it is, also lines that look like comments or options', async () => {
			repository.write('a', 'x');
			const message = '--amend\n\n# not a comment\n\nStagemark-Run: 1';
			assert.equal((await git.commit(['a'], message, 'inherit')).ok, true);
			assert.equal(repository.git('log', '-1', '--format=%B').trimEnd(), message);
		});

		test('runs hooks; one that refuses is quoted, and index and work stay as they were', async () => {
			leaveWorkBehind();
			const before = workOf(repository);
			hook(repository, 'pre-commit', 'echo "lint: no good" >&2; exit 1');
			repository.write('registry/a.yaml', 'new\n');
			repository.write('runs/1/run.json', '{}');
			const result = await git.commit(['registry/a.yaml', 'runs/1/run.json'], 'm', 'inherit');
			assert.deepEqual(result, { ok: false, failure: { kind: 'hook-failed', output: 'lint: no good' } });
			repository.write('registry/a.yaml', 'old\n');
			rmSync(join(repository.root, 'runs'), { recursive: true });
			assert.deepEqual(workOf(repository), before);
		});

		test('waits for a lock that goes away', async () => {
			repository.commitAll('first');
			const lock = join(repository.root, '.git/index.lock');
			repository.write('a', 'x');
			writeFileSync(lock, '');
			const run = gitForWriting(repository.root);
			const exitCodes: number[] = [];
			const waiting = waitingForLocks(async args => {
				const output = await run(args);
				exitCodes.push(output.exitCode);
				if (exitCodes.length === 2) rmSync(lock);
				return output;
			}, 30_000);
			assert.equal((await waiting(['add', 'a'])).exitCode, 0);
			assert.deepEqual(exitCodes, [128, 128, 0]);
			assert.equal(repository.git('ls-files'), 'a\n');
		});

		test('names a lock that stays', async () => {
			repository.commitAll('first');
			const lock = join(repository.root, '.git/index.lock');
			repository.write('b', 'x');
			writeFileSync(lock, '');
			assert.deepEqual(await git.commit(['b'], 'm', 'inherit'), { ok: false, failure: { kind: 'index-locked', lockFile: lock } });
			rmSync(lock);
			assert.equal(repository.git('ls-files'), '');
		});

		test('tells in Git’s words that a signature was wanted and could not be made', async () => {
			repository.git('config', 'gpg.program', '/bin/false');
			repository.write('a', 'x');
			const result = await git.commit(['a'], 'm', 'always');
			assert.equal(!result.ok && result.failure.kind, 'git-failed');
			assert.equal(repository.git('ls-files'), '');
			assert.equal((await git.commit(['a'], 'm', 'never')).ok, true);
		});

		test('inside a hook of another repository it commits to its own', async () => {
			const other = TemporaryRepository.create();
			repository.write('a', 'x');
			const foreign = {
				GIT_DIR: join(other.root, '.git'),
				GIT_INDEX_FILE: join(other.root, '.git/index'),
				GIT_WORK_TREE: other.root,
				GIT_PREFIX: 'x/',
			};
			await withEnvironment(foreign, async () => assert.equal((await git.commit(['a'], 'm', 'inherit')).ok, true));
			assert.equal(repository.git('log', '--format=%s'), 'm\n');
			assert.throws(() => other.git('rev-parse', '--verify', 'HEAD'));
			other.dispose();
		});
	});

	suite('tag', () => {
		test('is annotated, and one that exists is left alone', async () => {
			const commit = repository.commitAll('first');
			const tag = { name: 'code-generator/v2.0.0', commit, message: 'in Production' };
			assert.deepEqual(await git.tag(tag, 'inherit'), { ok: true, value: undefined });
			assert.equal(repository.git('cat-file', '-t', 'code-generator/v2.0.0'), 'tag\n');
			const object = repository.git('rev-parse', 'code-generator/v2.0.0');
			assert.deepEqual(await git.tag({ ...tag, message: 'again' }, 'inherit'), { ok: true, value: undefined });
			assert.equal(repository.git('rev-parse', 'code-generator/v2.0.0'), object);
		});

		test('is never an option, and a name Git refuses is told', async () => {
			const commit = repository.commitAll('first');
			for (const name of ['--delete', 'a..b', 'x.lock']) {
				const result = await git.tag({ name, commit, message: 'm' }, 'inherit');
				assert.equal(!result.ok && result.failure.kind, 'git-failed');
			}
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

/** Everything of the user's that a commit of other files must not touch. */
function workOf(repository: TemporaryRepository): Record<string, string> {
	const files = ['staged', 'modified', 'both', 'added', 'moved-here', 'intended', 'untracked'];
	return {
		staged: repository.git('diff', '--cached', '--binary', '--no-renames'),
		unstaged: repository.git('diff', '--binary'),
		index: repository
			.git('ls-files', '--stage', '-z')
			.split('\0')
			.filter(entry => !/\t(?:registry|runs)\//.test(entry))
			.join('\n'),
		status: repository.git('status', '--porcelain'),
		...Object.fromEntries(files.map(name => [name, repository.read(name)])),
	};
}

function hook(repository: TemporaryRepository, name: string, script: string): void {
	repository.write(`.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
	chmodSync(join(repository.root, '.git/hooks', name), 0o755);
}

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
