import type { SecretFinding } from './secret-finding.ts';

/**
 * Finds private keys in PEM armour that have a key in them, each from its opening line to its end line. Between the lines of
 * documentation there is nothing, a hint (`YOUR KEY HERE`), one character again and again, or the start of a key and an ellipsis.
 *
 * The key may be written as in a file, indented, quoted line by line, or in one line with `\\n`.
 * Format: RFC 7468, sections 2 and 10, and RFC 1421 for the headers of encrypted keys.
 */
export function findPrivateKeys(text: string): readonly SecretFinding[] {
	return [...text.matchAll(opening)].flatMap(match => {
		const start = match.index;
		const bodyStart = start + match[0].length;
		const rest = text.slice(bodyStart, bodyStart + longestKey);
		const ending = closing.exec(rest);
		if (!isKey(rest.slice(0, Math.min(ending?.index ?? Infinity, lookedAt)))) return [];
		const end = ending === null ? start + match[0].length : bodyStart + ending.index + ending[0].length;
		return [{ kind: 'private key', range: { start, end } }];
	});
}

const opening = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----/g;

/** The next line of armour, whatever it ends or begins. */
const closing = /-----(?:END|BEGIN)(?: [A-Z]+){1,4}-----/;

/** A key of 16,384 bits has 12,500 characters. */
const longestKey = 16_384;

/** As much of a key as tells it from a placeholder: the headers of an encrypted one and some lines. */
const lookedAt = 700;

/** The smallest key, Ed25519 without a public key, has 64 characters; the first 36 of an RSA key are the same in all of them. */
const fewestCharacters = 60;

function isKey(body: string): boolean {
	const written = body.replaceAll(/\\[nrt]/g, '\n').replaceAll(/^[ \t"'+]{0,40}[A-Za-z][A-Za-z-]{0,30}:.{0,200}$/gm, '');
	if (/\.{3}|…|\[|<|\{/.test(written)) return false;
	const material = (written.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? []).join('');
	if (material.length < fewestCharacters || /(.)\1{11}|EXAMPLE/.test(material)) return false;
	return /[a-z]/.test(material) && /[A-Z]/.test(material) && /\d/.test(material);
}
