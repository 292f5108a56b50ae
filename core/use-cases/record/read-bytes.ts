import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * The bytes of a file; of one over the limit only how many they are. None for a file that is not there.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readBytes(
	absolutePath: string,
	{ external }: Pick<Ports, 'external'>,
	{ signal, limit }: { readonly signal: CancelSignal; readonly limit: number },
): Promise<{ readonly value: Uint8Array | undefined; readonly byteCount: number }> {
	const chunks: Uint8Array[] = [];
	let byteCount = 0;
	for await (const chunk of external(absolutePath).chunks(signal)) {
		byteCount += chunk.length;
		if (byteCount <= limit) chunks.push(chunk);
	}
	if (byteCount > limit) return { value: undefined, byteCount };
	const value = new Uint8Array(byteCount);
	let offset = 0;
	for (const chunk of chunks) {
		value.set(chunk, offset);
		offset += chunk.length;
	}
	return { value, byteCount };
}
