import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { createReadStream } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import type { IndexEntry } from './index-entries.ts';

/** What the file system says of a file, a symbolic link not followed; undefined for a missing one and for a folder. */
export async function statOnDisk(absolutePath: string): Promise<BigIntStats | undefined> {
	const facts = await lstat(absolutePath, { bigint: true }).catch(() => undefined);
	return facts?.isDirectory() === true ? undefined : facts;
}

/**
 * True when the file was not touched since Git compared it with the index. A file that is as new as the index itself may
 * have been changed right after, within one tick of the clock.
 */
export function isUntouched({ stat }: IndexEntry, facts: BigIntStats, indexModifiedNs: bigint): boolean {
	return (
		stat.modifiedNs === facts.mtimeNs &&
		stat.changedNs === facts.ctimeNs &&
		stat.inode === BigInt.asUintN(32, facts.ino) &&
		stat.byteCount === BigInt.asUintN(32, facts.size) &&
		facts.mtimeNs < indexModifiedNs
	);
}

/** True when the bytes on disk, or the target of the link, are those of the entry's object. */
export async function isSameBlob({ object }: IndexEntry, absolutePath: string, facts: BigIntStats): Promise<boolean> {
	const hash = createHash(object.length === sha256Length ? 'sha256' : 'sha1');
	if (facts.isSymbolicLink()) {
		const target = Buffer.from(await readlink(absolutePath));
		return hash.update(`blob ${target.length}\0`).update(target).digest('hex') === object;
	}
	// Anything else, such as a pipe, would be waited for without an end.
	if (!facts.isFile()) return false;
	hash.update(`blob ${facts.size}\0`);
	for await (const chunk of createReadStream(absolutePath)) if (Buffer.isBuffer(chunk)) hash.update(chunk);
	return hash.digest('hex') === object;
}

/** Hexadecimal digits of an object's name in a repository that hashes with SHA-256. */
const sha256Length = 64;
