// Measures speed as ratios of two things timed alternately in one run. Usage: npm run bench
import './machine/needed-node.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const files = readdirSync('test/bench').filter(name => name.endsWith('.bench.ts'));
const outdir = join('out', 'bench');
await esbuild.build({
	entryPoints: files.map(name => join('test/bench', name)),
	outdir,
	outExtension: { '.js': '.cjs' },
	bundle: true,
	platform: 'node',
	target: 'node22.13',
	format: 'cjs',
	packages: 'external',
	logLevel: 'warning',
});
const failed = files.filter(
	name => spawnSync(process.execPath, [join(outdir, name.replace(/\.ts$/, '.cjs'))], { stdio: 'inherit' }).status !== 0,
);
process.exitCode = failed.length === 0 ? 0 : 1;
