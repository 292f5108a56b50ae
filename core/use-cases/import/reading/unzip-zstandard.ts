import type { AsyncFlateStreamHandler, UnzipDecoder } from 'fflate';
import { Decompress } from 'fzstd';

/**
 * Unpacks files of an archive that are packed with Zstandard, method 93, as Inspect AI packs its logs.
 *
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.4.5.
 */
export class UnzipZstandard implements UnzipDecoder {
	static readonly compression = 93;
	/** Set by the library before the first piece. */
	ondata: AsyncFlateStreamHandler = () => undefined;
	readonly #stream = new Decompress((data, isLast) => {
		// A copy, because the library wants memory of its own.
		this.ondata(null, new Uint8Array(data), isLast === true);
	});

	push(data: Uint8Array, isLast: boolean): void {
		this.#stream.push(data, isLast);
	}
}
