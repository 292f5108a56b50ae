import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFileStore } from './file-store.ts';
import { Turns } from './turns.ts';

suite('short pieces of work one after the other', () => {
	test('let a timer and a signal in', async () => {
		const turns = new Turns();
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 1);
		let pieces = 0;
		while (!controller.signal.aborted) {
			await turns.next();
			work();
			pieces++;
		}
		assert.ok(pieces > 0);
	});

	test('follow each other in one turn while it is short', async () => {
		const turns = new Turns();
		let isOtherTurn = false;
		setImmediate(() => (isOtherTurn = true));
		await turns.next();
		assert.equal(isOtherTurn, false);
	});

	test('let a reader of files be cancelled in the middle', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stagemark-'));
		writeFileSync(join(folder, 'a.txt'), 'a');
		const files = new DiskFileStore(folder);
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 1);
		while (!controller.signal.aborted) assert.deepEqual(await files.read('a.txt'), { kind: 'text', text: 'a' });
		await assert.rejects(files.list('', controller.signal));
		rmSync(folder, { recursive: true });
	});
});

/** Keeps the thread for a moment. */
function work(): void {
	const end = performance.now() + 1;
	while (performance.now() < end);
}
