import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Versions and paths of the Nodes on the PATH that are older than 22; npm puts the project's own in front of them. */
export function olderNodes(): readonly [version: string, path: string][] {
	const programs = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, 'node'));
	const found = programs.filter(program => existsSync(program)).map(askForVersion);
	return [...new Map(found.map(([version, path]) => [path, version]))]
		.map(([path, version]): [string, string] => [version, path])
		.filter(([version]) => Number.parseInt(version, 10) < 22);
}

function askForVersion(program: string): [version: string, path: string] {
	const [version = '', path = ''] = spawnSync(program, ['-p', 'process.versions.node + "\\n" + process.execPath'], { encoding: 'utf8' })
		.stdout.trim()
		.split('\n');
	return [version, path];
}
