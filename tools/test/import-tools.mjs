// The tools whose results are imported, installed into the cache and run once, so that the import is tested on what they really write.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cachedFolder } from '../machine/cache-folder.mjs';
import { withProgress } from '../machine/progress.mjs';
import { pythonPath } from '../machine/python.mjs';
import { runCommand, runOrThrow } from '../machine/run-command.mjs';

const producers = resolve('test/imports/producers');

/** What is installed is pinned, so that a new release of a tool is a change of ours; sizes are those on disk. */
const tools = [
	{ id: 'dvclive', packages: ['dvclive==3.49.1', 'dvc==3.67.1'], script: 'dvclive_outputs.py', size: '110 MB' },
	{ id: 'inspect-ai', packages: ['inspect-ai==0.3.285'], script: 'inspect_logs.py', size: '230 MB' },
	{ id: 'lm-eval', packages: ['lm-eval==0.4.13'], script: 'lm_eval_results.py', size: '580 MB' },
	{ id: 'mlflow', packages: ['mlflow-skinny==2.22.0'], script: 'mlflow_files.py', size: '70 MB' },
	{
		id: 'mlflow-database',
		packages: ['mlflow-skinny==3.17.2', 'sqlalchemy==2.1.9', 'alembic==1.20.1'],
		script: 'mlflow_database.py',
		size: '90 MB',
	},
	{
		id: 'mlflow-client',
		// The same packages as above, so that they are installed once.
		packages: ['mlflow-skinny==3.17.2', 'sqlalchemy==2.1.9', 'alembic==1.20.1'],
		script: 'mlflow_client.py',
		size: '90 MB',
	},
	{ id: 'wandb', packages: ['wandb==0.30.0'], script: 'wandb_offline.py', size: '100 MB' },
];

const PROMPTFOO_VERSION = '0.121.20';
const LIBSQL_VERSION = '0.5.29';
/** A tool that takes longer to come is left out, so that a slow network cannot hold everything up. */
const INSTALL_TIMEOUT_MS = 3 * 60_000;
const PRODUCE_TIMEOUT_MS = 3 * 60_000;

/**
 * Runs every tool that can be had and puts what it wrote into a folder of its own below `target`. A tool that cannot be installed or run
 * is left out, which the last lines say; the import of its format is then tested on written fixtures alone.
 * @param {string} target
 * @returns {Promise<string[]>} ids of the tools that wrote something
 */
export async function produceImports(target) {
	const outcomes = [];
	const python = await pythonPath();
	for (const tool of tools) outcomes.push(await attempt(tool.id, () => producePython(python, tool, join(target, tool.id))));
	outcomes.push(await attempt('promptfoo', () => producePromptfoo(join(target, 'promptfoo'))));
	console.log('\nImport      exercised');
	for (const { id, failure } of outcomes) console.log(`${id.padEnd(12)}${failure === undefined ? 'yes' : `no: ${failure}`}`);
	console.log('helicone    no: a service, its export is a fixture\nlangsmith   no: a service, its export is a fixture');
	return outcomes.filter(({ failure }) => failure === undefined).map(({ id }) => id);
}

/**
 * @param {string} id
 * @param {() => Promise<void>} produce
 * @returns {Promise<{ id: string, failure: string | undefined }>}
 */
async function attempt(id, produce) {
	try {
		await produce();
		return { id, failure: undefined };
	} catch (error) {
		return { id, failure: error instanceof Error ? error.message.split('\n')[0] : String(error) };
	}
}

/**
 * @param {string} python path of the program
 * @param {(typeof tools)[number]} tool
 * @param {string} folder
 */
async function producePython(python, { id, packages, script, size }, folder) {
	mkdirSync(folder, { recursive: true });
	const name = `import-${packages.join('+').replaceAll('==', '-')}`;
	const library = await cachedFolder(name, async place => {
		await withProgress(`Installing ${packages.join(' and ')} for tests (once, about ${size})`, () =>
			runOrThrow(
				python,
				['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-compile', '--target', place, ...packages],
				{ timeoutMs: INSTALL_TIMEOUT_MS },
			),
		);
	});
	const env = { ...quietEnvironment(folder), PYTHONPATH: library };
	const { code } = await runCommand(python, [join(producers, script), folder], { cwd: folder, env, timeoutMs: PRODUCE_TIMEOUT_MS });
	if (code !== 0) throw new Error(`${id} ended with exit code ${code}`);
}

/** @param {string} folder */
async function producePromptfoo(folder) {
	const native = `@libsql/${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : ''}`;
	const library = await cachedFolder(`import-promptfoo-${PROMPTFOO_VERSION}`, async place => {
		writeFileSync(join(place, 'package.json'), '{ "private": true }\n');
		// Its optional packages have 1.6 GB, of which the database alone is needed.
		const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--omit=optional'];
		const packages = [`promptfoo@${PROMPTFOO_VERSION}`, `${native}@${LIBSQL_VERSION}`];
		await withProgress(`Installing promptfoo ${PROMPTFOO_VERSION} for tests (once, about 270 MB)`, () =>
			runOrThrow('npm', ['install', ...options, ...packages], { cwd: place, timeoutMs: INSTALL_TIMEOUT_MS }),
		);
	});
	cpSync(join(producers, 'promptfoo'), folder, { recursive: true });
	const outputs = ['results.json', 'results.jsonl'].flatMap(name => ['-o', name]);
	const program = join(library, 'node_modules/promptfoo/dist/src/entrypoint.js');
	const run = spawnSync(process.execPath, [program, 'eval', '-c', 'promptfooconfig.yaml', '--no-cache', ...outputs], {
		cwd: folder,
		env: quietEnvironment(folder),
		timeout: PRODUCE_TIMEOUT_MS,
		stdio: 'ignore',
	});
	// 100 is its exit code for a test that failed, and one does so on purpose.
	if ((run.status !== 0 && run.status !== 100) || !existsSync(join(folder, 'results.json')))
		throw new Error(`promptfoo ended with exit code ${run.status}`);
}

/**
 * No telemetry, no look for updates, no settings of the person who runs the tests.
 * @param {string} folder
 */
function quietEnvironment(folder) {
	return {
		...process.env,
		DO_NOT_TRACK: '1',
		DVC_NO_ANALYTICS: '1',
		MLFLOW_ALLOW_FILE_STORE: 'true',
		PROMPTFOO_CONFIG_DIR: join(folder, '.promptfoo'),
		PROMPTFOO_DISABLE_TELEMETRY: '1',
		PROMPTFOO_DISABLE_UPDATE: '1',
		PYTHONWARNINGS: 'ignore',
		STAGEMARK_NODE: process.execPath,
		WANDB_SILENT: 'true',
	};
}
