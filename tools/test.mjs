// Runs every test there is, against real things: Node, Git, Python, VS Code, a browser, the packaged extension.
// Usage: npm test [-- STEP …]   without steps, all of them; the last line is `N passed, N failed`.
import './machine/needed-node.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './machine/chromium.mjs';
import { temporaryFolder } from './machine/clean-up.mjs';
import { hookManagers } from './test/hook-managers.mjs';
import { produceImports } from './test/import-tools.mjs';
import { pythonPath, pythonWithAttestations, pythonWithJinja, pythonWithStatistics } from './machine/python.mjs';
import { runCommand } from './machine/run-command.mjs';
import { createSampleRepository } from './sample-repository.mjs';

const STEP_TIMEOUT_MS = 25 * 60_000;
const scratch = temporaryFolder('test');
const sample = join(scratch, 'sample');
let hasSample = false;

/** Many tests start Git or the command line and wait for it: more files run at once than there are processors. */
const sideBySide = ['--parallel', '--jobs', String(availableParallelism() * 2)];

/**
 * In order: what is quick and points at the cause comes first.
 * @type {Readonly<Record<string, () => Promise<boolean>>>}
 */
const steps = {
	unit: async () => mocha([], {}, sideBySide),
	differential: async () => {
		const { path, env } = await pythonWithJinja();
		return mocha(['test/differential'], { ...env, STAGEMARK_PYTHON: path });
	},
	recomputation: async () => {
		const { path, env } = await pythonWithStatistics();
		return mocha(['test/recomputation'], { ...env, STAGEMARK_PYTHON: path });
	},
	imports: async () => {
		const target = join(scratch, 'imports');
		const produced = await produceImports(target);
		return mocha(['test/imports'], { STAGEMARK_IMPORTS: target, STAGEMARK_IMPORTED_TOOLS: produced.join(' ') });
	},
	signing: async () => {
		const { path, env } = await pythonWithAttestations();
		return mocha(['test/signing'], { ...env, STAGEMARK_PYTHON: path }, sideBySide);
	},
	crash: async () => mocha(['test/crash'], {}, sideBySide),
	hooks: async () => mocha(['test/hooks'], await hookManagers()),
	webviews: async () => mocha(['test/webviews'], { STAGEMARK_CHROMIUM: await chromiumPath() }),
	vscode: async () => node(['tools/vscode-tests.mjs', 'development'], await sampleEnvironment()),
	restricted: async () => node(['tools/vscode-tests.mjs', 'restricted'], await sampleEnvironment()),
	e2e: async () => mocha(['test/e2e'], { ...(await sampleEnvironment()), STAGEMARK_CHROMIUM: await chromiumPath() }),
	demo: async () => node(['tools/demo.mjs', '--smoke']),
	package: async () => node(['tools/vscode-tests.mjs', 'packaged'], await sampleEnvironment()),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in steps));
if (unknown.length > 0) {
	console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(steps).join(', ')}.`);
	process.exit(2);
}

/** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
const results = [];
/** @type {{ step: string, title: string, message: string }[]} */
const failures = [];
console.log(`Node ${process.versions.node} (${process.execPath})`);
await runStep('build', async () => node(['esbuild.mjs']));
for (const [name, run] of Object.entries(steps)) {
	if (wanted.length === 0 || wanted.includes(name)) await runStep(name, run);
}
report();

/**
 * Runs one step to its end, whatever happens in it, so that it hides none of the others.
 * @param {string} name
 * @param {() => Promise<boolean>} run
 */
async function runStep(name, run) {
	console.log(`\n=== ${name}`);
	const start = Date.now();
	const countsFile = join(scratch, `${name}.counts`);
	process.env['STAGEMARK_TEST_COUNTS'] = countsFile;
	let isOk = false;
	try {
		isOk = await run();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
	}
	/** @type {{ passed: number, failed: number, failedTests: { title: string, message: string }[] }[]} */
	const counts = existsSync(countsFile)
		? readFileSync(countsFile, 'utf8')
				.trim()
				.split('\n')
				.map(line => JSON.parse(line))
		: [];
	// The demo has no tests in it: that it comes up is one.
	const passed = name === 'demo' && isOk ? 1 : counts.reduce((sum, count) => sum + count.passed, 0);
	const failedTests = counts.reduce((sum, count) => sum + count.failed, 0);
	// A step that broke down without a failing test, or ran no test although it should, is one failure.
	const isEmpty = !['build', 'demo'].includes(name) && passed + failedTests === 0;
	const failed = failedTests === 0 && (!isOk || isEmpty) ? 1 : failedTests;
	const seconds = Math.round((Date.now() - start) / 1000);
	results.push({ name, passed, failed, seconds });
	failures.push(...counts.flatMap(count => count.failedTests.map(test => ({ step: name, ...test }))));
	console.log(`--- ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
}

function report() {
	// Once more at the end: whoever sees only the last lines of a long log learns what failed.
	for (const { step, title, message } of failures) console.log(`\nfailed in ${step}: ${title}\n${message}`);
	console.log('\nStep          passed  failed  seconds');
	for (const { name, passed, failed, seconds } of results) {
		console.log(`${name.padEnd(12)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(seconds).padStart(9)}`);
	}
	/** @param {'passed' | 'failed'} key */
	const total = key => results.reduce((sum, result) => sum + result[key], 0);
	console.log(`${total('passed')} passed, ${total('failed')} failed`);
	process.exitCode = total('failed') === 0 ? 0 : 1;
}

/**
 * @param {readonly string[]} paths
 * @param {Readonly<Record<string, string>>} [env]
 * @param {readonly string[]} [options] of mocha
 */
async function mocha(paths, env = {}, options = []) {
	return node(['tools/run-mocha.mjs', ...paths, '--', '--reporter', 'tools/test/mocha-reporter.cjs', ...options], env);
}

/**
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 */
async function node(args, env = {}) {
	const { code } = await runCommand(process.execPath, args, { env: { ...process.env, ...env }, timeoutMs: STEP_TIMEOUT_MS });
	if (code === 124) console.error(`Stopped after ${STEP_TIMEOUT_MS / 60_000} minutes.`);
	return code === 0;
}

/** The sample is made once; whoever changes it works on a copy. */
async function sampleEnvironment() {
	if (!hasSample) await createSampleRepository(sample);
	hasSample = true;
	return { STAGEMARK_SAMPLE: sample, STAGEMARK_PYTHON: await pythonPath() };
}
