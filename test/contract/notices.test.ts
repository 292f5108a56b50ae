import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const notices = readFileSync('THIRD-PARTY-NOTICES.md', 'utf8');
const titles = [...notices.matchAll(/^## (\S+) (\S+) \((.*)\)$/gm)].map(([, name = '', version = '', license = '']) => ({
	name,
	version,
	license,
}));

suite('the notices of bundled packages', () => {
	test('name every package that the bundles hold now, with the licence text it ships', function () {
		this.timeout(300_000);
		const check = spawnSync(process.execPath, ['tools/make-notices.mjs', '--check'], { encoding: 'utf8' });
		assert.equal(check.status, 0, check.stderr);
		assert.ok(titles.length > 30, `${titles.length} packages`);
	});

	test('miss no package that the command line, the server and a panel are known to hold', () => {
		for (const known of ['chart.js', 'commander', 'lit-html', 'simple-git', 'vscode-languageserver', 'yaml', 'zod'])
			assert.ok(
				titles.some(({ name }) => name === known),
				known,
			);
	});

	test('have a licence for each that allows to ship it', () => {
		const allowed =
			/^\(?(?:MIT|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0|MPL-2\.0|Python-2\.0)(?: (?:AND|OR) .*)?\)?$/;
		assert.deepEqual(
			titles.filter(({ license }) => !allowed.test(license)),
			[],
		);
	});

	test('are in the package', () => {
		assert.match(readFileSync('.vscodeignore', 'utf8'), /^!THIRD-PARTY-NOTICES\.md$/m);
	});
});
