import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, reasonOf } from './error-code.ts';

/**
 * Why a folder of so many bytes cannot be made at a place, in the system's words; undefined when nothing is known to be in the
 * way. Asks the nearest folder above that exists, and makes nothing.
 *
 * @param absolute - Real absolute path of a folder that does not exist.
 */
export async function reasonAgainstFolder(absolute: string, byteCount: number): Promise<string | undefined> {
	const parent = dirname(absolute);
	const facts = await stat(parent).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
	if (errorCode(facts) === 'ENOENT' && parent !== absolute) return await reasonAgainstFolder(parent, byteCount);
	if (facts instanceof Error) return reasonOf(facts);
	if (!facts.isDirectory()) return 'a file is where its folder must be';
	try {
		await access(parent, constants.W_OK | constants.X_OK);
		const { bavail, bsize } = await statfs(parent);
		return bavail * bsize < byteCount ? `the disk has less than ${Math.ceil(byteCount / 2 ** 20)} MB of room` : undefined;
	} catch (error) {
		return reasonOf(error);
	}
}
