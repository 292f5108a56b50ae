import assert from 'node:assert/strict';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { NodeGit } from '../node-git.ts';

suite('the history of a folder', () => {
	let repository: TemporaryRepository;
	setup(() => (repository = TemporaryRepository.create()));
	teardown(() => repository.dispose());

	function commit(files: Readonly<Record<string, string>>): void {
		for (const [path, text] of Object.entries(files)) repository.write(path, text);
		repository.commitAll('Change\n\nCo-authored-by: Bo <bo@example.com>');
	}

	/** Reads each file in both ways, and gives how many revisions there are together. */
	async function sameAsAlone(folder: string, limit = 100): Promise<number> {
		const git = new NodeGit(repository.root);
		try {
			const history = await git.folderHistory(folder, limit);
			const tracked = (await git.listAt('HEAD')).filter(path => path.startsWith(`${folder}/`));
			for (const path of tracked) assert.ok(history.paths.includes(path), path);
			let count = 0;
			for (const path of [...history.paths, `${folder}/nothing`]) {
				const alone = await git.fileHistory([path], limit);
				assert.deepEqual(await history.of(path), alone, path);
				count += alone.length;
			}
			return count;
		} finally {
			git.dispose();
		}
	}

	test('is that of each file alone, where it is one line', async () => {
		commit({ 'r/a': '1', 'r/b': '1', other: '1' });
		commit({ other: '2' });
		commit({ 'r/a': '2', 'r/sub/ç d\n.yaml': '1' });
		repository.git('rm', '--quiet', 'r/b');
		commit({ 'r/sub/ç d\n.yaml': '2' });
		commit({ 'r/b': '3' });
		assert.equal(await sameAsAlone('r'), 7);
		assert.equal(await sameAsAlone('r', 2), 6);
	});

	test('is that of each file alone, where branches were merged', async () => {
		commit({ 'r/a': '1', 'r/b': '1', 'r/c': '1' });
		repository.git('switch', '--quiet', '--create', 'side');
		commit({ 'r/a': '2' });
		commit({ 'r/d': '1' });
		repository.git('switch', '--quiet', 'main');
		commit({ 'r/b': '2' });
		repository.git('merge', '--quiet', '--no-edit', 'side');
		repository.git('switch', '--quiet', '--create', 'thrown-away');
		commit({ 'r/c': '2' });
		repository.git('switch', '--quiet', 'main');
		commit({ 'r/c': '3' });
		repository.git('merge', '--quiet', '--no-edit', '--strategy', 'ours', 'thrown-away');
		assert.equal(await sameAsAlone('r'), 9);
	});

	test('is that of each file alone, where a branch was merged that changed nothing there in the end', async () => {
		commit({ 'r/a': '1' });
		repository.git('switch', '--quiet', '--create', 'side');
		commit({ 'r/a': '2' });
		commit({ 'r/a': '1' });
		repository.git('switch', '--quiet', 'main');
		commit({ other: '1' });
		repository.git('merge', '--quiet', '--no-edit', 'side');
		commit({ 'r/b': '1' });
		assert.ok((await sameAsAlone('r')) > 1);
	});

	test('is empty before the first commit, and of a folder that no commit had', async () => {
		assert.equal(await sameAsAlone('r'), 0);
		commit({ other: '1' });
		assert.equal(await sameAsAlone('r'), 0);
	});

	test('says which files a commit took away', async () => {
		commit({ 'r/a': '1', 'r/ç d': '1', other: '1' });
		repository.git('mv', 'r/ç d', 'r/e');
		repository.git('rm', '--quiet', 'other');
		commit({ 'r/a': '2' });
		const git = new NodeGit(repository.root);
		assert.deepEqual(await git.removedBy(repository.git('rev-parse', 'HEAD').trim()), ['other', 'r/ç d']);
		assert.deepEqual(await git.removedBy(repository.git('rev-parse', 'HEAD^').trim()), []);
		assert.deepEqual(await git.removedBy('0'.repeat(40)), []);
		git.dispose();
	});
});
