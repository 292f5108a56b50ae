import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/**
 * Where things are kept that make the next call quicker: in the user's own cache folder. The temporary folder is open to other
 * users of a machine, and a repository to whoever wrote it; what lies here is believed, and some of it is run.
 * Undefined when no such folder is known; nothing is kept then.
 */
export function userCacheFolder(): string | undefined {
	return cacheFolderOf(process.platform, process.env, homeFolder());
}

/**
 * The same for any system. Relative paths in the environment are ignored, as the XDG base directory specification asks: they would
 * lead into the repository.
 */
export function cacheFolderOf(platform: NodeJS.Platform, env: Readonly<NodeJS.ProcessEnv>, home: string | undefined): string | undefined {
	const paths = platform === 'win32' ? win32 : posix;
	const configured = platform === 'win32' ? env['LOCALAPPDATA'] : env['XDG_CACHE_HOME'];
	if (configured !== undefined && paths.isAbsolute(configured)) return paths.join(configured, 'stagemark');
	if (home === undefined) return undefined;
	const usual = { darwin: ['Library', 'Caches'], win32: ['AppData', 'Local'] } as const;
	const folders = platform === 'darwin' || platform === 'win32' ? usual[platform] : ['.cache'];
	return paths.join(home, ...folders, 'stagemark');
}

function homeFolder(): string | undefined {
	try {
		return homedir();
	} catch {
		return undefined; // A container may run as a user that has none.
	}
}
