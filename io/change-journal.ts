import { randomBytes, randomInt } from 'node:crypto';
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { BusyFailure, ChangeJournal, PendingChange } from '../core/ports/change-journal.ts';
import type { Clock } from '../core/ports/ports.ts';
import type { WriteFailure } from '../core/ports/file-store.ts';
import { fail, succeed } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';
import { errorCode, reasonOf } from './files/error-code.ts';
import { isRunning } from './process/is-running.ts';

/**
 * The journal as one file, which is lock and note at once: making it takes the lock, deleting it releases it. It holds
 * the process that made it, so that a lock whose process is gone can be told from one that is held.
 */
export class FileChangeJournal implements ChangeJournal {
	readonly #path: () => Promise<string>;
	readonly #clock: Clock;
	readonly #patienceMs: number;

	/**
	 * @param path - Gives the absolute path of the file; asked each time, since a repository can be made at any time.
	 * @param patienceMs - How long any one process that holds the lock is waited for.
	 */
	constructor(path: () => Promise<string>, clock: Clock, patienceMs: number) {
		this.#path = path;
		this.#clock = clock;
		this.#patienceMs = patienceMs;
	}

	async begin(change: PendingChange): Promise<Result<void, BusyFailure | WriteFailure>> {
		const path = await this.#path();
		try {
			const take = (): Promise<boolean> => makeFile(path, JSON.stringify(this.#note(change)));
			if (await this.#waitFor(take, path)) return succeed(undefined);
		} catch (error) {
			if (errorCode(error) === undefined) throw error;
			return fail({ kind: 'not-writable', path, reason: reasonOf(error) });
		}
		const holder = await readNote(path);
		return fail({ kind: 'busy', holder: holder === undefined ? `unknown: its note is ${path}` : wordsFor(holder) });
	}

	async settle(): Promise<void> {
		const path = await this.#path();
		await this.#waitFor(async () => (await this.holder()) === undefined, path);
	}

	/** Asks again and again while one process after the other holds the lock. False when one of them holds it for too long, or is dead. */
	async #waitFor(succeeds: () => Promise<boolean>, path: string): Promise<boolean> {
		let waitedMs = 0;
		let lastHolder = '';
		while (!(await succeeds())) {
			const note = await readNote(path);
			if (isAbandoned(note)) return false;
			const holder = note === undefined ? '' : `${note.session} ${note.since}`;
			if (holder !== lastHolder) waitedMs = 0;
			lastHolder = holder;
			if (waitedMs >= this.#patienceMs) return false;
			// Processes that ask in step would get in each other's way.
			const pauseMs = randomInt(20, 150);
			await this.#clock.wait(pauseMs);
			waitedMs += pauseMs;
		}
		return true;
	}

	async takeOver(): Promise<PendingChange | undefined> {
		const path = await this.#path();
		await removeTemporaries(path);
		if (!isAbandoned(await readNote(path))) return undefined;
		// Two processes may get here. Whoever makes the second file replaces the first, which is never missing meanwhile.
		const guard = `${path}.takeover`;
		if (isAbandoned(await readNote(guard))) await rm(guard, { force: true });
		const note = this.#note(emptyChange);
		if (!(await makeFile(guard, JSON.stringify(note)))) return undefined;
		try {
			const abandoned = await readNote(path);
			if (abandoned === undefined || !isAbandoned(abandoned)) return undefined;
			await writeFileAtomic(path, JSON.stringify(this.#note(abandoned.change)), { mode: 0o600 });
			return abandoned.change;
		} finally {
			await rm(guard, { force: true });
		}
	}

	async holder(): Promise<string | undefined> {
		const note = await readNote(await this.#path());
		return note !== undefined && isAlive(note) ? wordsFor(note) : undefined;
	}

	async abandoned(): Promise<PendingChange | undefined> {
		const note = await readNote(await this.#path());
		return note === undefined || isAlive(note) ? undefined : note.change;
	}

	async postpone(change: PendingChange): Promise<void> {
		const path = await this.#path();
		// On a full disk the note stays as it is, which is left behind as well once this process ends.
		await writeFileAtomic(path, JSON.stringify({ ...this.#note(change), isLeft: true }), { mode: 0o600 }).catch(ignoreSystemError);
	}

	async finish(): Promise<void> {
		await rm(await this.#path(), { force: true });
	}

	#note(change: PendingChange): Note {
		return { process: process.pid, session, host: hostname(), since: this.#clock.now(), change };
	}
}

/** What stands in a file that only says who is taking over. */
const emptyChange: PendingChange = { path: '', contents: {}, commit: undefined };

/** Tells this process from an earlier one that had the same id, which in containers is common. */
const session = randomBytes(8).toString('hex');

const noteSchema = z.object({
	process: z.int(),
	session: z.string(),
	host: z.string(),
	since: z.string(),
	/** Given up by a process that may still be alive. */
	isLeft: z.literal(true).optional(),
	change: z.object({
		path: z.string(),
		contents: z.record(z.string(), z.string()),
		before: z.record(z.string(), z.string().nullable()).optional(),
		commit: z
			.object({
				message: z.string(),
				signing: z.enum(['inherit', 'always', 'never']),
				branch: z.string().nullable(),
				tag: z.object({ name: z.string(), message: z.string() }).nullable(),
			})
			.optional(),
	}),
});

interface Note {
	readonly process: number;
	readonly session: string;
	readonly host: string;
	readonly since: string;
	readonly isLeft?: true | undefined;
	readonly change: PendingChange;
}

/** True when the file was made, with its whole content at once; false when there is one already. */
async function makeFile(path: string, text: string): Promise<boolean> {
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
	try {
		await writeFile(temporary, text, { flag: 'wx', mode: 0o600, flush: true });
		// A link, unlike a rename, fails when the name is taken.
		await link(temporary, path);
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(temporary, { force: true });
	}
}

/** Deletes the files of processes that were killed before they had made their note. */
async function removeTemporaries(path: string): Promise<void> {
	const names = await readdir(dirname(path)).catch(() => []);
	for (const name of names) {
		if (!name.startsWith(`${basename(path)}.`)) continue;
		const owner = /^\.(\d+)-[0-9a-f]{8}$/.exec(name.slice(basename(path).length))?.[1];
		if (owner !== undefined && !isRunning(Number(owner))) await rm(join(dirname(path), name), { force: true });
	}
}

/** Undefined when there is no note, or none that this version can read. */
async function readNote(path: string): Promise<Note | undefined> {
	try {
		const parsed = noteSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
		return parsed.success ? { ...parsed.data, change: { ...parsed.data.change, commit: parsed.data.change.commit } } : undefined;
	} catch (error) {
		if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
		throw error;
	}
}

function isAbandoned(note: Note | undefined): boolean {
	return note !== undefined && !isAlive(note);
}

/** A process of another machine, which shares the folder, cannot be asked and counts as alive. */
function isAlive(note: Note): boolean {
	if (note.isLeft === true) return false;
	if (note.host !== hostname()) return true;
	return note.process === process.pid ? note.session === session : isRunning(note.process);
}

function ignoreSystemError(error: unknown): void {
	if (errorCode(error) === undefined) throw error;
}

function wordsFor(note: Note): string {
	const place = note.host === hostname() ? '' : ` on ${note.host}`;
	return `process ${note.process}${place}, since ${note.since}`;
}
