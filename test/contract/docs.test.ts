import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { commands } from '../../cli/commands/all-commands.ts';

/** The words in backticks in the first column of the table under a heading. */
function firstColumn(page: string, heading: string): readonly string[] {
	const [, rest = ''] = readFileSync(page, 'utf8').split(`\n## ${heading}\n`);
	const rows = (rest.split('\n## ')[0] ?? '').split('\n').filter(line => /^\| `/.test(line));
	return rows.flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''));
}

suite('documentation', () => {
	test('has the tables and rule pages of today', () => {
		const check = spawnSync(process.execPath, ['tools/make-docs.mjs', '--check'], { encoding: 'utf8' });
		assert.equal(check.status, 0, check.stdout + check.stderr);
	});

	test('names each command of the command line once', () => {
		assert.deepEqual(firstColumn('README.md', 'The command line').toSorted(), commands.map(({ name }) => name).toSorted());
	});
});
