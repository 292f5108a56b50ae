import { posix, win32 } from 'node:path';

/**
 * Where Node keeps the compiled command line between two calls: in the user's own cache folder. Node's default lies below the
 * temporary folder, which other users of a machine can write to, and what lies in the cache is run.
 * Relative paths in the environment are ignored, as the XDG base directory specification asks: they would lead into the repository.
 * Undefined when no such folder is known; nothing is kept then.
 */
export function compileCacheFolder(
	platform: NodeJS.Platform,
	env: Readonly<NodeJS.ProcessEnv>,
	home: string | undefined,
): string | undefined {
	const paths = platform === 'win32' ? win32 : posix;
	const configured = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
	if (configured !== undefined && paths.isAbsolute(configured)) return paths.join(configured, 'stagemark', 'compiled');
	if (home === undefined) return undefined;
	const usual = { darwin: ['Library', 'Caches'], win32: ['AppData', 'Local'] } as const;
	const folders = platform === 'darwin' || platform === 'win32' ? usual[platform] : ['.cache'];
	return paths.join(home, ...folders, 'stagemark', 'compiled');
}
