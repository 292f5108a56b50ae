import { writeFileSync } from 'node:fs';
import { access, constants, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { errorCode } from './error-code.ts';
import { flushFolder } from './publish-folder.ts';

/**
 * Replaces or makes a file in one rename, flushed before and after. An existing file keeps its mode and owner.
 *
 * @param absolutePath - Real path, symbolic links resolved.
 */
export async function writeAtomically(absolutePath: string, text: string): Promise<void> {
	await mkdir(dirname(absolutePath), { recursive: true });
	// A rename replaces even a file that its owner made read-only; that wish is respected here.
	await access(absolutePath, constants.W_OK).catch(ignoreMissing);
	// write-file-atomic does not finish a short write, which a full disk produces, and would rename the truncated file.
	// `writeFileSync` does finish it or fails, so the content is written there, and the library flushes and renames.
	await writeFileAtomic(absolutePath, '', { tmpfileCreated: temporary => writeFileSync(temporary, text, { flag: 'r+' }) });
	await flushFolder(dirname(absolutePath));
}

function ignoreMissing(error: unknown): void {
	if (errorCode(error) !== 'ENOENT') throw error;
}

/** Deletes temporary files that killed processes left beside a file. Their names are the file's with a number appended. */
export async function removeTemporaries(absolutePath: string): Promise<void> {
	const folder = dirname(absolutePath);
	const start = `${basename(absolutePath)}.`;
	const names = await readdir(folder).catch(() => []);
	const leftovers = names.filter(name => name.startsWith(start) && /^\d{1,10}$/.test(name.slice(start.length)));
	for (const name of leftovers) await rm(join(folder, name), { force: true });
}
