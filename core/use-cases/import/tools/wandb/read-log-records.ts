import type { CancelSignal } from '../../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../../ports/file-store.ts';
import type { ImportNotes } from '../../import-notes.ts';
import { ImportStop } from '../../import-stop.ts';
import { crc32 } from './crc32.ts';

/** `:W&B`, with which every log begins. */
export const magic: readonly number[] = [0x3a, 0x57, 0x26, 0x42];

/**
 * The records of a `.wandb` file in order, each a protobuf message. The file is a LevelDB log: after a header of 7 bytes come
 * blocks of 32 KiB, counted from the start of the file, with pieces of records, each with a checksum, a length and a type.
 * A damaged block is skipped and noted; so is an end in the middle of a record, which a run that was killed leaves behind.
 *
 * Source: wandb/sdk/internal/datastore.py of wandb 0.30.
 */
export async function* readLogRecords(file: ExternalFile, notes: ImportNotes, signal: CancelSignal): AsyncGenerator<Uint8Array> {
	const joiner = new PieceJoiner(notes);
	let isFirst = true;
	for await (const { bytes, offset } of blocksOf(file, signal)) {
		if (isFirst) checkHeader(bytes, file);
		yield* joiner.records(bytes, isFirst ? headerLength : 0, offset);
		isFirst = false;
	}
	if (isFirst) throw ImportStop.because(file.absolutePath, 'The file is empty.');
	joiner.end();
}

const blockLength = 32 * 1024;
const headerLength = 7;
const pieceHeaderLength = 7;

/** Longest record that is put together: 64 MB. */
const recordLimit = 64 * 1024 * 1024;

function checkHeader(bytes: Uint8Array, file: ExternalFile): void {
	const isLog = magic.every((byte, position) => bytes[position] === byte);
	if (!isLog) throw ImportStop.because(file.absolutePath, 'It does not begin as a log of W&B does.');
	if (bytes.length < headerLength || bytes[6] !== 0) {
		throw ImportStop.because(
			file.absolutePath,
			'It is a log of W&B in a version that is not known. Run “wandb sync” and import from the folder that it makes.',
		);
	}
}

async function* blocksOf(
	file: ExternalFile,
	signal: CancelSignal,
): AsyncGenerator<{ readonly bytes: Uint8Array; readonly offset: number }> {
	let rest = new Uint8Array();
	let offset = 0;
	for await (const chunk of file.chunks(signal)) {
		const bytes = new Uint8Array(rest.length + chunk.length);
		bytes.set(rest);
		bytes.set(chunk, rest.length);
		let start = 0;
		for (; start + blockLength <= bytes.length; start += blockLength) {
			yield { bytes: bytes.subarray(start, start + blockLength), offset };
			offset += blockLength;
		}
		rest = bytes.slice(start);
	}
	if (rest.length > 0) yield { bytes: rest, offset };
}

const pieceType = { full: 1, first: 2, middle: 3, last: 4 } as const;

/** Puts records together from their pieces. */
class PieceJoiner {
	readonly #notes: ImportNotes;
	#pieces: Uint8Array[] | undefined;
	#length = 0;

	constructor(notes: ImportNotes) {
		this.#notes = notes;
	}

	*records(block: Uint8Array, from: number, offset: number): Generator<Uint8Array> {
		const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
		let position = from;
		// Fewer bytes than a piece's header at the end of a block are padding.
		while (position + pieceHeaderLength <= block.length) {
			const length = view.getUint16(position + 4, true);
			const type = block[position + 6] ?? 0;
			const end = position + pieceHeaderLength + length;
			if (type === 0 && length === 0) return;
			if (end > block.length) {
				this.#drop(`The log ends in the middle of a record at byte ${offset + position}: the run was stopped there.`);
				return;
			}
			if (crc32(block.subarray(position + 6, end)) !== view.getUint32(position, true)) {
				this.#drop(`The record at byte ${offset + position} is damaged. It and what follows in its block of 32 KB are left out.`);
				return;
			}
			const record = this.#join(type, block.subarray(position + pieceHeaderLength, end));
			if (record !== undefined) yield record;
			position = end;
		}
	}

	/** Notes a record that has no last piece. */
	end(): void {
		if (this.#pieces !== undefined) this.#drop('The log ends in the middle of a record: the run was stopped there.');
	}

	#join(type: number, piece: Uint8Array): Uint8Array | undefined {
		if (type === pieceType.full) return piece;
		if (type === pieceType.first) {
			this.#pieces = [];
			this.#length = 0;
		}
		// The first piece of a record may lie in a damaged block.
		if (this.#pieces === undefined) return undefined;
		this.#length += piece.length;
		if (this.#length > recordLimit) {
			this.#drop('A record is larger than 64 MB and is left out.');
			return undefined;
		}
		this.#pieces.push(piece.slice());
		return type === pieceType.last ? this.#take() : undefined;
	}

	#take(): Uint8Array {
		const record = new Uint8Array(this.#length);
		let position = 0;
		for (const piece of this.#pieces ?? []) {
			record.set(piece, position);
			position += piece.length;
		}
		this.#pieces = undefined;
		return record;
	}

	#drop(why: string): void {
		this.#pieces = undefined;
		this.#notes.warn(why);
	}
}
