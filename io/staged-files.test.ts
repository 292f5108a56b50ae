import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { sha256Hex } from '../core/base/sha256.ts';
import { TemporaryRepository } from '../test/support/temporary-repository.ts';
import { createStagedFiles, IndexUnreadable } from './staged-files.ts';

const signal = new AbortController().signal;

suite('createStagedFiles', () => {
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
	});

	teardown(() => {
		repository.dispose();
	});

	test('reads what is staged and not what is on disk', async () => {
		repository.write('prompts/a.j2', 'staged\r\nlast');
		repository.write('unstaged.j2', 'x');
		repository.write('large', Buffer.alloc(6 * 1024 * 1024, 97));
		repository.write('binary', Uint8Array.of(0));
		repository.git('add', 'prompts', 'large', 'binary');
		repository.write('prompts/a.j2', 'on disk');
		const files = createStagedFiles(repository.root);
		assert.deepEqual(await files.read('prompts/a.j2'), { kind: 'text', text: 'staged\r\nlast' });
		assert.deepEqual(await files.read('unstaged.j2'), { kind: 'missing' });
		assert.deepEqual(await files.read('binary'), { kind: 'binary' });
		assert.deepEqual(await files.read('large'), { kind: 'too-large', byteCount: 6_291_456, limit: 5_242_880 });
		assert.equal(await files.sha256('prompts/a.j2', signal), sha256Hex('staged\r\nlast'));
		const lines: string[] = [];
		for await (const line of files.lines('prompts/a.j2', signal)) lines.push(line);
		assert.deepEqual(lines, ['staged', 'last']);
		assert.deepEqual(
			(await files.list('', signal)).files.map(({ path, byteCount }) => [path, byteCount]),
			[
				['binary', 1],
				['large', 6_291_456],
				['prompts/a.j2', 12],
			],
		);
		assert.deepEqual(
			(await files.list('prompts', signal)).files.map(({ path }) => path),
			['prompts/a.j2'],
		);
	});

	test('speaks workspace paths where the workspace is a folder of the repository', async () => {
		repository.write('app/a.j2', 'x');
		repository.write('other.j2', 'x');
		repository.git('add', '.');
		const files = createStagedFiles(join(repository.root, 'app'));
		assert.deepEqual(
			(await files.list('', signal)).files.map(({ path }) => path),
			['a.j2'],
		);
		assert.deepEqual(await files.read('a.j2'), { kind: 'text', text: 'x' });
	});

	test('says that it cannot be read where there is no repository, instead of being empty', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stagemark-none-'));
		await assert.rejects(createStagedFiles(folder).list('', signal), IndexUnreadable);
		rmSync(folder, { recursive: true });
	});

	test('inside a hook of a partial commit it reads the index that is being committed', () => {
		repository.write('a.j2', 'first');
		repository.commitAll('first');
		const bundle = join(repository.root, '.git/staged-files.cjs');
		buildSync({
			entryPoints: ['io/staged-files.ts'],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			outfile: bundle,
			logLevel: 'error',
		});
		repository.write(
			'.git/hooks/pre-commit',
			`#!/bin/sh
			exec ${JSON.stringify(process.execPath)} -e '
			const { createStagedFiles } = require("${bundle}");
			createStagedFiles(process.cwd()).read("a.j2").then(content => require("node:fs").writeFileSync(".git/seen", content.text));'
			`,
		);
		chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
		repository.write('a.j2', 'not staged, and committed all the same');
		repository.git('commit', '--quiet', '--only', '--message=partial', '--', 'a.j2');
		assert.equal(readFileSync(join(repository.root, '.git/seen'), 'utf8'), 'not staged, and committed all the same');
	});
});
