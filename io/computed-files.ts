import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComputedTexts } from '../core/ports/computed-texts.ts';
import { errorCode } from './files/error-code.ts';
import { writeAtomically } from './files/write-atomically.ts';

/**
 * The computed texts of one workspace in one file, to which all processes append. A line has a text and its digest, so that what was
 * cut off by a killed process, or mixed by two, is not taken for one. Another build of the product computes anew.
 */
export class ComputedFile implements ComputedTexts {
	/** Files that take about a tenth of a second to read. Small workspaces leave nothing behind. */
	readonly fewest = 100;
	readonly #path: string | undefined;
	readonly #build: string;

	/**
	 * @param folder - Absolute path of the folder for the files of all workspaces; without one nothing is kept.
	 * @param root - Absolute path of the workspace.
	 * @param build - What the product was built from; by default the program that is running.
	 */
	constructor(folder: string | undefined, root: string, build = thisBuild()) {
		this.#path = folder === undefined ? undefined : join(folder, `${digestOf(realPathOf(root)).slice(0, 32)}.txt`);
		this.#build = build;
	}

	async load(): Promise<ReadonlyMap<string, string>> {
		const texts = new Map<string, string>();
		const path = this.#path;
		if (path === undefined) return texts;
		try {
			if ((await stat(path)).size > largestFile) return texts;
			for (const line of (await readFile(path, 'utf8')).split('\n')) {
				const [digest, key, text] = line.split('\t', 3);
				if (key !== undefined && text !== undefined && digest === this.#digestOf(key, text)) texts.set(key, text);
			}
			// Files that nobody has read for long are removed.
			const now = new Date();
			await utimes(path, now, now);
		} catch (error) {
			if (errorCode(error) === undefined) throw error;
		}
		return texts;
	}

	async add(texts: ReadonlyMap<string, string>): Promise<void> {
		await this.#write(path => appendFile(path, `\n${this.#linesOf(texts)}`, { mode: 0o600 }));
	}

	async replace(texts: ReadonlyMap<string, string>): Promise<void> {
		await this.#write(path => writeAtomically(path, this.#linesOf(texts)));
	}

	async #write(write: (path: string) => Promise<void>): Promise<void> {
		const path = this.#path;
		if (path === undefined) return;
		try {
			await mkdir(dirname(path), { recursive: true, mode: 0o700 });
			await removeOldFiles(dirname(path));
			await write(path);
		} catch (error) {
			// A full disk or a folder that cannot be written costs time, and nothing else.
			if (errorCode(error) === undefined) throw error;
		}
	}

	#linesOf(texts: ReadonlyMap<string, string>): string {
		return Array.from(texts, ([key, text]) => `${this.#digestOf(key, text)}\t${key}\t${text}\n`).join('');
	}

	#digestOf(key: string, text: string): string {
		return digestOf(`${this.#build}\t${key}\t${text}`).slice(0, 16);
	}
}

/** Summaries of a hundred thousand files, several times over. */
const largestFile = 256 * 1024 * 1024;

const monthMs = 30 * 24 * 60 * 60 * 1000;

async function removeOldFiles(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		if (Date.now() - (await stat(path)).mtimeMs > 3 * monthMs) await rm(path, { force: true });
	}
}

/** Changes with every build, released or not. */
function thisBuild(): string {
	const { size, mtimeMs } = statSync(__filename);
	return `${size} ${mtimeMs}`;
}

function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** One folder has one file, whatever links lead to it. */
function realPathOf(root: string): string {
	try {
		return realpathSync(root);
	} catch {
		return root;
	}
}
