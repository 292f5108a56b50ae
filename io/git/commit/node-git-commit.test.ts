import assert from 'node:assert/strict';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { NodeGit } from '../node-git.ts';
import { gitForWriting } from '../run-git.ts';
import { waitingForLocks } from './waiting-for-locks.ts';
suite('NodeGit writes', () => {
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
