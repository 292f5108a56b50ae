import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { ExternalFile } from '../../../ports/file-store.ts';

/** The first block of a file, which begins with what tells binary formats apart; empty when there is none. */
export async function firstBytes(file: ExternalFile, signal: CancelSignal): Promise<Uint8Array> {
	for await (const chunk of file.chunks(signal)) return chunk;
	return new Uint8Array();
}
