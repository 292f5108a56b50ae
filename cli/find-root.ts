import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from './text/output.ts';

/**
 * The workspace a command works on: the nearest folder upwards with a `stagemark.yaml`, else the nearest with a `.git`,
 * else the folder itself.
 *
 * @throws UsageError when `start` is no folder.
 */
export function findRoot(start: string): string {
	const folder = resolve(start);
	if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
		throw new UsageError(`There is no folder ${folder}. Give an existing one with --cwd.`);
	}
	return nearestWith(folder, 'stagemark.yaml') ?? nearestWith(folder, '.git') ?? folder;
}

function nearestWith(folder: string, name: string): string | undefined {
	if (existsSync(join(folder, name))) return folder;
	const parent = dirname(folder);
	return parent === folder ? undefined : nearestWith(parent, name);
}
