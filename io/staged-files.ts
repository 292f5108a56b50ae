import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { FileContent, FileEntry, FileReader, WorkspacePath } from '../core/ports/file-store.ts';
import { PortableHash } from './files/portable-hash.ts';
import { decodeText } from './files/read-text.ts';
import { ObjectReader } from './git/object-reader.ts';
import { gitForReading } from './git/run-git.ts';
import type { RunGit } from './git/run-git.ts';

/**
 * The workspace as it is staged: the blobs of Git's index instead of the files on disk, so that a hook judges what is
 * about to be committed. The index is read once, with the first call. Inside a hook it is the index that Git says it is
 * committing, which for `git commit --only` and `-a` is not the usual one. Empty where there is no repository.
 *
 * @param root - Absolute path of the workspace.
 */
export function createStagedFiles(root: string): StagedFileReader {
	return new StagedFiles(root);
}

/** The staged files, and which of them are about to be committed. */
export interface StagedFileReader extends FileReader {
	/** What the index adds to the last commit, changes in it, and takes out of it. Before the first commit, everything is added. */
	changes(): Promise<{ readonly present: ReadonlySet<WorkspacePath>; readonly removed: readonly WorkspacePath[] }>;
}

interface StagedFile {
	readonly object: string;
	readonly byteCount: number;
}

class StagedFiles implements StagedFileReader {
	readonly #root: string;
	readonly #objects: ObjectReader;
	#index: Promise<ReadonlyMap<WorkspacePath, StagedFile>> | undefined;

	constructor(root: string) {
		this.#root = root;
		this.#objects = new ObjectReader(root);
	}

	async read(path: WorkspacePath): Promise<FileContent> {
		const file = (await this.#files()).get(path);
		if (file === undefined) return { kind: 'missing' };
		if (file.byteCount > textLimit) return { kind: 'too-large', byteCount: file.byteCount, limit: textLimit };
		const bytes = await this.#objects.read(file.object, textLimit);
		return bytes === undefined ? { kind: 'unreadable', reason: 'its object is missing from the repository' } : decodeText(bytes);
	}

	async list(folder: WorkspacePath, signal: CancelSignal): Promise<readonly FileEntry[]> {
		const files = await this.#files();
		signal.throwIfAborted();
		const start = folder === '' ? '' : `${folder}/`;
		const below = [...files].filter(([path]) => path.startsWith(start) && !path.split('/').includes('node_modules'));
		// The index knows when a file was last compared with the disk, not when its content was made.
		return below.map(([path, file]) => ({ path, byteCount: file.byteCount, modifiedMs: 0 })).sort((a, b) => (a.path < b.path ? -1 : 1));
	}

	async *lines(path: WorkspacePath, signal: CancelSignal): AsyncGenerator<string> {
		const bytes = await this.#bytes(path);
		signal.throwIfAborted();
		if (bytes === undefined || bytes.length === 0) return;
		const lines = new TextDecoder('utf-8').decode(bytes).split('\n');
		if (lines.at(-1) === '') lines.pop();
		for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
	}

	sha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		return this.#digest('sha256', path, signal);
	}

	async portableSha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		const bytes = await this.#bytes(path);
		signal.throwIfAborted();
		if (bytes === undefined) return undefined;
		const hash = new PortableHash();
		hash.update(bytes);
		return hash.digest();
	}

	md5(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		return this.#digest('md5', path, signal);
	}

	async #digest(algorithm: 'md5' | 'sha256', path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		const bytes = await this.#bytes(path);
		signal.throwIfAborted();
		return bytes === undefined ? undefined : createHash(algorithm).update(bytes).digest('hex');
	}

	async #bytes(path: WorkspacePath): Promise<Buffer | undefined> {
		const file = (await this.#files()).get(path);
		return file === undefined ? undefined : await this.#objects.read(file.object, dataLimit);
	}

	async changes(): Promise<{ readonly present: ReadonlySet<WorkspacePath>; readonly removed: readonly WorkspacePath[] }> {
		const run = await readerOfIndex(this.#root);
		const diff = await run([
			'diff-index',
			'--cached',
			'--name-status',
			'--no-renames',
			'--relative',
			'--ignore-submodules=dirty',
			'-z',
			'HEAD',
			'--',
		]);
		if (diff.exitCode !== 0) return { present: new Set((await this.#files()).keys()), removed: [] };
		const fields = diff.stdout.split('\0');
		const paths = fields.flatMap((status, position) => {
			const path = fields[position + 1];
			return position % 2 === 0 && path !== undefined ? [{ isRemoved: status === 'D', path }] : [];
		});
		const pathsOf = (isRemoved: boolean): readonly WorkspacePath[] =>
			paths.filter(entry => entry.isRemoved === isRemoved).map(({ path }) => path);
		return { present: new Set(pathsOf(false)), removed: pathsOf(true) };
	}

	#files(): Promise<ReadonlyMap<WorkspacePath, StagedFile>> {
		this.#index ??= readIndex(this.#root);
		return this.#index;
	}
}

const textLimit = 5 * 1024 * 1024;

/** Blobs cannot be streamed out of one shared process; a staged data file over 256 MB reads as missing. */
const dataLimit = 256 * 1024 * 1024;

/** Regular files of the index by workspace path. Links, submodules and files in conflict are left out. */
async function readIndex(root: string): Promise<ReadonlyMap<WorkspacePath, StagedFile>> {
	const run = await readerOfIndex(root);
	const index = await run(['ls-files', '-z', '--cached', '--stage']);
	if (index.exitCode !== 0) return new Map();
	const entries = index.stdout.split('\0').flatMap(line => {
		const match = /^100(?:644|755) ([0-9a-f]+) 0\t(.+)$/s.exec(line);
		return match?.[1] === undefined || match[2] === undefined ? [] : [{ object: match[1], path: match[2] }];
	});
	if (entries.length === 0) return new Map();
	const sizes = await run(['cat-file', '--batch-check=%(objectsize)'], entries.map(({ object }) => `${object}\n`).join(''));
	const counts = sizes.stdout.split('\n').map(Number);
	return new Map(entries.map(({ object, path }, position) => [path, { object, byteCount: counts[position] ?? 0 }]));
}

async function readerOfIndex(root: string): Promise<RunGit> {
	const indexFile = await indexOfHook(root);
	return gitForReading(root, indexFile === undefined ? {} : { GIT_INDEX_FILE: indexFile });
}

/** The index that the hook around this process works on; undefined outside a hook or when it belongs to another repository. */
async function indexOfHook(root: string): Promise<string | undefined> {
	const given = process.env['GIT_INDEX_FILE'];
	if (given === undefined || given === '') return undefined;
	const file = resolve(given);
	const gitFolder = await gitForReading(root)(['rev-parse', '--absolute-git-dir']);
	if (gitFolder.exitCode !== 0 || !existsSync(file)) return undefined;
	const isOurs = realpathSync(dirname(file)) === realpathSync(gitFolder.stdout.replace(/\n$/, ''));
	return isOurs ? file : undefined;
}
