// Starts the VS Code of installation.mjs on 127.0.0.1 and makes the addresses of its workbench.
import { spawn } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcessTree, onExit, temporaryFolder } from '../machine/clean-up.mjs';
import { runOrThrow } from '../machine/run-command.mjs';
import { installVscode } from './installation.mjs';

const START_TIMEOUT_MS = 60_000;

/** A clean window: no assistant, no welcome page, nothing that talks to the network. */
const quietSettings = {
	'chat.disableAIFeatures': true,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'files.autoSave': 'off', // As on a desktop; a browser's default is after a delay.
	'git.autofetch': false,
	'git.openRepositoryInParentFolders': 'never',
	'security.workspace.trust.banner': 'never',
	'security.workspace.trust.startupPrompt': 'never',
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'workbench.colorTheme': 'Dark Modern',
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
};

/**
 * @typedef {object} ServerOptions
 * @property {number} [port] 0, the default, takes a free one.
 * @property {boolean} [isTrusted] False opens workspaces in Restricted Mode. Default true.
 * @property {string | undefined} [extensionsFolder] Where installed extensions are; default a folder inside the server's data.
 * @property {boolean} [takesPayload] True lets an address name an extension under development and its tests; the window then
 *   behaves like one under test. Default false.
 * @property {Readonly<Record<string, unknown>>} [settings] Beside the settings of a quiet window.
 * @property {Readonly<Record<string, string>>} [env] Environment variables beside the present ones; the extension host sees them.
 */

/**
 * @typedef {object} VscodeServer
 * @property {number} port
 * @property {string} dataFolder
 * @property {number} processId
 * @property {(settings: Readonly<Record<string, unknown>>) => void} setSettings Replaces the window's settings, also while it is open.
 * @property {(path: string) => string} remoteUri A file of this machine as the workbench names it.
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address Where a browser opens `folder`.
 *   `payload` is handed to the workbench, for example `['extensionDevelopmentPath', uri]`.
 * @property {() => void} stop Ends the server and everything it started.
 */

/**
 * Starts a server with a data folder of its own. It ends with this process at the latest.
 * @param {ServerOptions} [options]
 * @returns {Promise<VscodeServer>}
 */
export async function startVscodeServer(options = {}) {
	const { node, serverMain } = await installVscode();
	const dataFolder = temporaryFolder('vscode');
	const settingsFolder = join(dataFolder, 'data', 'Machine');
	mkdirSync(settingsFolder, { recursive: true });
	/** @type {VscodeServer['setSettings']} */
	const setSettings = settings =>
		writeFileSync(join(settingsFolder, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, '\t'));
	setSettings(options.settings ?? {});

	const child = spawn(node, serverArguments(serverMain, dataFolder, options), {
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
		// Without a gallery the workbench asks no host for extensions.
		env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...options.env },
	});
	const stop = onExit(() => endProcessTree(child.pid, 'SIGKILL'));
	const port = await listeningPort(child).catch((/** @type {unknown} */ error) => {
		stop();
		throw error;
	});
	const authority = `127.0.0.1:${port}`;
	return {
		port,
		dataFolder,
		processId: processIdOf(child),
		setSettings,
		remoteUri: path => `vscode-remote://${authority}${toUriPath(path)}`,
		address: (folder, payload = []) => {
			const query = [`folder=${encodeURIComponent(toUriPath(folder))}`];
			if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
			return `http://${authority}/?${query.join('&')}`;
		},
		stop,
	};
}

/** A new folder of installed extensions that holds one: the project as it is built now. */
export function extensionsFolderWithProject() {
	const folder = temporaryFolder('extensions');
	symlinkSync(process.cwd(), join(folder, 'stagemark'), 'junction');
	return folder;
}

/**
 * Installs a packaged extension into `extensionsFolder`, as `code --install-extension` does, and gives what VS Code printed.
 * @param {string} vsix
 * @param {string} extensionsFolder
 */
export async function installExtension(vsix, extensionsFolder) {
	const { node, serverMain } = await installVscode();
	const data = temporaryFolder('install');
	const args = [serverMain, '--install-extension', vsix, '--extensions-dir', extensionsFolder, '--server-data-dir', data];
	return runOrThrow(node, [...args, '--accept-server-license-terms', '--telemetry-level', 'off']);
}

/**
 * @param {string} serverMain
 * @param {string} dataFolder
 * @param {ServerOptions} options
 */
function serverArguments(serverMain, dataFolder, { port = 0, isTrusted = true, extensionsFolder, takesPayload = false }) {
	return [
		serverMain,
		...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
		...['--disable-telemetry', '--telemetry-level', 'off', '--server-data-dir', dataFolder],
		...(takesPayload ? ['--enable-smoke-test-driver'] : []),
		...(isTrusted ? ['--disable-workspace-trust'] : []),
		...(extensionsFolder === undefined ? [] : ['--extensions-dir', extensionsFolder]),
	];
}

/** @param {import('node:child_process').ChildProcess} child */
function processIdOf(child) {
	if (child.pid === undefined) throw new Error('VS Code listens, but its process has no id.');
	return child.pid;
}

/**
 * The port the server says it listens on.
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @returns {Promise<number>}
 */
function listeningPort(child) {
	return new Promise((resolve, reject) => {
		let output = '';
		const timer = setTimeout(
			() => reject(new Error(`VS Code did not start within ${START_TIMEOUT_MS / 1000} s:\n${output}`)),
			START_TIMEOUT_MS,
		);
		/** @param {Buffer} chunk */
		const read = chunk => {
			output += chunk.toString();
			const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
			if (port === undefined) return;
			clearTimeout(timer);
			resolve(Number(port));
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('error', reject);
		child.on('exit', code => {
			clearTimeout(timer);
			reject(new Error(`VS Code ended with ${code} before it listened:\n${output}`));
		});
	});
}

/** @param {string} path */
function toUriPath(path) {
	const slashed = path.replaceAll('\\', '/');
	return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
