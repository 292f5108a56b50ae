import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import { WrongEncoding } from '../../../ports/file-store.ts';
import type { ExternalFile } from '../../../ports/file-store.ts';
import { ImportStop } from '../import-stop.ts';

/** One line of a file, without its line end. */
export interface TextLine {
	/** 1-based. */
	readonly number: number;
	readonly text: string;
	/** True for a last line without a line end: whatever wrote it may have been stopped. */
	readonly isUnended: boolean;
}

/** Reads a stream to its end for what reading it notes. */
export async function drain(values: AsyncIterable<unknown>): Promise<number> {
	let count = 0;
	for await (const value of values) if (value !== undefined) count++;
	return count;
}

/** Longest line that is read: 32 million characters. A sample with a whole conversation in it is far shorter. */
const lineLimit = 32_000_000;

/** The text of a file in pieces; a file of another encoding ends the import in words. */
export async function* textOfFile(file: ExternalFile, signal: CancelSignal): AsyncGenerator<string> {
	try {
		yield* file.text(signal);
	} catch (error) {
		if (!(error instanceof WrongEncoding)) throw error;
		throw ImportStop.because(file.absolutePath, 'The file is not encoded as UTF-8, so its text cannot be read.');
	}
}

/** The lines of a file, streamed. */
export async function* linesOfFile(file: ExternalFile, signal: CancelSignal): AsyncGenerator<TextLine> {
	let rest = '';
	let number = 0;
	for await (const piece of textOfFile(file, signal)) {
		const lines = (rest + piece).split('\n');
		rest = lines.pop() ?? '';
		if (rest.length > lineLimit)
			throw ImportStop.because(file.absolutePath, `Line ${number + lines.length + 1} is too long for a record.`);
		for (const line of lines) yield { number: ++number, text: line.endsWith('\r') ? line.slice(0, -1) : line, isUnended: false };
	}
	if (rest !== '') yield { number: number + 1, text: rest, isUnended: true };
}
