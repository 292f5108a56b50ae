import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { PortableHash } from './portable-hash.ts';

/**
 * Digest in lower-case hex and size of a file's bytes, streamed. Undefined when there is no such file.
 *
 * @param algorithm - `portable` as in `PortableHash`.
 */
export async function hashFile(
	absolutePath: string,
	algorithm: 'md5' | 'portable' | 'sha256',
	signal: CancelSignal,
): Promise<{ readonly digest: string; readonly byteCount: number } | undefined> {
	const facts = await stat(absolutePath).catch(() => undefined);
	if (facts?.isFile() !== true) return undefined;
	const hash = algorithm === 'portable' ? new PortableHash() : createHash(algorithm);
	let byteCount = 0;
	const stream = createReadStream(absolutePath, { highWaterMark: 256 * 1024 });
	for await (const chunk of stream) {
		signal.throwIfAborted();
		if (!Buffer.isBuffer(chunk)) continue;
		hash.update(chunk);
		byteCount += chunk.length;
	}
	return { digest: hash.digest('hex'), byteCount };
}
