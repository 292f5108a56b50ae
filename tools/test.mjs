// Runs every test there is, against real things: Node, Git, Python, VS Code, a browser, the packaged extension.
// Usage: npm test [-- STEP …]   without steps, all of them; the last line is `N passed, N failed`.
import './machine/needed-node.mjs';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
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
 * @type {Readonly<Record<string, (step: Step) => Promise<boolean>>>}
 */
const steps = {
	unit: async step => mocha(step, [], {}, sideBySide),
	differential: async step => {
		const { path, env } = await pythonWithJinja();
		return mocha(step, ['test/differential'], { ...env, STAGEMARK_PYTHON: path });
	},
	recomputation: async step => {
		const { path, env } = await pythonWithStatistics();
		return mocha(step, ['test/recomputation'], { ...env, STAGEMARK_PYTHON: path });
	},
	imports: async step => {
		const target = join(scratch, 'imports');
		const produced = await produceImports(target);
		return mocha(step, ['test/imports'], { STAGEMARK_IMPORTS: target, STAGEMARK_IMPORTED_TOOLS: produced.join(' ') });
	},
	signing: async step => {
		const { path, env } = await pythonWithAttestations();
		return mocha(step, ['test/signing'], { ...env, STAGEMARK_PYTHON: path }, sideBySide);
	},
	hooks: async step => mocha(step, ['test/hooks'], await hookManagers()),
	crash: async step => mocha(step, ['test/crash'], {}, sideBySide),
	webviews: async step => mocha(step, ['test/webviews'], { STAGEMARK_CHROMIUM: await chromiumPath() }),
	vscode: async step => node(step, ['tools/vscode-tests.mjs', 'development'], await sampleEnvironment()),
	restricted: async step => node(step, ['tools/vscode-tests.mjs', 'restricted'], await sampleEnvironment()),
	e2e: async step => mocha(step, ['test/e2e'], { ...(await sampleEnvironment()), STAGEMARK_CHROMIUM: await chromiumPath() }),
	demo: async step => node(step, ['tools/demo.mjs', '--smoke']),
	package: async step => node(step, ['tools/vscode-tests.mjs', 'packaged'], await sampleEnvironment()),
};

/** Steps that install and wait, or keep one processor busy, and need no window. They run side by side, and each prints at its end. */
const besideOthers = ['differential', 'recomputation', 'imports', 'hooks'];

const wanted = process.argv.slice(2);
const unknown = wanted.filter(name => !(name in steps));
if (unknown.length > 0) {
	console.error(`There is no step ${unknown.join(', ')}; the steps are ${Object.keys(steps).join(', ')}.`);
	process.exit(2);
}

/** @typedef {{ readonly name: string, readonly countsFile: string, readonly isBeside: boolean }} Step */
/** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
const results = [];
/** @type {{ step: string, title: string, message: string }[]} */
const failures = [];
console.log(`Node ${process.versions.node} (${process.execPath})`);
await runStep('build', async step => node(step, ['esbuild.mjs']));
const atOnce = pLimit(availableParallelism());
const chosen = Object.entries(steps).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const groups = Map.groupBy(chosen, ([name]) => (besideOthers.includes(name) ? 'beside others' : name));
for (const group of groups.values()) await Promise.all(group.map(([name, run]) => atOnce(() => runStep(name, run, group.length > 1))));
report();

/**
 * Runs one step to its end, whatever happens in it, so that it hides none of the others.
 * @param {string} name
 * @param {(step: Step) => Promise<boolean>} run
 * @param {boolean} [isBeside] others, so that it prints when it has ended
 */
async function runStep(name, run, isBeside = false) {
	console.log(`\n=== ${name}`);
	const start = Date.now();
	const countsFile = join(scratch, `${name}.counts`);
	let isOk = false;
	try {
		isOk = await run({ name, countsFile, isBeside });
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
	const order = ['build', ...Object.keys(steps)];
	const sorted = results.toSorted((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
	for (const { name, passed, failed, seconds } of sorted) {
		console.log(`${name.padEnd(12)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(seconds).padStart(9)}`);
	}
	/** @param {'passed' | 'failed'} key */
	const total = key => results.reduce((sum, result) => sum + result[key], 0);
	console.log(`${total('passed')} passed, ${total('failed')} failed`);
	process.exitCode = total('failed') === 0 ? 0 : 1;
}

/**
 * @param {Step} step
 * @param {readonly string[]} paths
 * @param {Readonly<Record<string, string>>} [env]
 * @param {readonly string[]} [options] of mocha
 */
async function mocha(step, paths, env = {}, options = []) {
	return node(step, ['tools/run-mocha.mjs', ...paths, '--', '--reporter', 'tools/test/mocha-reporter.cjs', ...options], env);
}

/**
 * @param {Step} step
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 */
async function node({ name, countsFile, isBeside }, args, env = {}) {
	const { code, output } = await runCommand(process.execPath, args, {
		env: { ...process.env, STAGEMARK_TEST_COUNTS: countsFile, ...env },
		timeoutMs: STEP_TIMEOUT_MS,
		isQuiet: isBeside,
	});
	if (output !== '') console.log(`\n=== ${name} has ended\n${output}`);
	if (code === 124) console.error(`Stopped after ${STEP_TIMEOUT_MS / 60_000} minutes.`);
	return code === 0;
}

/** The sample is made once; whoever changes it works on a copy. */
async function sampleEnvironment() {
	if (!hasSample) await createSampleRepository(sample);
	hasSample = true;
	return { STAGEMARK_SAMPLE: sample, STAGEMARK_PYTHON: await pythonPath() };
}
