// Bundles TypeScript tests for a place where mocha does not start them itself: the extension host of VS Code.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as esbuild from 'esbuild';

/**
 * Bundles test/vscode/runner.ts and the suites into `folder`, each as a CommonJS file. `vscode` stays for the editor to
 * provide, packages for Node to find in the project.
 * @param {string} folder inside the project, so that packages are found
 * @param {string} suites folder below test/vscode
 * @returns {Promise<string>} absolute path of the runner
 */
export async function bundleVscodeTests(folder, suites) {
	const tests = readdirSync(suites)
		.filter(name => name.endsWith('.test.ts'))
		.map(name => join(suites, name));
	if (tests.length === 0) throw new Error(`There are no tests in ${suites}.`);
	await esbuild.build({
		entryPoints: [...tests, 'test/vscode/runner.ts'].map(file => ({
			in: file,
			out: file.replace(/^.*[\\/]/, '').replace(/\.ts$/, ''),
		})),
		outdir: folder,
		outExtension: { '.js': '.cjs' },
		bundle: true,
		platform: 'node',
		target: 'node22.13',
		format: 'cjs',
		packages: 'external',
		external: ['vscode'],
		sourcemap: 'inline',
		logLevel: 'warning',
	});
	return resolve(folder, 'runner.cjs');
}
