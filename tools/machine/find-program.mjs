// Where a program is on this machine.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Absolute path of the first of these programs that exists: names are looked up on the PATH, absolute paths are taken as they are.
 * @param {readonly (string | undefined)[]} candidates undefined and '' are skipped
 * @returns {string | undefined}
 */
export function findProgram(candidates) {
	const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
	for (const candidate of candidates) {
		if (!candidate) continue;
		const folders = isAbsolute(candidate) ? [''] : (process.env['PATH'] ?? '').split(delimiter);
		for (const folder of folders) {
			for (const ending of endings) {
				const file = (folder === '' ? candidate : join(folder, candidate)) + ending;
				if (isExecutable(file)) return file;
			}
		}
	}
	return undefined;
}

/** @param {string} file */
function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false; // Missing or not executable: not the one.
	}
}
