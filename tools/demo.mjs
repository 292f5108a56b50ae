// Shows the extension on the sample repository: in desktop VS Code when `code` is there, otherwise in a browser.
// Usage: npm start [-- --web --port N --no-open --smoke]
import './machine/needed-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { temporaryFolder } from './machine/clean-up.mjs';
import { findProgram } from './machine/find-program.mjs';
import { withProgress } from './machine/progress.mjs';
import { runCommand } from './machine/run-command.mjs';
import { createSampleRepository } from './sample-repository.mjs';
import { extensionsFolderWithProject, startVscodeServer } from './vscode/server.mjs';

const { values: options } = parseArgs({
	options: {
		/** In the browser even when desktop VS Code is there. */
		web: { type: 'boolean', default: false },
		/** Of the browser demo; 0 takes a free one. */
		port: { type: 'string', default: '0' },
		/** Only print the address. */
		'no-open': { type: 'boolean', default: false },
		/** Look at the demo with a headless browser, then end: 0 when the extension shows the sample. */
		smoke: { type: 'boolean', default: false },
	},
});

const build = await runCommand(process.execPath, ['esbuild.mjs']);
if (build.code !== 0) process.exit(build.code);

const folder = temporaryFolder('demo');
const workspace = join(folder, 'code-generator');
await withProgress('Making the sample repository', () => createSampleRepository(workspace));

const desktop = options.web || options.smoke ? undefined : findProgram(['code']);
if (desktop === undefined) await showInBrowser();
else await showOnDesktop(desktop);

/** @param {string} code path of the program */
async function showOnDesktop(code) {
	console.log(`\nOpening ${workspace} in VS Code. The demo ends, and the folder is removed, when its window is closed.`);
	await runCommand(code, [
		...['--new-window', '--wait', '--user-data-dir', join(folder, 'user'), '--extensions-dir', join(folder, 'extensions')],
		...['--extensionDevelopmentPath', process.cwd(), workspace],
	]);
	process.exit();
}

async function showInBrowser() {
	const server = await startVscodeServer({ port: Number(options.port), extensionsFolder: extensionsFolderWithProject() });
	const address = server.address(workspace);
	console.log(`\nVS Code with Stagemark and the sample repository:\n\n  ${address}\n\nCtrl+C ends the demo and removes ${folder}.`);
	if (options.smoke) {
		const { lookAtDemo } = await import('./vscode/look-at-demo.mjs');
		await lookAtDemo(address);
		process.exit();
	}
	if (!options['no-open']) openInBrowser(address);
}

/**
 * Opens the address where a desktop can; elsewhere it has been printed.
 * @param {string} address
 */
function openInBrowser(address) {
	const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
	/** @type {Partial<Record<NodeJS.Platform, string>>} */
	const openers = { darwin: 'open', win32: 'explorer' };
	const opener = openers[process.platform] ?? (hasDisplay ? findProgram(['xdg-open']) : undefined);
	if (opener === undefined || process.env['CI'] !== undefined) return;
	const child = spawn(opener, [address], { stdio: 'ignore', detached: true });
	child.on('error', error => console.error(`The browser could not be opened: ${error.message}`));
	child.unref();
}
