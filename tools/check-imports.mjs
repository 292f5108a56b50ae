// Runs dependency-cruiser and refuses a run that saw hardly any module: with a TypeScript it cannot use it reports 0 modules and success.
import { spawnSync } from 'node:child_process';

const folders = ['core', 'io', 'language-server', 'extension', 'webviews', 'cli', 'test'];
const run = spawnSync(
	process.execPath,
	['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...folders, '--output-type', 'err-long'],
	{
		encoding: 'utf8',
	},
);
process.stdout.write(run.stdout);
process.stderr.write(run.stderr);
if (run.status !== 0) process.exit(run.status ?? 1);

const moduleCount = Number(/(\d+) modules/.exec(run.stdout)?.[1] ?? 0);
const least = 100;
if (moduleCount < least) {
	console.error(`dependency-cruiser saw ${moduleCount} modules, fewer than ${least}: it did not read the TypeScript files.`);
	process.exit(1);
}
