import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { WorkspacePath } from '../core/ports/file-store.ts';
import type { CommandContext } from './command.ts';
import { UsageError } from './text/output.ts';

/**
 * A path as the user typed it, seen from the workspace root.
 *
 * @throws UsageError when it lies outside.
 */
export function toWorkspacePath(given: string, { cwd, root }: CommandContext): WorkspacePath {
	const path = relative(root, resolve(cwd, given));
	if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) {
		throw new UsageError(`${given} lies outside the workspace ${root}. Give a path inside it, or another workspace with --cwd.`);
	}
	return path.split(sep).join('/');
}
