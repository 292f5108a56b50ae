import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { WorkspacePath } from '../../core/ports/file-store.ts';

/**
 * The real absolute path of a file in the workspace, symbolic links resolved. Undefined when the path, or a link on the
 * way, leaves the workspace or enters a Git directory. The file itself may be missing.
 *
 * @param realRoot - The workspace root, symbolic links resolved.
 */
export function confinedPath(realRoot: string, path: WorkspacePath): string | undefined {
	if (!isPlainPath(path)) return undefined;
	const target = path === '' ? realRoot : join(realRoot, ...path.split('/'));
	const real = realPathOfMaybeMissing(target);
	return real !== undefined && isInside(realRoot, real) ? real : undefined;
}

/** True for a name that is Git's own folder on some file system: case folded, or the short name that Windows gives it. */
export function isGitFolderName(name: string): boolean {
	return /^(?:\.git|git~\d+)[. ]*$/i.test(name);
}

/** The real path of the nearest ancestor that exists, with the missing rest appended; undefined for a link to nowhere. */
function realPathOfMaybeMissing(path: string): string | undefined {
	try {
		return realpathSync.native(path);
	} catch {
		// A link that cannot be followed exists all the same: writing "beside" it would replace it, or write where it leads.
		const exists = isThere(path);
		const parent = dirname(path);
		if (exists || parent === path) return undefined;
		const realParent = realPathOfMaybeMissing(parent);
		return realParent === undefined ? undefined : join(realParent, basename(path));
	}
}

function isThere(path: string): boolean {
	try {
		return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
	} catch {
		return false;
	}
}

/** True for a relative path without `..`, without a Git directory in it, that means the same on every system. */
function isPlainPath(path: string): boolean {
	if (path === '') return true;
	if (path.includes('\0') || path.includes('\\') || /^[A-Za-z]:/.test(path)) return false;
	return path.split('/').every(segment => segment !== '' && segment !== '.' && segment !== '..' && !isGitFolderName(segment));
}

function isInside(root: string, path: string): boolean {
	const way = relative(root, path);
	if (way === '') return true;
	const segments = way.split(sep);
	// On Windows the relative path to another drive is absolute and its first segment is the drive.
	return segments[0] !== '..' && !/^[A-Za-z]:$/.test(segments[0] ?? '') && !segments.some(isGitFolderName);
}
