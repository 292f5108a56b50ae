// Bundles *.test.ts files with esbuild and runs them with mocha in plain Node.
// Usage: node tools/run-mocha.mjs [file or folder …] [-- mocha options]; without paths, every test outside test/vscode and test/e2e.
import './machine/needed-node.mjs';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { slowestFirst } from './test/slowest-first.mjs';

const separator = process.argv.indexOf('--');
const paths = process.argv.slice(2, separator === -1 ? undefined : separator);
const mochaOptions = separator === -1 ? [] : process.argv.slice(separator + 1);
const defaultPaths = [
	'templates',
	'core',
	'io',
	'language-server',
	'cli',
	'extension',
	'webviews',
	'syntaxes',
	'test/contract',
	'test/fuzz',
	'test/grammars',
];

const files = slowestFirst((paths.length > 0 ? paths : defaultPaths).flatMap(testFiles));
if (files.length === 0) {
	console.error(`No test files under ${paths.join(', ')}.`);
	process.exit(2);
}

const outdir = join('out', `tests-${process.pid}`);
await esbuild.build({
	entryPoints: files,
	outdir,
	outbase: '.',
	outExtension: { '.js': '.cjs' },
	bundle: true,
	platform: 'node',
	target: 'node22.13',
	format: 'cjs',
	packages: 'external',
	sourcemap: 'inline',
	logLevel: 'warning',
});

const compiled = files.map(file => join(outdir, file.replace(/\.ts$/, '.cjs')));
const mocha = spawnSync(
	process.execPath,
	['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', '--ui', 'tdd', '--timeout', '90000', ...mochaOptions, ...compiled],
	{ stdio: 'inherit' },
);
rmSync(outdir, { recursive: true, force: true });
process.exit(mocha.status ?? 1);

/**
 * The test files at or below `path`.
 * @param {string} path
 * @returns {string[]}
 */
function testFiles(path) {
	if (statSync(path, { throwIfNoEntry: false }) === undefined) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile() && entry.name.endsWith('.test.ts'))
		.map(entry => join(entry.parentPath, entry.name))
		.sort();
}
