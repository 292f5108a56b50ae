import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as esbuild from 'esbuild';
import { builds } from '../bundles.mjs';

/**
 * @typedef {object} BundledPackage
 * @property {string} name
 * @property {string} version
 * @property {string} license As its package.json says it, an SPDX expression.
 * @property {readonly string[]} texts Its licence and notice files; none for a package that ships without.
 */

/**
 * Every package of which a file ends up in a bundle, by name, as esbuild itself tells it.
 * @returns {Promise<readonly BundledPackage[]>}
 */
export async function bundledPackages() {
	const results = await Promise.all(
		builds.map(options => esbuild.build({ ...options, write: false, logLevel: 'error', metafile: /** @type {const} */ (true) })),
	);
	const outputs = results.flatMap(({ metafile }) => Object.values(metafile.outputs));
	// A file of which nothing is left after unused code was dropped is not shipped.
	const inputs = outputs.flatMap(output =>
		Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
	);
	const folders = new Set(inputs.filter(path => path.includes('node_modules/')).map(packageFolder));
	return [...folders].map(readPackage).sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/**
 * The folder of the package that a file belongs to: its name may have two parts, and a package.json below may say the module's type only.
 * @param {string} path
 */
function packageFolder(path) {
	const start = path.lastIndexOf('node_modules/') + 'node_modules/'.length;
	const [first = '', second = ''] = path.slice(start).split('/');
	return path.slice(0, start) + (first.startsWith('@') ? `${first}/${second}` : first);
}

/**
 * @param {string} folder
 * @returns {BundledPackage}
 */
function readPackage(folder) {
	/** @type {{ name: string, version: string, license?: string | { type: string } }} */
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	const files = readdirSync(folder)
		.filter(name => /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i.test(name))
		.sort();
	const texts = files.map(name => join(folder, name)).filter(file => existsSync(file) && dirname(file) === folder);
	return {
		name: manifest.name,
		version: manifest.version,
		license: typeof manifest.license === 'object' ? manifest.license.type : (manifest.license ?? ''),
		texts: texts.map(file => readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()),
	};
}

/**
 * @param {string} a
 * @param {string} b
 */
function compare(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
