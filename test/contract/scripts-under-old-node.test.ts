import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { olderNodes } from '../support/older-nodes.ts';

suite('scripts started without npm', () => {
	let folder = '';
	let script = '';
	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-script-'));
		script = join(folder, 'script.mjs');
		const neededNode = pathToFileURL(resolve('tools/machine/needed-node.mjs')).href;
		writeFileSync(script, `import '${neededNode}';\nconsole.log(process.versions.node, process.argv[2]);\nprocess.exitCode = 7;\n`);
	});
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	test('run with the Node that starts them when it is new enough', () => {
		const run = spawnSync(process.execPath, [script, 'word'], { encoding: 'utf8' });
		equal(run.stdout, `${process.versions.node} word\n`);
		equal(run.status, 7);
	});

	for (const [version, path] of olderNodes()) {
		test(`run with the project's own Node when ${version} starts them, with the same words and exit code`, () => {
			const run = spawnSync(path, [script, 'word'], { encoding: 'utf8' });
			equal(run.stdout, `${process.versions.node} word\n`);
			equal(run.status, 7);
		});
	}
});
