import { ownValue } from '../../core/base/own-value.ts';

/** The code of a system error, for example `ENOENT`; undefined for any other value. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Why a system call failed, in words, without Node's prefix and without the path, which the message names anyway. */
export function reasonOf(error: unknown): string {
	const code = errorCode(error);
	return ownValue(words, code ?? '') ?? (error instanceof Error ? error.message : String(error));
}

const words: Readonly<Record<string, string>> = {
	EACCES: 'permission denied',
	EBUSY: 'another program is using it',
	EDQUOT: 'the disk quota is used up',
	EEXIST: 'a file is where its folder must be',
	EISDIR: 'a folder is in its place',
	ELOOP: 'links lead in a circle',
	ENAMETOOLONG: 'its path is longer than the system takes',
	ENOENT: 'its folder does not exist',
	ENOSPC: 'the disk is full',
	ENOTDIR: 'a file is where its folder must be',
	EPERM: 'the operation is not permitted',
	EROFS: 'the file system is read-only',
};
