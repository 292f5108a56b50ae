// Makes the sample of the README, tour and tests: examples/code-generator as a Git repository with its runs recorded.
// Usage: node tools/sample-repository.mjs DIR  (a new or empty folder; `npm run build` first)
import './machine/needed-node.mjs';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './machine/clean-up.mjs';
import { findProgram } from './machine/find-program.mjs';
import { pythonPath } from './machine/python.mjs';
import { runOrThrow } from './machine/run-command.mjs';

const sample = 'examples/code-generator';
const author = { name: 'Ana Souza', email: 'ana@example.com' };

/** What was committed by hand, in the order in which such a project grows. */
const commits = [
	{
		message: 'Start with one prompt that writes a function',
		paths: ['README.md', '.gitattributes', '.gitignore', 'prompts/code-generator-v1.0.0.j2', 'models', 'metadata'],
	},
	{ message: 'Collect 100 specifications with hidden tests', paths: ['datasets'] },
	{ message: 'Put code-generator 1.0.0 into Production', paths: ['registry'], tag: 'code-generator/v1.0.0' },
	// After the first release: moves are held to what was asked for when they were made.
	{ message: 'Ask for gates before a version moves', paths: ['stagemark.yaml'] },
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
	const { seeds, log = console.log } = options;
	await mkdir(folder, { recursive: true });
	if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty; the sample needs a folder of its own.`);
	await cp(sample, folder, { recursive: true, filter: source => !source.includes('__pycache__') });

	/** @param {readonly string[]} args */
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

/**
 * @param {string} folder
 * @param {readonly number[] | undefined} seeds
 * @param {(line: string) => void} log
 */
async function recordRuns(folder, seeds, log) {
	const start = Date.now();
	const env = { ...process.env, ...(await environmentWithPython()) };
	const cli = [resolve('dist/cli.js'), '--cwd', folder, 'run', 'exp-001', '--jobs', '2'];
	// All seeds of the experiment are one call; the few that a test wants are one call each.
	const calls = seeds === undefined ? [cli] : seeds.map(seed => [...cli, '--seed', String(seed)]);
	for (const args of calls) await runOrThrow(process.execPath, args, { env });
	log(`  ran and recorded exp-001 (${Math.round((Date.now() - start) / 1000)} s)`);
}

/** The experiment says `python3`; where Python is called otherwise, a folder in front of the path leads there. */
async function environmentWithPython() {
	const python = await pythonPath();
	const quiet = { PYTHONDONTWRITEBYTECODE: '1' };
	if (findProgram(['python3']) === python || process.platform === 'win32') return quiet;
	const folder = temporaryFolder('python');
	await symlink(python, join(folder, 'python3'));
	return { ...quiet, PATH: [folder, process.env['PATH'] ?? ''].join(delimiter) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const folder = process.argv[2];
	if (folder === undefined) {
		console.error('usage: node tools/sample-repository.mjs DIR');
		process.exit(2);
	}
	await createSampleRepository(resolve(folder));
}
