import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Why a text cannot be the name of a prompt or a component, as a clause that says what to do; undefined when it can. A name becomes
 * a file below the registry folder, a Git tag and a part of references, on every system: `billing/refund` is kept in
 * `registry/billing/refund.yaml` and released as `billing/refund/v1.0.0`.
 *
 * Sources: git-check-ref-format(1); Microsoft, "Naming Files, Paths, and Namespaces".
 *
 * @param name - In Unicode's form NFC, as `nameSchema` and `parsePromptReference` give it.
 */
export function problemOfName(name: string): string | undefined {
	for (const part of name.split('/')) {
		const problem = problemOfPart(part);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/** The folder of two names that is also a name, so that a file and a folder would want the same place. */
export function isFolderOfName(folder: string, name: string): boolean {
	return name.startsWith(`${folder}/`);
}

/** The last part of a name, by which its files are called. */
export function lastPartOf(name: string): string {
	return name.slice(name.lastIndexOf('/') + 1);
}

function problemOfPart(part: string): string | undefined {
	if (part === '') return 'write a word before and after each “/”';
	if (!/^[\p{L}\p{N}]/u.test(part)) return 'begin each part with a letter or a digit';
	if (!/^[\p{L}\p{M}\p{N}._-]+$/u.test(part)) return 'use letters, digits, dots, hyphens and underscores, and “/” between parts';
	if (part.endsWith('.')) return 'leave out the dot at the end of a part';
	if (part.includes('..')) return 'leave out the two dots in a row';
	if (/\.lock$/i.test(part)) return 'leave out “.lock” at the end of a part';
	if (reservedByWindows.test(part)) return 'choose another word, since Windows keeps “con”, “nul” and the like for devices';
	return utf8ToBytes(part).length > longestPart ? 'keep each part shorter than 200 bytes' : undefined;
}

const reservedByWindows = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;

/** A file name of most systems has at most 255 bytes; this leaves room for a version and an ending. */
const longestPart = 199;
