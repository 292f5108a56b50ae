import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The most files that a folder of code may have beside its sub-folders; more is a corridor. */
const mostFiles = 25;

suite('the plan of the house', () => {
	const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
	const folders = new Set(files.flatMap(foldersAbove));
	const map = readMap(readFileSync('ARCHITECTURE.md', 'utf8'));

	test('names no folder that is not there', () => {
		assert.ok(map.length > 60, `only ${map.length} folders were read from the map`);
		assert.deepEqual(
			map.filter(folder => !folders.has(folder)),
			[],
		);
	});

	test('leaves out no folder on a level that it shows', () => {
		const shown = new Set(['.', ...map.map(folder => dirname(folder))]);
		assert.deepEqual(
			[...folders].filter(folder => !folder.startsWith('.') && shown.has(dirname(folder)) && !map.includes(folder)).sort(),
			[],
		);
	});

	test(`has no folder of code with more than ${mostFiles} files`, () => {
		const counts = new Map<string, number>();
		for (const file of files.filter(path => /\.(ts|mjs|cjs)$/.test(path) && !path.includes('/fixtures/'))) {
			counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
		}
		assert.deepEqual(
			[...counts].filter(([, count]) => count > mostFiles),
			[],
		);
	});
});

/** Every folder that a path lies in, as paths from the root. */
function foldersAbove(path: string): readonly string[] {
	const steps = path.split('/').slice(0, -1);
	return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** The folders of the code map: a name at the start of a line is a top folder, an indented one lies in it. */
function readMap(text: string): readonly string[] {
	const [, block = ''] = /## Code map[\s\S]*?```text\n([\s\S]*?)```/.exec(text) ?? [];
	let top = '';
	return block.split('\n').flatMap(line => {
		const [, indent = '', name = ''] = /^( *)([a-z0-9-]+)\/(?: |$)/.exec(line) ?? [];
		if (name === '') return [];
		if (indent !== '') return [`${top}/${name}`];
		top = name;
		return [name];
	});
}
