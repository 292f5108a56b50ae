import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { fail, succeed } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';
import type { CellJournal, JournalTaken, OpenCellJournal } from '../core/ports/cell-journal.ts';
import { errorCode } from './files/error-code.ts';
import { isRunning } from './process/is-running.ts';

/**
 * Journals as files of lines that are only added to. Beside each is a note of the process that has it open, so that two never ask for the
 * same answers at once; the note of a process that is gone is taken away.
 */
export class FileCellJournal implements CellJournal {
	readonly #pathOf: (name: string) => Promise<string>;

	/** @param pathOf - Gives the absolute path of a file of this name. */
	constructor(pathOf: (name: string) => Promise<string>) {
		this.#pathOf = pathOf;
	}

	async open(key: string): Promise<Result<OpenCellJournal, JournalTaken>> {
		const path = await this.#pathOf(`cells/${createHash('sha256').update(key).digest('hex').slice(0, 32)}.jsonl`);
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		const holder = await takeNote(`${path}.lock`);
		if (holder !== undefined) return fail({ kind: 'evaluation-taken', holder });
		const before = await readFile(path, 'utf8').catch(nothingThere);
		const file = await open(path, 'a', 0o600);
		// A process that was killed may have left half a line.
		if (before !== '' && !before.endsWith('\n')) await file.appendFile('\n');
		return succeed(
			new OpenFile(
				path,
				file,
				before.split('\n').filter(line => line !== ''),
			),
		);
	}
}

class OpenFile implements OpenCellJournal {
	readonly lines: readonly string[];
	readonly #path: string;
	readonly #file: FileHandle;
	#waiting: string[] = [];
	/** The write that takes what is waiting; undefined while nothing waits. */
	#next: Promise<void> | undefined;
	#last: Promise<void> = Promise.resolve();

	constructor(path: string, file: FileHandle, lines: readonly string[]) {
		this.#path = path;
		this.#file = file;
		this.lines = lines;
	}

	/** Lines that come while one write is under way go to the disk together. */
	append(line: string): Promise<void> {
		this.#waiting.push(line);
		if (this.#next === undefined) {
			this.#next = this.#writeAfter(this.#last);
			this.#last = this.#next;
		}
		return this.#next;
	}

	async finish(): Promise<void> {
		await this.#file.close();
		await rm(this.#path, { force: true });
		await rm(`${this.#path}.lock`, { force: true });
	}

	async close(): Promise<void> {
		await this.#file.close();
		await rm(`${this.#path}.lock`, { force: true });
	}

	async #writeAfter(before: Promise<void>): Promise<void> {
		await before;
		this.#next = undefined;
		const lines = this.#waiting;
		this.#waiting = [];
		await this.#file.appendFile(`${lines.join('\n')}\n`);
		await this.#file.datasync();
	}
}

const noteSchema = z.object({ process: z.int(), host: z.string(), token: z.string() });

/** Two that take away the same old note at once find out within this time. */
const settlingMs = 100;

/** Who holds the note, in words; undefined when this process has it now. */
async function takeNote(path: string): Promise<string | undefined> {
	const token = randomBytes(8).toString('hex');
	if (await makeNote(path, token)) return undefined;
	const holder = await holderOf(path);
	if (holder !== undefined) return holder;
	await rm(path, { force: true });
	if (!(await makeNote(path, token))) return (await holderOf(path)) ?? 'another process';
	await setTimeout(settlingMs);
	return (await readNote(path))?.token === token ? undefined : 'another process';
}

async function makeNote(path: string, token: string): Promise<boolean> {
	try {
		await writeFile(path, JSON.stringify({ process: process.pid, host: hostname(), token }), { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (errorCode(error) === 'EEXIST') return false;
		throw error;
	}
}

/** Undefined when the process of the note is gone, or was killed before it had written one. */
async function holderOf(path: string): Promise<string | undefined> {
	const note = await readNote(path);
	if (note === undefined) return undefined;
	if (note.host !== hostname()) return `process ${note.process} on ${note.host}`;
	return isRunning(note.process) ? `process ${note.process}` : undefined;
}

async function readNote(path: string): Promise<z.output<typeof noteSchema> | undefined> {
	return noteSchema.safeParse(parse(await readFile(path, 'utf8').catch(nothingThere))).data;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function nothingThere(error: unknown): string {
	if (errorCode(error) === 'ENOENT') return '';
	throw error;
}
