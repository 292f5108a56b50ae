// Makes the sample of the README, tour and tests: examples/code-generator as a Git repository with its runs recorded.
// Usage: node tools/sample-repository.mjs DIR  (a new or empty folder; `npm run build` first)
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pythonPath } from './python.mjs';
import { runOrThrow } from './run-command.mjs';

const sample = 'examples/code-generator';
const author = { name: 'Ana Souza', email: 'ana@example.com' };

/** What was committed by hand, in the order in which such a project grows. */
const commits = [
	{
		message: 'Start with one prompt that writes a function',
		paths: ['README.md', '.gitattributes', '.gitignore', 'prompts/code-generator-v1.0.0.j2', 'models', 'metadata'],
	},
	{ message: 'Collect 100 specifications with hidden tests', paths: ['datasets'] },
	{ message: 'Keep prompts, experiments and releases on record with Stagemark', paths: ['stagemark.yaml'] },
	{ message: 'Put code-generator 1.0.0 into Production', paths: ['registry'], tag: 'code-generator/v1.0.0' },
	{ message: 'Try worked examples: prompt 2.0.0', paths: ['prompts/code-generator-v2.0.0.j2'] },
	{ message: 'Score answers by running them', paths: ['scripts', 'recordings'] },
	{ message: 'Plan exp-001: prompt v2 vs v1', paths: ['experiments'] },
];

/**
 * Fills `folder` with the sample, commits it step by step and records one run per variant and seed.
 * @param {string} folder absolute path of a new or empty folder
 * @param {{ seeds?: readonly number[], log?: (line: string) => void }} [options] seeds default to all ten of the experiment
 */
export async function createSampleRepository(folder, options = {}) {
	const { seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], log = console.log } = options;
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty; the sample needs a folder of its own.`);
	await cp(sample, folder, { recursive: true, filter: source => !source.includes('__pycache__') });

	const git = (...args) => runOrThrow('git', args, { cwd: folder });
	await git('-c', 'init.defaultBranch=main', 'init', '--quiet');
	await git('config', 'user.name', author.name);
	await git('config', 'user.email', author.email);
	await git('config', 'commit.gpgSign', 'false');
	await git('config', 'tag.gpgSign', 'false');
	for (const { message, paths, tag } of commits) {
		await git('add', '--', ...paths);
		await git('commit', '--quiet', '--no-verify', '--message', message);
		if (tag !== undefined) await git('tag', '--annotate', tag, '--message', message);
	}
	log(`Sample repository in ${folder}: ${commits.length} commits.`);

	await recordRuns(folder, seeds, log);
}

async function recordRuns(folder, seeds, log) {
	const python = await pythonPath();
	const results = await mkdtemp(join(tmpdir(), 'stagemark-results-'));
	try {
		const runs = ['v1', 'v2'].flatMap(variant => seeds.map(seed => ({ variant, seed, output: join(results, `${variant}-${seed}`) })));
		const start = Date.now();
		// Scoring is independent of Git and may run side by side; recording commits, one after the other.
		const scored = runs.map(run => () => evaluate(python, folder, run));
		await Promise.all([drain(scored), drain(scored)]);
		for (const [index, run] of runs.entries()) {
			await record(folder, run);
			if ((index + 1) % 5 === 0) log(`  recorded ${index + 1} of ${runs.length} runs (${Math.round((Date.now() - start) / 1000)} s)`);
		}
	} finally {
		await rm(results, { recursive: true, force: true });
	}
}

async function drain(waiting) {
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
}

function evaluate(python, folder, { variant, seed, output }) {
	const env = {
		...process.env,
		STAGEMARK_VARIANT: variant,
		STAGEMARK_SEED: String(seed),
		STAGEMARK_RUN_DIR: output,
		PYTHONDONTWRITEBYTECODE: '1',
	};
	return runOrThrow(python, ['scripts/evaluate.py'], { cwd: folder, env });
}

function record(folder, { variant, seed, output }) {
	const args = ['--cwd', folder, 'record', '--experiment', 'exp-001', '--variant', variant, '--seed', String(seed)];
	for (const [option, file] of [
		['--metrics', 'metrics.json'],
		['--samples', 'samples.jsonl'],
		['--params', 'params.json'],
	]) {
		args.push(option, join(output, file));
	}
	return runOrThrow(process.execPath, [resolve('dist/cli.js'), ...args]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const folder = process.argv[2];
	if (folder === undefined) {
		console.error('usage: node tools/sample-repository.mjs DIR');
		process.exit(2);
	}
	await createSampleRepository(resolve(folder));
}
