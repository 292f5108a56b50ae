import { equal } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { olderNodes } from '../../../support/older-nodes.ts';

const program = join(process.cwd(), 'dist/cli.js');

suite('command line under an old Node', () => {
	for (const version of ['12.22.12', '18.20.8', '20.20.2', '22.12.0']) {
		test(`says in one sentence which Node it needs when ${version} starts it, and exits with 2`, () => {
			const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
			expectRefusal(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`], version);
		});
	}

	for (const [version, path] of olderNodes()) {
		test(`says so to the Node ${version} of this machine as well`, () => expectRefusal(path, [], version));
	}

	test('starts with a file that Node 12 can read', async () => {
		const text = readFileSync(program, 'utf8');
		const forNode12 = await transform(text, { target: 'node12' });
		equal(forNode12.code, (await transform(text, { target: 'esnext' })).code);
		equal(/require\("(?!\.\/command-line\.js"|module"|os"|path")/.exec(text), null);
	});
});

suite('compiled command line', () => {
	let folder = '';
	setup(() => (folder = mkdtempSync(join(tmpdir(), 'stagemark-compiled-'))));
	teardown(() => rmSync(folder, { recursive: true, force: true }));

	test('is kept in the cache folder of the user, and nothing is left in the working folder', () => {
		const cache = join(folder, 'cache');
		const run = spawnSync(process.execPath, [program, '--version'], {
			cwd: folder,
			env: environment({ XDG_CACHE_HOME: cache, LOCALAPPDATA: cache }),
		});
		equal(run.status, 0, run.stderr.toString());
		equal(readdirSync(join(cache, 'stagemark/compiled')).length, 1);
		equal(readdirSync(folder).join(), 'cache');
	});

	test('is not needed: where it cannot be kept, everything works', () => {
		const file = join(folder, 'file');
		writeFileSync(file, '');
		const run = spawnSync(process.execPath, [program, '--version'], {
			cwd: folder,
			env: environment({ XDG_CACHE_HOME: file, LOCALAPPDATA: file }),
		});
		equal(run.status, 0, run.stderr.toString());
		equal(run.stderr.toString(), '');
	});
});

function expectRefusal(node: string, options: readonly string[], version: string): void {
	const run = spawnSync(node, [...options, program, 'check'], { encoding: 'utf8' });
	equal(run.status, 2);
	equal(run.stdout, '');
	equal(
		run.stderr,
		`Stagemark needs Node 22.13 or later, but Node ${version} (${node}) started it: install a newer Node, or put one first on the PATH.\n`,
	);
}

function environment(changes: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
	return { ...process.env, NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: undefined, ...changes };
}
