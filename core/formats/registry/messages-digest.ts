import { sha256Hex } from '../../base/sha256.ts';

/**
 * The digest by which an application checks what it reads from a manifest: SHA-256, as 64 lower-case hexadecimal digits, of the
 * preamble, a NUL, and of each message its role, a NUL, its text and a NUL. NUL, because no text in a prompt has one: so no two
 * lists of messages come to the same. It is simple enough for a line of code in any language, which canonical JSON is not.
 */
export function messagesDigest({
	preamble,
	messages,
}: {
	readonly preamble: string;
	readonly messages: readonly { readonly role: string; readonly text: string }[];
}): string {
	return sha256Hex(`${preamble}\0${messages.map(({ role, text }) => `${role}\0${text}\0`).join('')}`);
}
