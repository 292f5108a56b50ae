import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { confinedPath } from '../../io/files/confined-path.ts';
import { errorCode } from '../../io/files/error-code.ts';
import { MlflowError } from './mlflow-error.ts';

/** Largest artifact in bytes. */
const byteLimit = 2 * 1024 * 1024 * 1024;

/** The files that clients keep with their runs, below one folder that no path leads out of. */
export class ArtifactFolder {
	readonly #root: string;

	private constructor(root: string) {
		this.#root = root;
	}

	static async at(path: string): Promise<ArtifactFolder> {
		await mkdir(path, { recursive: true, mode: 0o700 });
		return new ArtifactFolder(await realpath(path));
	}

	/**
	 * The absolute path of a file or folder.
	 *
	 * @throws MlflowError - when it leads out of the folder.
	 */
	place(path: string): string {
		const place = confinedPath(this.#root, path);
		if (place === undefined)
			throw new MlflowError('INVALID_PARAMETER_VALUE', `Invalid artifact path “${path}”: it leads out of the artifacts.`);
		return place;
	}

	/** Keeps what comes, whole or not at all. */
	async write(path: string, content: Readable): Promise<void> {
		const place = this.place(path);
		if (path === '') throw new MlflowError('INVALID_PARAMETER_VALUE', 'An artifact needs a name.');
		const temporary = join(this.#root, `.incoming-${randomBytes(8).toString('hex')}`);
		try {
			const file = await open(temporary, 'wx', 0o600);
			try {
				let byteCount = 0;
				for await (const chunk of content as AsyncIterable<Uint8Array>) {
					byteCount += chunk.length;
					if (byteCount > byteLimit)
						throw new MlflowError(
							'RESOURCE_EXHAUSTED',
							`The artifact “${path}” is larger than 2 GB. Track it with DVC or Git LFS.`,
						);
					await file.appendFile(chunk);
				}
				await file.datasync();
			} finally {
				await file.close();
			}
			await mkdir(dirname(place), { recursive: true });
			await rename(temporary, place);
		} catch (error) {
			if (['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY', 'ENAMETOOLONG'].includes(errorCode(error) ?? ''))
				throw new MlflowError('INVALID_PARAMETER_VALUE', `The artifact “${path}” cannot be kept under this name.`);
			throw error;
		} finally {
			await rm(temporary, { force: true });
		}
	}

	/** What is directly below a folder; nothing where there is no folder. */
	async list(path: string): Promise<readonly { readonly path: string; readonly is_dir: boolean; readonly file_size?: number }[]> {
		const place = this.place(path);
		const entries = await readdir(place, { withFileTypes: true }).catch(nothingThere);
		const files = entries.filter(({ name }) => !name.startsWith('.incoming-'));
		return await Promise.all(
			files.map(async entry =>
				entry.isDirectory()
					? { path: entry.name, is_dir: true }
					: { path: entry.name, is_dir: false, file_size: (await stat(join(place, entry.name))).size },
			),
		);
	}

	/** @throws MlflowError - when there is no such file. */
	async read(path: string): Promise<{ readonly byteCount: number; readonly content: Readable }> {
		const place = this.place(path);
		const facts = await stat(place).catch(() => undefined);
		if (facts?.isFile() !== true) throw new MlflowError('RESOURCE_DOES_NOT_EXIST', `There is no artifact “${path}”.`);
		return { byteCount: facts.size, content: createReadStream(place) };
	}

	async remove(path: string): Promise<void> {
		if (path === '') throw new MlflowError('INVALID_PARAMETER_VALUE', 'All artifacts at once are not deleted.');
		await rm(this.place(path), { recursive: true, force: true });
	}
}

function nothingThere(error: unknown): [] {
	if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return [];
	throw error;
}
