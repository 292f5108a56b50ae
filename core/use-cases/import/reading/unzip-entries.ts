import { strFromU8, Unzip, UnzipInflate } from 'fflate';
import type { UnzipFile } from 'fflate';
import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../ports/file-store.ts';
import { ImportStop } from '../import-stop.ts';
import { UnzipZstandard } from './unzip-zstandard.ts';

/** One file of an archive, unpacked. */
export interface ZipEntry {
	readonly name: string;
	readonly text: string;
}

/** Largest file in an archive that is unpacked: 64 MB. A bomb unpacks to far more than that from almost nothing. */
const entryLimit = 64 * 1024 * 1024;

/** All that is unpacked of one archive: 4 GB, one file at a time. */
const totalLimit = 4 * 1024 * 1024 * 1024;

/** Compressions that are known, by their numbers in the ZIP specification; what is stored is not compressed. */
const knownMethods: ReadonlySet<number> = new Set([0, UnzipInflate.compression, UnzipZstandard.compression]);

/**
 * The files of a ZIP archive whose names are wanted, in order, streamed: only one is in memory at a time.
 *
 * @throws ImportStop - for what is damaged, too large, or packed in a way that is not known.
 */
export async function* unzipEntries(
	file: ExternalFile,
	isWanted: (name: string) => boolean,
	signal: CancelSignal,
): AsyncGenerator<ZipEntry> {
	const reader = new EntryReader(file, isWanted);
	for await (const chunk of file.chunks(signal)) {
		reader.push(chunk, false);
		yield* reader.take();
	}
	reader.push(new Uint8Array(), true);
	yield* reader.take();
	reader.end();
}

class EntryReader {
	readonly #file: ExternalFile;
	readonly #isWanted: (name: string) => boolean;
	readonly #unzip = new Unzip();
	readonly #ready: ZipEntry[] = [];
	#stop: ImportStop | undefined;
	#openName: string | undefined;
	#total = 0;

	constructor(file: ExternalFile, isWanted: (name: string) => boolean) {
		this.#file = file;
		this.#isWanted = isWanted;
		this.#unzip.register(UnzipInflate);
		this.#unzip.register(UnzipZstandard);
		this.#unzip.onfile = entry => this.#start(entry);
	}

	push(chunk: Uint8Array, isLast: boolean): void {
		try {
			this.#unzip.push(chunk, isLast);
		} catch (error) {
			// The library throws values of its own for bytes that are no archive.
			this.#stop ??= new ImportStop({
				kind: 'unusable-import',
				path: this.#file.absolutePath,
				message: `The archive is damaged${this.#openName === undefined ? '' : ` in ${this.#openName}`}${error instanceof Error ? ` (${error.message})` : ''}.`,
			});
		}
		if (this.#stop !== undefined) throw this.#stop;
	}

	take(): ZipEntry[] {
		return this.#ready.splice(0);
	}

	/** Refuses an archive that ends inside of a file. */
	end(): void {
		if (this.#openName !== undefined) {
			throw ImportStop.because(
				this.#file.absolutePath,
				`The archive ends abruptly in ${this.#openName}, so the program that wrote it was probably stopped.`,
			);
		}
	}

	#start(entry: UnzipFile): void {
		if (!this.#isWanted(entry.name)) return;
		if (!knownMethods.has(entry.compression)) {
			this.#stop ??= ImportStop.because(this.#file.absolutePath, packedOtherwise(entry));
			return;
		}
		const pieces: Uint8Array[] = [];
		let length = 0;
		this.#openName = entry.name;
		entry.ondata = (error, data, isLast) => {
			if (error !== null) throw error;
			length += data.length;
			this.#total += data.length;
			if (length > entryLimit || this.#total > totalLimit) {
				this.#stop ??= ImportStop.because(
					this.#file.absolutePath,
					`${entry.name} in it is too large for a result once it is unpacked.`,
				);
				entry.terminate();
				return;
			}
			pieces.push(data);
			if (!isLast) return;
			this.#openName = undefined;
			this.#ready.push({ name: entry.name, text: strFromU8(joined(pieces, length)) });
		};
		entry.start();
	}
}

function packedOtherwise({ name, compression }: UnzipFile): string {
	return `${name} in it is packed in an unknown way (${compression}).`;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	let position = 0;
	for (const piece of pieces) {
		bytes.set(piece, position);
		position += piece.length;
	}
	return bytes;
}
