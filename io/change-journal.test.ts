import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { PendingChange } from '../core/ports/change-journal.ts';
import { TemporaryRepository } from '../test/support/temporary-repository.ts';
import { FileChangeJournal } from './change-journal.ts';
import { createPorts } from './node-ports.ts';

const change: PendingChange = {
	path: 'registry/a.yaml',
	contents: { 'registry/a.yaml': 'ab'.repeat(32) },
	commit: { message: 'promote(a)', signing: 'inherit', branch: 'main', tag: { name: 'a/v1.0.0', message: 'm' } },
};
const byHand: PendingChange = { path: 'runs/1', contents: {}, commit: undefined };

suite('FileChangeJournal', () => {
	let folder: string;
	let path: string;

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-journal-'));
		path = join(folder, 'stagemark/change.json');
	});

	teardown(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	function journal(): FileChangeJournal {
		return new FileChangeJournal(
			() => Promise.resolve(path),
			{ now: () => '2025-01-31T10:30:00Z', wait: pauseMs => setTimeout(pauseMs) },
			200,
		);
	}

	/** Leaves the note of a process that is gone, as a kill does. */
	function leaveNote(note: object): void {
		writeFileSync(path, JSON.stringify(note));
	}

	test('clears away what a process left that was killed before it had made its note', async () => {
		const { pid } = spawnSync(process.execPath, ['-e', '0']);
		mkdirSync(join(folder, 'stagemark'));
		for (const name of [`change.json.${pid}-0123abcd`, `change.json.${process.pid}-0123abcd`, 'change.json.notes']) {
			writeFileSync(join(folder, 'stagemark', name), '{"process":');
		}
		assert.equal(await journal().takeOver(), undefined);
		assert.deepEqual(
			readdirSync(join(folder, 'stagemark')).sort(),
			[`change.json.${process.pid}-0123abcd`, 'change.json.notes'].sort(),
		);
	});

	test('lets one writer in and tells the other who it is', async () => {
		assert.equal((await journal().begin(change)).ok, true);
		assert.deepEqual(await journal().begin(byHand), {
			ok: false,
			failure: { kind: 'busy', holder: `process ${process.pid}, since 2025-01-31T10:30:00Z` },
		});
		assert.equal(await journal().takeOver(), undefined);
		await journal().finish();
		assert.equal((await journal().begin(byHand)).ok, true);
	});

	test('gives what a killed process left to whoever takes over, lock included', async () => {
		for (const left of [change, byHand]) {
			await journal().begin(left);
			leaveNote({ ...noteOf(deadProcess()), change: left });
			assert.deepEqual(await journal().abandoned(), left);
			assert.deepEqual(await journal().takeOver(), left);
			assert.equal(await journal().abandoned(), undefined);
			const held = await journal().begin(byHand);
			assert.equal(
				!held.ok && held.failure.kind === 'busy' && held.failure.holder,
				`process ${process.pid}, since 2025-01-31T10:30:00Z`,
			);
			await journal().finish();
			assert.deepEqual(readdirSync(join(folder, 'stagemark')), []);
		}
	});

	test('lets many writers in, one after the other, however long all of them take together', async () => {
		const patienceMs = 400;
		const writers = 6;
		let turn = 0;
		// How long each has waited in this turn. Whoever has waited long enough stays there, so that nobody runs out of patience.
		const waitedMs = new Map<number, number>();
		const isLongEnough = (writer: number): boolean => (waitedMs.get(writer) ?? 0) >= patienceMs / 2;
		await Promise.all(
			Array.from({ length: writers }, async (_, writer) => {
				const clock = {
					now: () => `turn ${turn}`,
					wait: async (pauseMs: number) => {
						waitedMs.set(writer, (waitedMs.get(writer) ?? 0) + pauseMs);
						while (isLongEnough(writer)) await setImmediate();
					},
				};
				const own = new FileChangeJournal(() => Promise.resolve(path), clock, patienceMs);
				assert.equal((await own.begin(byHand)).ok, true, `writer ${writer}`);
				turn += 1;
				while ([...waitedMs.keys()].filter(isLongEnough).length < writers - turn) await setImmediate();
				await own.finish();
				waitedMs.clear();
			}),
		);
		assert.equal(turn, writers);
	});

	test('keeps what was postponed, also by a process that goes on, for the next that takes over', async () => {
		await journal().begin(change);
		await journal().postpone(change);
		assert.equal(await journal().holder(), undefined);
		assert.equal((await journal().begin(byHand)).ok, false);
		assert.deepEqual(await journal().takeOver(), change);
		await journal().finish();
		assert.deepEqual(readdirSync(join(folder, 'stagemark')), []);
	});

	test('has nothing to take over when nothing was left', async () => {
		assert.equal(await journal().takeOver(), undefined);
	});

	test('knows that an earlier process which had the same id is gone', async () => {
		await journal().begin(change);
		leaveNote(noteOf(process.pid));
		assert.deepEqual(await journal().takeOver(), change);
	});

	test('cannot judge a process of another machine and leaves its lock alone', async () => {
		await journal().begin(change);
		leaveNote({ ...noteOf(deadProcess()), host: 'elsewhere' });
		assert.equal(await journal().takeOver(), undefined);
		const refused = await journal().begin(byHand);
		assert.deepEqual(!refused.ok && refused.failure.kind === 'busy' && refused.failure.holder.includes(' on elsewhere'), true);
	});

	test('is taken over even where another process was killed while it did so', async () => {
		await journal().begin(change);
		const note = noteOf(deadProcess());
		leaveNote(note);
		writeFileSync(`${path}.takeover`, JSON.stringify(note));
		assert.deepEqual(await journal().takeOver(), change);
		assert.deepEqual(readdirSync(join(folder, 'stagemark')), ['change.json']);
	});

	test('lets exactly one of many simultaneous writers in', async () => {
		const results = await Promise.all(Array.from({ length: 20 }, () => journal().begin(change)));
		assert.equal(results.filter(result => result.ok).length, 1);
	});

	test('lets exactly one of many simultaneous writers take over', async () => {
		await journal().begin(change);
		leaveNote(noteOf(deadProcess()));
		const results = await Promise.all(Array.from({ length: 20 }, () => journal().takeOver()));
		assert.equal(results.filter(result => result !== undefined).length, 1);
	});
});

suite('the journal of a workspace', () => {
	test('lies in the Git directory, so that nothing of it is ever seen or committed', async () => {
		const repository = TemporaryRepository.create();
		const ports = createPorts(repository.root);
		await ports.journal.begin(byHand);
		assert.deepEqual(readdirSync(join(repository.root, '.git/stagemark')), ['change.json']);
		assert.equal(repository.git('status', '--porcelain'), '');
		await ports.journal.finish();
		ports.git.dispose();
		repository.dispose();
	});

	test('without Git lies outside the workspace, and still keeps a second writer out', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stagemark-none-'));
		assert.equal((await createPorts(folder).journal.begin(byHand)).ok, true);
		assert.equal((await createPorts(folder, { patienceMs: 100 }).journal.begin(byHand)).ok, false);
		assert.deepEqual(readdirSync(folder), []);
		await createPorts(folder).journal.finish();
		assert.equal((await createPorts(folder).journal.begin(byHand)).ok, true);
		await createPorts(folder).journal.finish();
		rmSync(folder, { recursive: true });
	});

	test('of a living process is not taken over', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'stagemark-journal-'));
		const path = join(folder, 'change.json');
		const living = spawn('sleep', ['30']);
		writeFileSync(path, JSON.stringify(noteOf(living.pid)));
		const journal = new FileChangeJournal(() => Promise.resolve(path), { now: () => '', wait: pauseMs => setTimeout(pauseMs) }, 200);
		assert.equal(await journal.takeOver(), undefined);
		assert.equal(existsSync(path), true);
		living.kill('SIGKILL');
		rmSync(folder, { recursive: true });
	});
});

/** What a process leaves behind when it is killed. */
function noteOf(process: number | undefined): object {
	return { process, session: 'another', host: hostname(), since: '2025-01-31T10:30:00Z', change };
}

/** The id of a process that has ended. */
function deadProcess(): number {
	return spawnSync('true').pid;
}
