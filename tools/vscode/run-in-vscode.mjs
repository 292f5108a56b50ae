// Runs suites inside the extension host of the real VS Code, shown in a headless browser.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { bundleVscodeTests } from './bundle-tests.mjs';
import { chromiumFlags, chromiumPath } from '../machine/chromium.mjs';
import { onExit } from '../machine/clean-up.mjs';
import { startVscodeServer } from './server.mjs';

const TIMEOUT_MS = 15 * 60_000;

/**
 * @param {object} options
 * @param {string} options.suites folder of the test files
 * @param {string} options.workspace absolute path of the folder that is opened
 * @param {boolean} [options.isTrusted] default true
 * @param {string} [options.extensionsFolder] with the packaged extension in it; without it the project itself is loaded
 * @param {Record<string, string>} [options.env] for the extension host
 * @returns {Promise<boolean>} true when every test passed; the report has been printed
 */
export async function runInVscode({ suites, workspace, isTrusted = true, extensionsFolder, env = {} }) {
	const name = suites.replaceAll(/[\\/]/g, '-');
	const folder = join('out', `${name}-${process.pid}`);
	const removeFolder = onExit(() => rmSync(folder, { recursive: true, force: true }));
	const logFile = join('out', 'logs', `${name}.log`);
	const reportFile = resolve(folder, 'report.txt');
	mkdirSync(join('out', 'logs'), { recursive: true });
	rmSync(logFile, { force: true });

	const runner = await bundleVscodeTests(folder, suites);
	const server = await startVscodeServer({
		isTrusted,
		extensionsFolder,
		takesPayload: true,
		env: { ...env, STAGEMARK_TEST_REPORT: reportFile, STAGEMARK_TEST_WORKSPACE: workspace },
	});
	const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags });
	try {
		const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
		const exitCode = exitCodeOf(page, logFile);
		const underDevelopment = extensionsFolder === undefined ? process.cwd() : emptyExtension(folder);
		await page.goto(
			server.address(workspace, [
				['extensionDevelopmentPath', server.remoteUri(underDevelopment)],
				['extensionTestsPath', server.remoteUri(runner)],
				['skipWelcome', 'true'],
			]),
		);
		const code = await exitCode;
		const report = existsSync(reportFile) ? readFileSync(reportFile, 'utf8') : '';
		console.log(report);
		if (code !== 0 && !/\d failing/.test(report)) {
			console.error(`VS Code ended with ${code} and no failing test: see ${logFile}.`);
		}
		return code === 0;
	} finally {
		await browser.close();
		server.stop();
		removeFolder();
	}
}

/**
 * VS Code runs tests only beside an extension under development; when the one to test is installed, this stands in.
 * @param {string} folder
 */
function emptyExtension(folder) {
	const manifest = { name: 'test-host', publisher: 'stagemark', version: '0.0.0', engines: { vscode: '^1.101.0' } };
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
	return resolve(folder);
}

/**
 * The workbench calls these two functions of its page: one per log line, one when the runner is done.
 * @param {import('playwright-core').Page} page
 * @param {string} logFile
 * @returns {Promise<number>}
 */
async function exitCodeOf(page, logFile) {
	return new Promise((finished, failed) => {
		const timer = setTimeout(
			() => failed(new Error(`The suites did not end within ${TIMEOUT_MS / 60_000} minutes: see ${logFile}.`)),
			TIMEOUT_MS,
		);
		timer.unref();
		/** @type {(type: string, values: readonly unknown[]) => void} */
		const onLog = (type, values) => appendFileSync(logFile, `${type} ${values.join(' ')}\n`);
		/** @type {(code: number) => void} */
		const onExitCode = code => {
			clearTimeout(timer);
			finished(code);
		};
		const log = page.exposeFunction('codeAutomationLog', onLog);
		const exit = page.exposeFunction('codeAutomationExit', onExitCode);
		Promise.all([log, exit]).catch(failed);
	});
}
