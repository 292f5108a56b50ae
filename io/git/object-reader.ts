import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { BatchOutput } from './batch-output.ts';
import type { GitDamage } from './git-damage.ts';
import { gitEnvironment, gitProgram, readingArguments } from './git-environment.ts';

/**
 * Reads objects of a repository through one `git cat-file --batch` process, started with the first request and kept.
 * The process does not keep Node alive; when it ends, the next request starts another.
 */
export class ObjectReader {
	readonly #folder: string;
	readonly #damage: GitDamage | undefined;
	#process: BatchProcess | undefined;
	/** Input ended by NUL bytes came with Git 2.38; older ones cannot be asked for a name with a line break. */
	#canAskWithNul = true;

	/** @param damage - Learns why Git could not read an object that is there. */
	constructor(folder: string, damage?: GitDamage) {
		this.#folder = folder;
		this.#damage = damage;
	}

	/**
	 * The bytes of the blob that `name` (such as `HEAD:prompts/a.j2`) stands for, or undefined: no such object, not a
	 * blob, or larger than `byteLimit`.
	 */
	async read(name: string, byteLimit: number): Promise<Buffer | undefined> {
		if (name.includes('\0')) return undefined;
		for (let attempt = 0; attempt < 3; attempt++) {
			if (!this.#canAskWithNul && name.includes('\n')) return undefined;
			this.#process ??= new BatchProcess(this.#folder, this.#canAskWithNul, this.#damage);
			const asked = this.#process;
			try {
				return await asked.read(name, byteLimit);
			} catch (error) {
				if (!(error instanceof BatchEnded)) throw error;
				if (this.#process === asked) this.#process = undefined;
				if (error.exitCode === usageError) this.#canAskWithNul = false;
				else this.#damage?.note(error.message);
			}
		}
		return undefined;
	}

	/** Ends the process. Reading again starts another. */
	dispose(): void {
		this.#process?.end();
		this.#process = undefined;
	}
}

/** Git says in a few lines why it ends. */
const longestWords = 4000;

/** Exit code of Git for an option it does not know. */
const usageError = 129;

/** The message is what Git printed last. */
class BatchEnded extends Error {
	readonly exitCode: number | null;

	constructor(exitCode: number | null, stderr: string) {
		super(stderr);
		this.exitCode = exitCode;
	}
}

/** One process from start to end. Answers come in the order of the questions. */
class BatchProcess {
	readonly #child: ChildProcessWithoutNullStreams;
	readonly #terminator: string;
	readonly #output = new BatchOutput();
	#stderr = '';
	#ended: BatchEnded | undefined;
	readonly #waiting: { readonly reject: (error: BatchEnded) => void }[] = [];

	constructor(folder: string, canAskWithNul: boolean, damage: GitDamage | undefined) {
		this.#terminator = canAskWithNul ? '\0' : '\n';
		this.#child = spawn(gitProgram(), readingArguments(['cat-file', '--batch', ...(canAskWithNul ? ['-z'] : [])]), {
			cwd: folder,
			env: gitEnvironment(true),
			windowsHide: true,
		});
		this.#child.stdout.on('data', (chunk: Buffer) => this.#output.add(chunk));
		this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
			this.#stderr = (this.#stderr + text).slice(-longestWords);
			// Of an object that it cannot unpack it says so here, and answers as if there were none.
			damage?.note(this.#stderr);
		});
		// A broken pipe is followed by the end of the process, where the waiting requests are told.
		this.#child.stdin.on('error', () => undefined);
		this.#child.on('error', () => this.#end(null));
		this.#child.on('close', code => this.#end(code));
		this.#keepAlive(false);
	}

	read(name: string, byteLimit: number): Promise<Buffer | undefined> {
		if (this.#ended !== undefined) return Promise.reject(this.#ended);
		return new Promise((resolve, reject) => {
			const request = { reject };
			this.#waiting.push(request);
			this.#keepAlive(true);
			this.#output.expect({
				name,
				byteLimit,
				answer: bytes => {
					this.#waiting.splice(this.#waiting.indexOf(request), 1);
					if (this.#waiting.length === 0) this.#keepAlive(false);
					resolve(bytes);
				},
			});
			this.#child.stdin.write(name + this.#terminator);
		});
	}

	end(): void {
		this.#child.stdin.end();
		this.#child.kill();
	}

	#end(exitCode: number | null): void {
		this.#ended ??= new BatchEnded(exitCode, this.#stderr);
		for (const request of this.#waiting.splice(0)) request.reject(this.#ended);
	}

	/** Node stays alive for a process only while an answer is awaited. */
	#keepAlive(isNeeded: boolean): void {
		const handles = [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr];
		for (const handle of handles) {
			if (handle === this.#child || handle instanceof Socket) setAlive(handle, isNeeded);
		}
	}
}

function setAlive(handle: { ref(): void; unref(): void } | object, isNeeded: boolean): void {
	if (!('ref' in handle)) return;
	if (isNeeded) handle.ref();
	else handle.unref();
}
