import { utf8ToBytes } from '@noble/hashes/utils.js';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes, padded, without line breaks. Source: RFC 4648, section 4. */
export function base64OfBytes(bytes: Uint8Array): string {
	const parts: string[] = [];
	for (let start = 0; start < bytes.length; start += 3) {
		const [first = 0, second = 0, third = 0] = bytes.subarray(start, start + 3);
		const bits = (first << 16) | (second << 8) | third;
		const written = Math.min(bytes.length - start, 3) + 1;
		parts.push([18, 12, 6, 0].map((shift, place) => (place < written ? digits.charAt((bits >> shift) & 63) : '=')).join(''));
	}
	return parts.join('');
}

/** Base64 of a text's UTF-8 bytes. */
export function base64OfText(text: string): string {
	return base64OfBytes(utf8ToBytes(text));
}

/** The bytes behind base64; undefined for what is none. Line breaks and other alphabets are not taken. */
export function bytesOfBase64(base64: string): Uint8Array | undefined {
	if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined;
	const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
	const bytes = new Uint8Array((base64.length / 4) * 3 - padding);
	for (let start = 0, at = 0; start < base64.length; start += 4, at += 3) {
		const bits = [0, 1, 2, 3].reduce((sum, place) => (sum << 6) | Math.max(0, digits.indexOf(base64.charAt(start + place))), 0);
		bytes.set([bits >> 16, (bits >> 8) & 255, bits & 255].slice(0, bytes.length - at), at);
	}
	return bytes;
}

/** The text behind base64; undefined for what is no base64 or no UTF-8. */
export function textOfBase64(base64: string): string | undefined {
	const bytes = bytesOfBase64(base64);
	if (bytes === undefined) return undefined;
	const escaped = Array.from(bytes, byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
	try {
		return decodeURIComponent(escaped);
	} catch {
		// Bytes that are no UTF-8 are no text.
		return undefined;
	}
}
