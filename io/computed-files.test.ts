import assert from 'node:assert/strict';
import {
	appendFileSync,
	chmodSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ComputedFile } from './computed-files.ts';

suite('ComputedFile', () => {
	let folder: string;
	setup(() => (folder = mkdtempSync(join(tmpdir(), 'computed-'))));
	teardown(() => rmSync(folder, { recursive: true, force: true }));
	const open = (root = '/work/a', build = '1'): ComputedFile => new ComputedFile(folder, root, build);
	const onlyFile = (): string => join(folder, readdirSync(folder)[0] ?? '');

	test('gives back what was added, also what is added beside it', async () => {
		const [one, other] = [open(), open()];
		assert.deepEqual(await one.load(), new Map());
		await Promise.all([one.add(new Map([['a', '{"x":"é\\n"}']])), other.add(new Map([['b', '"2"']]))]);
		assert.deepEqual(
			await open().load(),
			new Map([
				['a', '{"x":"é\\n"}'],
				['b', '"2"'],
			]),
		);
	});

	test('keeps only what replaces the rest', async () => {
		await open().add(new Map([['a', '1']]));
		await open().replace(new Map([['b', '2']]));
		assert.deepEqual(await open().load(), new Map([['b', '2']]));
	});

	test('knows nothing of another workspace, and the same through a link', async () => {
		const link = join(folder, 'link');
		symlinkSync(folder, link);
		await open(folder).add(new Map([['a', '1']]));
		assert.deepEqual(await open('/work/b').load(), new Map());
		assert.deepEqual(await open(link).load(), new Map([['a', '1']]));
	});

	test('believes nothing that another build wrote', async () => {
		await open('/work/a', '1').add(new Map([['a', '1']]));
		assert.deepEqual(await open('/work/a', '2').load(), new Map());
	});

	test('leaves out a line that was cut off, changed or made up, and reads those behind it', async () => {
		await open().add(
			new Map([
				['a', '1'],
				['b', '"second"'],
			]),
		);
		truncateSync(onlyFile(), statSync(onlyFile()).size - 3);
		appendFileSync(onlyFile(), '0123456789abcdef\tc\t"made up"\n\u0000\tgarbage');
		await open().add(new Map([['d', '4']]));
		assert.deepEqual(
			await open().load(),
			new Map([
				['a', '1'],
				['d', '4'],
			]),
		);
		writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').replace('\td\t4', '\td\t5'));
		assert.deepEqual(await open().load(), new Map([['a', '1']]));
	});

	test('can be read by nobody else, and loses what nobody has read for three months', async function () {
		if (process.platform === 'win32') this.skip();
		await open().add(new Map([['a', '1']]));
		assert.equal(statSync(onlyFile()).mode & 0o777, 0o600);
		const longAgo = new Date('2020-01-01');
		utimesSync(onlyFile(), longAgo, longAgo);
		await open('/work/b').add(new Map([['b', '2']]));
		assert.deepEqual(await open().load(), new Map());
		assert.deepEqual(await open('/work/b').load(), new Map([['b', '2']]));
	});

	test('does without a folder, and without one it can use', async () => {
		const nowhere = new ComputedFile(undefined, '/work/a', '1');
		await nowhere.add(new Map([['a', '1']]));
		assert.deepEqual(await nowhere.load(), new Map());
		const file = join(folder, 'file');
		writeFileSync(file, '');
		chmodSync(file, 0o400);
		const blocked = new ComputedFile(join(file, 'below'), '/work/a', '1');
		await blocked.add(new Map([['a', '1']]));
		await blocked.replace(new Map([['a', '1']]));
		assert.deepEqual(await blocked.load(), new Map());
	});
});
