import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * SHA-256 of a text's UTF-8 bytes as 64 lower-case hexadecimal digits. A lone surrogate counts as U+FFFD, as everywhere
 * text becomes UTF-8.
 */
export function sha256Hex(text: string): string {
	return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of bytes as 64 lower-case hexadecimal digits. */
export function sha256HexOfBytes(bytes: Uint8Array): string {
	return bytesToHex(sha256(bytes));
}
