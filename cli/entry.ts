// What `stagemark` starts. It is small and built for Node 12, so that an old Node can still read it and say what is missing.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { engines } from '../package.json';
import { userCacheFolder } from '../io/user-cache-folder.ts';

const neededVersion = engines.node.replace('>=', '');

if (isOlder(process.versions.node, neededVersion)) {
	const needed = neededVersion.replace(/\.0$/, '');
	process.stderr.write(
		`Stagemark needs Node ${needed} or later, but Node ${process.versions.node} (${process.execPath}) started it: install a newer Node, or put one first on the PATH.\n`,
	);
	process.exitCode = 2;
} else {
	// Compiling the bundle is most of the time that a short command takes.
	const folder = userCacheFolder();
	if (folder !== undefined) enableCompileCache(join(folder, 'compiled'));
	void import('./main.ts');
}

/** Compares the numbers of two versions such as 22.13.0; what follows the third number is not looked at. */
function isOlder(version: string, floor: string): boolean {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map(part => Number.parseInt(part, 10));
	const [floorMajor = 0, floorMinor = 0, floorPatch = 0] = floor.split('.').map(Number);
	if (major !== floorMajor) return major < floorMajor;
	return minor === floorMinor ? patch < floorPatch : minor < floorMinor;
}
