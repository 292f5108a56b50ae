import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/**
 * Absolute path of a program that the shell finds by its name; undefined when it finds none. Entries of PATH that are empty or relative
 * lead into the folder one stands in, which may be somebody else's repository, and are left out.
 */
export function findOnPath(name: string): string | undefined {
	const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
	const folders = absolutePath(process.env['PATH'] ?? '')
		.split(delimiter)
		.filter(folder => folder !== '');
	return folders.flatMap(folder => endings.map(ending => join(folder, name + ending))).find(isProgram);
}

/** A PATH without its empty and relative entries. */
export function absolutePath(path: string): string {
	return path
		.split(delimiter)
		.filter(folder => isAbsolute(folder))
		.join(delimiter);
}

function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return statSync(file).isFile();
	} catch {
		return false;
	}
}
