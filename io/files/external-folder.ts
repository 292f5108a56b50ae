import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ExternalFile, ExternalFolder, FileContent, FileListing } from '../../core/ports/file-store.ts';
import { confinedPath } from './confined-path.ts';
import { NamedFile } from './external-file.ts';
import { listFiles } from './list-files.ts';

/** A folder that the user named, wherever it lies. What leads out of it is missing. */
export class NamedFolder implements ExternalFolder {
	readonly absolutePath: string;

	constructor(absolutePath: string) {
		this.absolutePath = absolutePath;
	}

	async list(signal: CancelSignal): Promise<FileListing | undefined> {
		const facts = await stat(this.absolutePath).catch(() => undefined);
		return facts?.isDirectory() === true ? await listFiles(await realpath(this.absolutePath), '', signal) : undefined;
	}

	file(path: string): ExternalFile {
		return new ConfinedFile(this.absolutePath, path);
	}
}

/** Looks where its path leads each time it is read, since the folder belongs to somebody else. */
class ConfinedFile implements ExternalFile {
	readonly absolutePath: string;
	readonly #folder: string;
	readonly #path: string;

	constructor(folder: string, path: string) {
		this.absolutePath = join(folder, ...path.split('/'));
		this.#folder = folder;
		this.#path = path;
	}

	async read(): Promise<FileContent> {
		return (await this.#resolve())?.read() ?? { kind: 'missing' };
	}

	async *lines(signal: CancelSignal): AsyncGenerator<string> {
		const file = await this.#resolve();
		if (file !== undefined) yield* file.lines(signal);
	}

	async *text(signal: CancelSignal): AsyncGenerator<string> {
		const file = await this.#resolve();
		if (file !== undefined) yield* file.text(signal);
	}

	async *chunks(signal: CancelSignal): AsyncGenerator<Uint8Array> {
		const file = await this.#resolve();
		if (file !== undefined) yield* file.chunks(signal);
	}

	async facts(signal: CancelSignal): Promise<{ readonly sha256: string; readonly byteCount: number } | undefined> {
		return await (await this.#resolve())?.facts(signal);
	}

	async #resolve(): Promise<NamedFile | undefined> {
		const root = await realpath(this.#folder).catch(() => undefined);
		const absolute = root === undefined ? undefined : confinedPath(root, this.#path);
		return absolute === undefined ? undefined : new NamedFile(absolute);
	}
}
