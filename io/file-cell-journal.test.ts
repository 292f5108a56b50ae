import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenCellJournal } from '../core/ports/cell-journal.ts';
import { FileCellJournal } from './file-cell-journal.ts';

suite('FileCellJournal', () => {
	let folder: string;
	let opened: OpenCellJournal[];
	const journal = (): FileCellJournal => new FileCellJournal(name => Promise.resolve(join(folder, name)));
	const files = (): readonly string[] => readdirSync(join(folder, 'cells')).sort();

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-cells-'));
		opened = [];
	});
	teardown(async () => {
		for (const each of opened) await each.close().catch(() => undefined); // The test may have closed it.
		rmSync(folder, { recursive: true });
	});

	async function open(key = 'exp-001/v1/1'): Promise<OpenCellJournal> {
		const answer = await journal().open(key);
		if (!answer.ok) assert.fail(answer.failure.holder);
		opened.push(answer.value);
		return answer.value;
	}

	test('keeps lines, also those that come at once, for the next time', async () => {
		const first = await open();
		await Promise.all(Array.from({ length: 100 }, (_, index) => first.append(`line ${index}`)));
		await first.append('last');
		await first.close();
		const { lines } = await open();
		assert.equal(lines.length, 101);
		assert.deepEqual(new Set(lines), new Set(['last', ...Array.from({ length: 100 }, (_, index) => `line ${index}`)]));
	});

	test('a line is on the disk when it is said to be', async () => {
		const first = await open();
		await first.append('paid for');
		const [name = ''] = files().filter(file => file.endsWith('.jsonl'));
		assert.equal(readFileSync(join(folder, 'cells', name), 'utf8'), 'paid for\n');
	});

	test('half a line of a killed process spoils no other', async () => {
		await (await open()).close();
		const [name = ''] = files();
		appendFileSync(join(folder, 'cells', name), 'whole\n{"half');
		const second = await open();
		await second.append('new');
		await second.close();
		assert.deepEqual((await open()).lines, ['whole', '{"half', 'new']);
	});

	test('lets one have it at a time, each key by itself', async () => {
		await open();
		const second = await journal().open('exp-001/v1/1');
		assert.deepEqual(second, { ok: false, failure: { kind: 'evaluation-taken', holder: `process ${process.pid}` } });
		await open('exp-001/v1/2');
	});

	for (const [what, note] of [
		['a process that is gone', (): string => JSON.stringify({ process: endedProcess(), host: hostOfNotes(), token: 'x' })],
		['a process that was killed before it wrote', (): string => ''],
		['something else', (): string => '[1]'],
	] as const) {
		test(`takes over from ${what}`, async () => {
			const first = await open();
			await first.append('paid for');
			const lock = join(folder, 'cells', files().find(name => name.endsWith('.lock')) ?? '');
			writeFileSync(lock, note());
			assert.deepEqual((await open()).lines, ['paid for']);
		});
	}

	test('when finished nothing is left', async () => {
		const first = await open();
		await first.append('paid for');
		await first.finish();
		assert.deepEqual(files(), []);
	});

	function hostOfNotes(): string {
		const lock = files().find(name => name.endsWith('.lock')) ?? '';
		return (JSON.parse(readFileSync(join(folder, 'cells', lock), 'utf8')) as { host: string }).host;
	}

	function endedProcess(): number {
		return spawnSync('true').pid;
	}
});
