import { realpathSync } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type {
	FileContent,
	FileListing,
	FileWriter,
	NewFile,
	WorkspaceFiles,
	WorkspacePath,
	WriteFailure,
} from '../../core/ports/file-store.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { confinedPath } from './confined-path.ts';
import { errorCode, reasonOf } from './error-code.ts';
import { hashFile } from './hash-file.ts';
import { listFiles } from './list-files.ts';
import { reasonAgainstFolder } from './reason-against-folder.ts';
import { publishFolder, removeUnfinished, SourceChanged, TargetExists } from './publish-folder.ts';
import { readLines } from './read-lines.ts';
import { readText } from './read-text.ts';
import { Turns } from './turns.ts';
import { removeTemporaries, writeAtomically } from './write-atomically.ts';

/** The files of one workspace on disk. Whatever leads out of it is missing when read and refused when written. */
export class DiskFileStore implements WorkspaceFiles, FileWriter {
	readonly root: string;
	/** Resolved once: a root that is itself a link must not make every path look as if it left. */
	readonly #realRoot: string;
	readonly #turns = new Turns();

	constructor(root: string) {
		this.root = root;
		this.#realRoot = realpathSync(root);
	}

	async read(path: WorkspacePath): Promise<FileContent> {
		await this.#turns.next();
		const absolute = confinedPath(this.#realRoot, path);
		return absolute === undefined ? { kind: 'missing' } : readText(absolute);
	}

	list(folder: WorkspacePath, signal: CancelSignal): Promise<FileListing> {
		return listFiles(this.#realRoot, folder, signal);
	}

	async *lines(path: WorkspacePath, signal: CancelSignal): AsyncGenerator<string> {
		const absolute = confinedPath(this.#realRoot, path);
		if (absolute !== undefined) yield* readLines(absolute, signal);
	}

	async sha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		const absolute = confinedPath(this.#realRoot, path);
		return absolute === undefined ? undefined : (await hashFile(absolute, 'sha256', signal))?.digest;
	}

	async portableSha256(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		const absolute = confinedPath(this.#realRoot, path);
		return absolute === undefined ? undefined : (await hashFile(absolute, 'portable', signal))?.digest;
	}

	async md5(path: WorkspacePath, signal: CancelSignal): Promise<string | undefined> {
		const absolute = confinedPath(this.#realRoot, path);
		return absolute === undefined ? undefined : (await hashFile(absolute, 'md5', signal))?.digest;
	}

	write(path: WorkspacePath, text: string): Promise<Result<void, WriteFailure>> {
		return this.#change(path, absolute => writeAtomically(absolute, text));
	}

	publishFolder(path: WorkspacePath, files: ReadonlyMap<string, NewFile>): Promise<Result<void, WriteFailure>> {
		return this.#change(path, async absolute => {
			for (const name of files.keys()) {
				if (confinedPath(absolute, name) === undefined) throw new OutsideWorkspace();
			}
			await publishFolder(absolute, files);
		});
	}

	remove(path: WorkspacePath): Promise<Result<void, WriteFailure>> {
		return this.#change(path, async absolute => {
			const facts = await lstat(absolute).catch(() => undefined);
			if (facts !== undefined) await rm(absolute, { recursive: true });
		});
	}

	async removeLeftovers(path: WorkspacePath): Promise<void> {
		const absolute = confinedPath(this.#realRoot, path);
		if (absolute === undefined || path === '') return;
		await removeUnfinished(absolute);
		await removeTemporaries(absolute);
	}

	async refusalOfFolder(path: WorkspacePath, byteCount: number): Promise<WriteFailure | undefined> {
		const absolute = confinedPath(this.#realRoot, path);
		if (absolute === undefined || path === '') return { kind: 'outside-workspace', path };
		const reason = await reasonAgainstFolder(absolute, byteCount);
		return reason === undefined ? undefined : { kind: 'not-writable', path, reason };
	}

	/** Does one write and puts into words why it was refused. */
	async #change(path: WorkspacePath, write: (absolute: string) => Promise<void>): Promise<Result<void, WriteFailure>> {
		const absolute = confinedPath(this.#realRoot, path);
		if (absolute === undefined || path === '') return fail({ kind: 'outside-workspace', path });
		try {
			await write(absolute);
			return succeed(undefined);
		} catch (error) {
			if (error instanceof OutsideWorkspace) return fail({ kind: 'outside-workspace', path });
			if (error instanceof SourceChanged) return fail({ kind: 'not-writable', path, reason: error.message });
			if (error instanceof TargetExists) return fail({ kind: 'already-exists', path });
			// Anything without a code is a mistake of ours and must not look like a full disk.
			if (errorCode(error) === undefined) throw error;
			return fail({ kind: 'not-writable', path, reason: reasonOf(error) });
		}
	}
}

class OutsideWorkspace extends Error {}
