import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../../core/base/sha256.ts';
import { buildSync } from 'esbuild';
import { makeUnreadableFolder } from '../../test/support/hostile/make-unreadable-folder.ts';
import { DiskFileStore } from './file-store.ts';

const signal = new AbortController().signal;

suite('DiskFileStore', () => {
	let base: string;
	let root: string;
	let store: DiskFileStore;

	setup(() => {
		base = mkdtempSync(join(tmpdir(), 'stagemark-files-'));
		root = join(base, 'workspace');
		mkdirSync(root);
		writeFileSync(join(base, 'outside.txt'), 'outside');
		store = new DiskFileStore(root);
	});

	teardown(() => {
		rmSync(base, { recursive: true, force: true });
	});

	function put(path: string, content: string | Uint8Array): void {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}

	suite('read', () => {
		test('gives text without its byte order mark', async () => {
			put('a.txt', '\uFEFFolá\r\n');
			assert.deepEqual(await store.read('a.txt'), { kind: 'text', text: 'olá\r\n' });
		});

		test('gives an empty text for an empty file', async () => {
			put('a.txt', '');
			assert.deepEqual(await store.read('a.txt'), { kind: 'text', text: '' });
		});

		test('calls a file with a NUL byte binary', async () => {
			put('a.bin', Uint8Array.of(65, 0, 66));
			assert.deepEqual(await store.read('a.bin'), { kind: 'binary' });
		});

		test('refuses text of another encoding instead of damaging it', async () => {
			put('a.txt', Uint8Array.of(0x6f, 0x6c, 0xe1));
			assert.deepEqual(await store.read('a.txt'), { kind: 'unreadable', reason: 'it is not encoded as UTF-8' });
		});

		test('says of a file of 50 MB that it is too large, and how large it is', async () => {
			put('a.txt', Buffer.alloc(50 * 1024 * 1024, 97));
			assert.deepEqual(await store.read('a.txt'), { kind: 'too-large', byteCount: 52_428_800, limit: 5_242_880 });
		});

		test('does not wait for a pipe that nobody writes to', async () => {
			assert.equal(spawnSync('mkfifo', [join(root, 'pipe')]).status, 0);
			assert.deepEqual(await store.read('pipe'), { kind: 'unreadable', reason: 'it is not a regular file' });
		});

		test('says of a folder that it is one', async () => {
			mkdirSync(join(root, 'folder'));
			assert.deepEqual(await store.read('folder'), { kind: 'unreadable', reason: 'it is a folder', isFolder: true });
		});

		const hostile = [
			'../outside.txt',
			'a/../../outside.txt',
			'/etc/hostname',
			'a\\..\\..\\outside.txt',
			'C:/a',
			'.git/config',
			'.GIT/config',
			'a//b',
			'./a',
			'a\0b',
		];
		for (const path of hostile) {
			test(`finds nothing at ${JSON.stringify(path)}`, async () => {
				put('.git/config', 'secret');
				assert.deepEqual(await store.read(path), { kind: 'missing' });
				assert.equal(await store.sha256(path, signal), undefined);
			});
		}

		test('finds nothing behind a link that leaves the workspace, be it a file or a folder', async () => {
			symlinkSync(join(base, 'outside.txt'), join(root, 'link.txt'));
			symlinkSync(base, join(root, 'folder'));
			assert.deepEqual(await store.read('link.txt'), { kind: 'missing' });
			assert.deepEqual(await store.read('folder/outside.txt'), { kind: 'missing' });
		});

		test('follows a link that stays inside, also when the root itself is a link', async () => {
			put('data/a.txt', 'inside');
			symlinkSync(join(root, 'data/a.txt'), join(root, 'link.txt'));
			symlinkSync(root, join(base, 'root-link'));
			assert.deepEqual(await new DiskFileStore(join(base, 'root-link')).read('link.txt'), { kind: 'text', text: 'inside' });
		});

		test('ends at two links that lead to each other', async () => {
			symlinkSync(join(root, 'b'), join(root, 'a'));
			symlinkSync(join(root, 'a'), join(root, 'b'));
			assert.deepEqual(await store.read('a'), { kind: 'missing' });
		});
	});

	suite('lines', () => {
		async function linesOf(path: string): Promise<string[]> {
			const lines: string[] = [];
			for await (const line of store.lines(path, signal)) lines.push(line);
			return lines;
		}

		test('come without terminators, whatever they are, and without a byte order mark', async () => {
			put('a.jsonl', '\uFEFFone\r\ntwo\n\nfour');
			assert.deepEqual(await linesOf('a.jsonl'), ['one', 'two', '', 'four']);
		});

		test('survive a character that two chunks share', async () => {
			const line = `${'x'.repeat(262_143)}é`;
			put('a.jsonl', `${line}\n${line}\n`);
			assert.deepEqual(await linesOf('a.jsonl'), [line, line]);
		});

		test('are cut at 5 million characters, and the next line is whole', async () => {
			put('a.jsonl', `${'x'.repeat(12_000_000)}\nnext\n`);
			assert.deepEqual(
				(await linesOf('a.jsonl')).map(line => line.length),
				[5_000_000, 4],
			);
		});

		test('are none for a missing file and for one outside', async () => {
			assert.deepEqual(await linesOf('missing'), []);
			assert.deepEqual(await linesOf('../outside.txt'), []);
		});

		test('stop when the work is cancelled', async () => {
			put('a.jsonl', 'one\ntwo\n');
			const controller = new AbortController();
			controller.abort(new Error('enough'));
			await assert.rejects(store.lines('a.jsonl', controller.signal)[Symbol.asyncIterator]().next(), /enough/);
		});
	});

	suite('list', () => {
		test('gives files sorted by path and skips what is not the project’s own', async () => {
			for (const path of ['b.txt', 'a/z.txt', 'a.txt', '.git/config', 'node_modules/x/i.js', 'a/node_modules/y.js', '.hidden'])
				put(path, 'x');
			symlinkSync(base, join(root, 'out'));
			symlinkSync(join(base, 'outside.txt'), join(root, 'out.txt'));
			symlinkSync(join(root, 'b.txt'), join(root, 'in.txt'));
			assert.deepEqual(
				(await store.list('', signal)).files.map(entry => entry.path),
				['.hidden', 'a.txt', 'a/z.txt', 'b.txt', 'in.txt'],
			);
			assert.deepEqual(
				(await store.list('a', signal)).files.map(entry => entry.path),
				['a/z.txt'],
			);
		});

		test('names a folder that cannot be opened and links that lead nowhere, and lists everything else', async () => {
			put('a/good.yaml', 'x');
			put('b/good.yaml', 'x');
			symlinkSync(join(base, 'outside.txt'), join(root, 'a/out.yaml'));
			symlinkSync('nothing.yaml', join(root, 'a/dangling.yaml'));
			symlinkSync('circle.yaml', join(root, 'a/circle.yaml'));
			const bottom = makeUnreadableFolder(join(root, 'a'));
			const { files, unread } = await store.list('', signal).finally(() => bottom.remove());
			assert.deepEqual(
				files.map(({ path }) => path).filter(path => path.endsWith('.yaml')),
				['a/good.yaml', 'b/good.yaml'],
			);
			const link = 'a link that does not point to a file of the workspace';
			assert.deepEqual(
				unread.filter(({ isFolder }) => !isFolder),
				['a/circle.yaml', 'a/dangling.yaml', 'a/out.yaml'].map(path => ({ path, isFolder: false, reason: link })),
			);
			const folders = unread.filter(({ isFolder }) => isFolder);
			assert.deepEqual(
				folders.map(({ reason }) => reason),
				['its path is longer than the system takes'],
			);
			assert.ok(`a/${bottom.path}/`.startsWith(`${folders[0]?.path}/`), folders[0]?.path);
		});

		test('gives sizes, and nothing for a folder that is missing or outside', async () => {
			put('a.txt', 'four');
			assert.equal((await store.list('', signal)).files[0]?.byteCount, 4);
			assert.deepEqual(await store.list('missing', signal), { files: [], unread: [] });
			assert.deepEqual(await store.list('..', signal), { files: [], unread: [] });
		});
	});

	suite('write', () => {
		test('replaces a file, keeps its mode and leaves nothing else behind', async () => {
			put('registry/a.yaml', 'old');
			chmodSync(join(root, 'registry/a.yaml'), 0o640);
			assert.deepEqual(await store.write('registry/a.yaml', 'new'), { ok: true, value: undefined });
			assert.equal(readFileSync(join(root, 'registry/a.yaml'), 'utf8'), 'new');
			assert.equal(statSync(join(root, 'registry/a.yaml')).mode & 0o777, 0o640);
			assert.deepEqual(readdirSync(join(root, 'registry')), ['a.yaml']);
		});

		test('writes through a link that stays inside and keeps the link', async () => {
			put('real.yaml', 'old');
			symlinkSync(join(root, 'real.yaml'), join(root, 'link.yaml'));
			assert.equal((await store.write('link.yaml', 'new')).ok, true);
			assert.equal(readFileSync(join(root, 'real.yaml'), 'utf8'), 'new');
		});

		test('is refused outside, through a link that leaves, through a dangling link, in the Git directory and at the root', async () => {
			symlinkSync(base, join(root, 'out'));
			symlinkSync(join(base, 'nowhere.txt'), join(root, 'dangling.txt'));
			for (const path of ['../x.txt', 'out/x.txt', 'dangling.txt', '.git/hooks/pre-commit', '']) {
				assert.deepEqual(await store.write(path, 'x'), { ok: false, failure: { kind: 'outside-workspace', path } });
			}
			assert.deepEqual(readdirSync(base).sort(), ['outside.txt', 'workspace']);
		});

		test('says in words that a file is where a folder must be', async () => {
			put('registry', 'a file');
			assert.deepEqual(await store.write('registry/a.yaml', 'x'), {
				ok: false,
				failure: { kind: 'not-writable', path: 'registry/a.yaml', reason: 'a file is where its folder must be' },
			});
			assert.equal(readFileSync(join(root, 'registry'), 'utf8'), 'a file');
		});

		test('says that permission is denied in a read-only folder and leaves the file as it was', () => {
			put('registry/a.yaml', 'old');
			chmodSync(join(root, 'registry'), 0o555);
			chmodSync(base, 0o755);
			const result = asOrdinaryUser(root, 'registry/a.yaml');
			chmodSync(join(root, 'registry'), 0o755);
			assert.deepEqual(result, {
				ok: false,
				failure: { kind: 'not-writable', path: 'registry/a.yaml', reason: 'permission denied' },
			});
			assert.equal(readFileSync(join(root, 'registry/a.yaml'), 'utf8'), 'old');
		});
	});

	suite('publishFolder', () => {
		test('makes text, bytes and copies appear together', async () => {
			const files = new Map([
				['run.json', { kind: 'text', text: '{}\n' }],
				['artifacts/a.bin', { kind: 'bytes', bytes: Uint8Array.of(0, 255) }],
				['samples.jsonl', { kind: 'copy', absolutePath: join(base, 'outside.txt'), sha256: sha256Hex('outside') }],
			] as const);
			assert.deepEqual(await store.publishFolder('runs/1', files), { ok: true, value: undefined });
			assert.deepEqual(readFileSync(join(root, 'runs/1/artifacts/a.bin')), Buffer.from([0, 255]));
			assert.equal(readFileSync(join(root, 'runs/1/samples.jsonl'), 'utf8'), 'outside');
			assert.deepEqual(readdirSync(join(root, 'runs')), ['1']);
		});

		test('never replaces a folder, not even an empty one', async () => {
			mkdirSync(join(root, 'runs/1'), { recursive: true });
			const result = await store.publishFolder('runs/1', new Map([['a', { kind: 'text', text: 'x' }]]));
			assert.deepEqual(result, { ok: false, failure: { kind: 'already-exists', path: 'runs/1' } });
			assert.deepEqual(readdirSync(join(root, 'runs/1')), []);
			assert.deepEqual(readdirSync(join(root, 'runs')), ['1']);
		});

		test('leaves nothing behind when a source changed after it was described', async () => {
			const copy = { kind: 'copy', absolutePath: join(base, 'outside.txt'), sha256: sha256Hex('before') } as const;
			const result = await store.publishFolder('runs/1', new Map([['samples.jsonl', copy]]));
			assert.equal(!result.ok && result.failure.kind, 'not-writable');
			assert.deepEqual(readdirSync(join(root, 'runs')), []);
		});

		test('refuses files that would leave the folder', async () => {
			const result = await store.publishFolder('runs/1', new Map([['../../../x', { kind: 'text', text: 'x' }]]));
			assert.deepEqual(result, { ok: false, failure: { kind: 'outside-workspace', path: 'runs/1' } });
			assert.equal(existsSync(join(base, 'x')), false);
		});
	});

	test('what a killed process left is listed by nobody and removed without touching files that look alike', async () => {
		put('runs/.stagemark-unfinished-1-abcd1234/run.json', '{}');
		put('registry/a.yaml', 'x');
		put('registry/a.yaml.123456', 'half');
		put('registry/a.yaml.backup', 'mine');
		put('registry/b.yaml.123456', 'another file');
		assert.deepEqual(
			(await store.list('runs', signal)).files.map(entry => entry.path),
			[],
		);
		await store.removeLeftovers('runs/1');
		await store.removeLeftovers('registry/a.yaml');
		assert.deepEqual(readdirSync(join(root, 'runs')), []);
		assert.deepEqual(readdirSync(join(root, 'registry')).sort(), ['a.yaml', 'a.yaml.backup', 'b.yaml.123456']);
	});
});

/**
 * Writes in a process of a user whom permissions apply to: root ignores them, so as root the process first becomes
 * `nobody`.
 */
function asOrdinaryUser(root: string, path: string): unknown {
	const script = join(root, '..', 'write.mjs');
	const bundle = join(root, '..', 'file-store.cjs');
	buildSync({
		entryPoints: ['io/files/file-store.ts'],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		outfile: bundle,
		logLevel: 'error',
	});
	writeFileSync(
		script,
		`import { createRequire } from 'node:module';
		if (process.getuid() === 0) { process.setgroups([65534]); process.setgid(65534); process.setuid(65534); }
		const { DiskFileStore } = createRequire(import.meta.url)('./file-store.cjs');
		console.log(JSON.stringify(await new DiskFileStore(process.argv[2]).write(process.argv[3], 'new')));`,
	);
	const run = spawnSync(process.execPath, [script, root, path], { encoding: 'utf8' });
	assert.equal(run.status, 0, run.stderr);
	return JSON.parse(run.stdout);
}
