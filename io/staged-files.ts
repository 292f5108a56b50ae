import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { FileContent, FileListing, FileReader, WorkspacePath } from '../core/ports/file-store.ts';
import { PortableHash } from './files/portable-hash.ts';
import { decodeText } from './files/read-text.ts';
import { ObjectReader } from './git/object-reader.ts';
import { gitForReading } from './git/run-git.ts';
import type { RunGit } from './git/run-git.ts';

/**
 * The workspace as it is staged: the blobs of Git's index instead of the files on disk, so that a hook judges what is
 * about to be committed. The index is read once, with the first call. Inside a hook it is the index that Git says it is
 * committing, which for `git commit --only` and `-a` is not the usual one. Every method throws `IndexUnreadable` where Git cannot
 * read the index: an empty answer would pass for a clean one.
 *
 * @param root - Absolute path of the workspace.
 */
export function createStagedFiles(root: string): StagedFileReader {
	return new StagedFiles(root);
}

/** Git cannot say what is staged. The message is its own first line. */
export class IndexUnreadable extends Error {}

/** The staged files, and which of them are about to be committed. */
export interface StagedFileReader extends FileReader {
	/** Files in conflict, of which nobody knows yet what will be committed. They read as `unreadable`. */
	conflicts(): Promise<readonly WorkspacePath[]>;
	/** What the index adds to the last commit, changes in it, and takes out of it. Before the first commit, everything is added. */
	changes(): Promise<{ readonly present: ReadonlySet<WorkspacePath>; readonly removed: readonly WorkspacePath[] }>;
}

interface StagedFile {
	/** A submodule and the like are left out. */
	readonly kind: 'file' | 'link' | 'conflict';
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
		const file = await this.#find(path);
		if (file === undefined) return { kind: 'missing' };
		if (file.kind === 'conflict') return { kind: 'unreadable', reason: 'it is in conflict in the index of Git' };
		if (file.kind === 'link') return { kind: 'unreadable', reason: 'it is a symbolic link to something that is not staged' };
		if (file.byteCount > textLimit) return { kind: 'too-large', byteCount: file.byteCount, limit: textLimit };
		const bytes = await this.#objects.read(file.object, textLimit);
		return bytes === undefined ? { kind: 'unreadable', reason: 'its object is missing from the repository' } : decodeText(bytes);
	}

	async list(folder: WorkspacePath, signal: CancelSignal): Promise<FileListing> {
		const files = await this.#files();
		signal.throwIfAborted();
		const start = folder === '' ? '' : `${folder}/`;
		const below = [...files].filter(([path]) => path.startsWith(start) && !path.split('/').includes('node_modules'));
		// The index knows when a file was last compared with the disk, not when its content was made.
		const entries = below.map(([path, file]) => ({ path, byteCount: file.byteCount, modifiedMs: 0 }));
		return { files: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), unread: [] };
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
		const file = await this.#find(path);
		return file?.kind === 'file' ? await this.#objects.read(file.object, dataLimit) : undefined;
	}

	/** The entry of a path; of a link the file it leads to, or the link itself when that is not staged. */
	async #find(path: WorkspacePath): Promise<StagedFile | undefined> {
		const files = await this.#files();
		const file = files.get(path);
		if (file?.kind !== 'link') return file;
		const target = (await this.#objects.read(file.object, linkLimit))?.toString('utf8');
		const linked = target === undefined ? undefined : files.get(posix.join(posix.dirname(path), target));
		return linked?.kind === 'file' ? linked : file;
	}

	async conflicts(): Promise<readonly WorkspacePath[]> {
		return [...(await this.#files())].filter(([, { kind }]) => kind === 'conflict').map(([path]) => path);
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

/** The longest path that Linux takes. */
const linkLimit = 4096;

const textLimit = 5 * 1024 * 1024;

/** Blobs cannot be streamed out of one shared process; a staged data file over 256 MB reads as missing. */
const dataLimit = 256 * 1024 * 1024;

/** Files of the index by workspace path. */
async function readIndex(root: string): Promise<ReadonlyMap<WorkspacePath, StagedFile>> {
	const run = await readerOfIndex(root);
	const index = await ask(run, ['ls-files', '-z', '--cached', '--stage']);
	const entries = index.split('\0').flatMap(readEntry);
	if (entries.length === 0) return new Map();
	const sizes = await ask(run, ['cat-file', '--batch-check=%(objectsize)'], entries.map(({ object }) => `${object}\n`).join(''));
	const counts = sizes.split('\n').map(Number);
	// An object that is missing has no size; reading it says so.
	return new Map(entries.map(({ path, object, kind }, position) => [path, { kind, object, byteCount: counts[position] || 0 }]));
}

type IndexEntry = Pick<StagedFile, 'kind' | 'object'> & { readonly path: WorkspacePath };

/** @throws IndexUnreadable */
function readEntry(line: string): readonly IndexEntry[] {
	const [, mode, object, stage, path] = /^(\d{6}) ([0-9a-f]+) (\d)\t(.+)$/s.exec(line) ?? [];
	if (mode === undefined || object === undefined || path === undefined || mode === submodule) return [];
	// What Git makes of an index that was cut short.
	if (/^0+$/.test(object)) throw new IndexUnreadable(`an entry of the index, ${path}, has no content`);
	return [{ path, object, kind: stage !== '0' ? 'conflict' : mode === symbolicLink ? 'link' : 'file' }];
}

const submodule = '160000';
const symbolicLink = '120000';

/** @throws IndexUnreadable */
async function ask(run: RunGit, question: readonly string[], input?: string): Promise<string> {
	const answer = await run(question, input).catch((error: unknown) => {
		throw new IndexUnreadable('Git could not be started', { cause: error });
	});
	if (answer.exitCode !== 0) throw new IndexUnreadable(firstLine(answer.stderr));
	return answer.stdout;
}

function firstLine(text: string): string {
	return /^(?:(?:fatal|error): )?(.+)/m.exec(text)?.[1] ?? 'Git gave no reason';
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
