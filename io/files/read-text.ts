import { readFileSync, statSync } from 'node:fs';
import type { FileContent } from '../../core/ports/file-store.ts';
import { errorCode, reasonOf } from './error-code.ts';

/** The largest file that is read as a whole: 5 MB. Nothing a person writes is larger, and parsers stay quick below it. */
const byteLimit = 5 * 1024 * 1024;

/**
 * Reads a file as text, or says what it is instead. Never throws and never waits, as reading a pipe would. Reads at once: for small files
 * the way through Node's threads takes several times as long as reading them.
 */
export function readText(absolutePath: string): FileContent {
	try {
		const facts = statSync(absolutePath);
		if (facts.isDirectory()) return { kind: 'unreadable', reason: 'it is a folder', isFolder: true };
		if (!facts.isFile()) return { kind: 'unreadable', reason: 'it is not a regular file' };
		if (facts.size > byteLimit) return { kind: 'too-large', byteCount: facts.size, limit: byteLimit };
		return decodeText(readFileSync(absolutePath));
	} catch (error) {
		const isMissing = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(errorCode(error) ?? '');
		return isMissing ? { kind: 'missing' } : { kind: 'unreadable', reason: reasonOf(error) };
	}
}

/** Bytes as text, by the same rules as a file's. */
export function decodeText(bytes: Uint8Array): FileContent {
	if (bytes.length > byteLimit) return { kind: 'too-large', byteCount: bytes.length, limit: byteLimit };
	if (bytes.includes(0)) return { kind: 'binary' };
	try {
		// The decoder drops a byte order mark. Replacement characters are refused: writing them back would damage the file.
		return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
	} catch {
		return { kind: 'unreadable', reason: 'it is not encoded as UTF-8' };
	}
}
