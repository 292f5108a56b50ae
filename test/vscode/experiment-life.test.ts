import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, extensions, Uri, workspace } from 'vscode';

const root = (workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/')).fsPath;
const program = join(extensions.getExtension('stagemark.stagemark')?.extensionPath ?? '', 'dist', 'cli.js');

const hypothesis = 'Worked examples raise the pass rate by a tenth.';
const prompts = ['code-generator@1.0.0', 'code-generator@2.0.0'];
const dataset = 'datasets/python-100.jsonl';
// The answers of the sample are recorded for `v1` and `v2`, and a new experiment calls its variants after the versions.
const command = 'STAGEMARK_VARIANT=${STAGEMARK_VARIANT%%.*} python3 scripts/evaluate.py';

function git(folder: string, ...args: readonly string[]): string {
	return execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
}

/** What an experiment left behind, with run ids, times and hashes of commits taken out. */
function traceOf(folder: string): Readonly<Record<string, string>> {
	const files = readdirSync(join(folder, 'experiments'), { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile())
		.map(entry => join(entry.parentPath, entry.name))
		.filter(file => file.includes('exp-002-'));
	const variants = new Map(
		files
			.filter(file => file.endsWith('run.json'))
			.map(file => [file.split('/').at(-2) ?? '', /"variant": "([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? '']),
	);
	const withoutIds = (text: string): string =>
		[...variants].reduce((rest, [id, variant]) => rest.replaceAll(id, `<run of ${variant}>`), text);
	return Object.fromEntries(
		files
			.map(file => [withoutIds(file.slice(folder.length + 1)), neutral(withoutIds(readFileSync(file, 'utf8')))] as const)
			.sort(([left], [right]) => (left < right ? -1 : 1)),
	);
}

function neutral(text: string): string {
	return text
		.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, '<time>')
		.replaceAll(/"commit": "[0-9a-f]{40}"/g, '"commit": "<commit>"');
}

suite('an experiment from its plan to its conclusion', function () {
	this.timeout(120_000);
	let copy = '';
	let head = '';

	setup(async () => {
		await extensions.getExtension('stagemark.stagemark')?.activate();
		copy = join(mkdtempSync(join(tmpdir(), 'stagemark-life-')), 'code-generator');
		cpSync(root, copy, { recursive: true });
		head = git(root, 'rev-parse', 'HEAD').trim();
	});

	teardown(() => {
		git(root, 'switch', '--quiet', '--force', 'main');
		git(root, 'reset', '--quiet', '--hard', head);
		git(root, 'branch', '--quiet', '-D', 'experiment/exp-002-worked-examples');
		git(root, 'clean', '--quiet', '--force', '-d');
		rmSync(join(copy, '..'), { recursive: true, force: true });
	});

	test('leaves the same files and commits behind, whether made by commands of the editor or of the command line', async () => {
		const seeds = [1];
		const plan = { name: 'Worked examples', hypothesis, prompts, dataset, metric: 'test_pass_rate', command, seeds, branch: true };
		await commands.executeCommand('stagemark.newExperiment', plan);
		await commands.executeCommand('stagemark.lockExperiment', { experiment: 'exp-002' });
		await commands.executeCommand('stagemark.runExperiment', { experiment: 'exp-002', skipPreview: true });
		await commands.executeCommand('stagemark.completeExperiment', { experiment: 'exp-002' });

		const stagemark = (...args: readonly string[]): string =>
			execFileSync(process.execPath, [program, ...args], { cwd: copy, encoding: 'utf8' });
		stagemark(
			...['experiment', 'new', 'Worked examples', '--hypothesis', hypothesis, '--prompt', ...prompts, '--dataset', dataset],
			...['--metric', 'test_pass_rate', '--command', command, '--seeds', '1', '--branch'],
		);
		stagemark('experiment', 'lock', 'exp-002');
		stagemark('run', 'exp-002');
		stagemark('experiment', 'complete', 'exp-002');

		const [byEditor, byCommandLine] = [traceOf(root), traceOf(copy)];
		assert.deepEqual(Object.keys(byEditor), Object.keys(byCommandLine));
		for (const [name, text] of Object.entries(byEditor)) assert.equal(text, byCommandLine[name], name);
		const history = (folder: string): string =>
			git(folder, 'log', '--format=%D %s %an', '--name-status', `${head}..HEAD`).replaceAll(/\d{8}T\d{6}Z-[0-9a-f]{6}/g, '<run>');
		assert.equal(history(root), history(copy));

		const subjects = git(root, 'log', '--format=%s', '--reverse', `${head}..HEAD`).trim().split('\n');
		assert.deepEqual(subjects.slice(0, 4), [
			'lock(exp-002): hypothesis, metrics, decision, variants and dataset',
			'start(exp-002): planned -> running',
			'record(exp-002): v1.0.0 seed 1',
			'record(exp-002): v2.0.0 seed 1',
		]);
		assert.match(subjects[4] ?? '', /^complete\(exp-002\): test_pass_rate of exp-002\/v2\.0\.0: /);
		assert.equal(git(root, 'symbolic-ref', '--short', 'HEAD').trim(), 'experiment/exp-002-worked-examples');
		const conclusion = Object.entries(byEditor).find(([name]) => name.endsWith('conclusion.md'))?.[1] ?? '';
		assert.match(conclusion, /The plan was locked before the first run and has not changed since\./);
		const methodology = Object.entries(byEditor).find(([name]) => name.endsWith('methodology.yaml'))?.[1] ?? '';
		assert.match(methodology, /^status: completed\b[^]*^start_date: \d{4}-\d{2}-\d{2}\nend_date: \d{4}-\d{2}-\d{2}$/m);
	});

	test('is made again from the editor without a trace in the workspace', async () => {
		git(root, 'branch', 'experiment/exp-002-worked-examples');
		const [run = ''] = /\d{8}T\d{6}Z-[0-9a-f]{6}/.exec(git(root, 'log', '-1', '--format=%B', '--grep=^record')) ?? [];
		const before = git(root, 'status', '--porcelain') + git(root, 'worktree', 'list');
		await commands.executeCommand('stagemark.reproduceRun', { experiment: 'exp-001', run, skipPreview: true });
		assert.equal(git(root, 'status', '--porcelain') + git(root, 'worktree', 'list'), before);
		assert.equal(git(root, 'rev-parse', 'HEAD').trim(), head);
	});
});
