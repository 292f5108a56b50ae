import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ExternalFile, FileContent } from '../../core/ports/file-store.ts';
import { decodeChunks } from './decode-chunks.ts';
import { hashFile } from './hash-file.ts';
import { readChunks } from './read-chunks.ts';
import { readLines } from './read-lines.ts';
import { readText } from './read-text.ts';

/** A file that the user named, wherever it lies. */
export class NamedFile implements ExternalFile {
	readonly absolutePath: string;

	constructor(absolutePath: string) {
		this.absolutePath = absolutePath;
	}

	read(): Promise<FileContent> {
		return Promise.resolve(readText(this.absolutePath));
	}

	lines(signal: CancelSignal): AsyncIterable<string> {
		return readLines(this.absolutePath, signal);
	}

	text(signal: CancelSignal): AsyncIterable<string> {
		return decodeChunks(this.chunks(signal));
	}

	chunks(signal: CancelSignal): AsyncIterable<Uint8Array> {
		return readChunks(this.absolutePath, signal);
	}

	async facts(signal: CancelSignal): Promise<{ readonly sha256: string; readonly byteCount: number } | undefined> {
		const hashed = await hashFile(this.absolutePath, 'sha256', signal);
		return hashed && { sha256: hashed.digest, byteCount: hashed.byteCount };
	}
}
