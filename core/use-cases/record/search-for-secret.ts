import { findSecrets } from '../../base/secrets/find-secrets.ts';
import { WrongEncoding } from '../../ports/file-store.ts';

/** What searching a file came to. A file that is no text is binary and was not searched to its end. */
export type SecretSearch =
	{ readonly kind: 'found'; readonly line: number; readonly secret: string } | { readonly kind: 'none' } | { readonly kind: 'binary' };

/**
 * Longer than any credential with a known prefix and than the part of a private key that tells it from a placeholder, so that one
 * that lies across two pieces is found in the next search.
 */
const overlap = 4096;

/** Searches a text for the first credential, piece by piece, so that neither its size nor that of a line matters. Lines count from 1. */
export async function searchForSecret(pieces: AsyncIterable<string>): Promise<SecretSearch> {
	let line = 1;
	let rest = '';
	try {
		for await (const piece of pieces) {
			if (piece.includes('\0')) return { kind: 'binary' };
			const text = rest + piece;
			// Where the rest was cut, no word begins.
			const found = findSecrets(text).find(({ range }) => rest === '' || range.start > 0);
			if (found !== undefined) return { kind: 'found', line: line + lineEnds(text.slice(0, found.range.start)), secret: found.kind };
			const searched = text.slice(0, Math.max(0, text.length - overlap));
			line += lineEnds(searched);
			rest = text.slice(searched.length);
		}
	} catch (error) {
		if (error instanceof WrongEncoding) return { kind: 'binary' };
		throw error;
	}
	return { kind: 'none' };
}

function lineEnds(text: string): number {
	return text.split('\n').length - 1;
}
