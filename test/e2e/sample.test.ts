import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { SampleCopy } from './sample-copy.ts';

const checkSchema = z.object({
	findings: z.array(z.object({ rule: z.string(), severity: z.string(), file: z.string(), message: z.string() })),
});
const runsSchema = z.object({
	runs: z.array(z.object({ variant: z.string(), seed: z.number(), metrics: z.record(z.string(), z.number()) })),
});

function cli(root: string, ...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
	return spawnSync(process.execPath, ['dist/cli.js', '--cwd', root, ...args], { encoding: 'utf8' });
}

suite('the sample repository', function () {
	this.timeout(120_000);
	let sample: SampleCopy;
	suiteSetup(() => {
		sample = new SampleCopy();
	});
	suiteTeardown(() => {
		sample.dispose();
	});

	test('has one commit for each of its twenty runs, on top of the commits made by hand', () => {
		const subjects = sample.git('log', '--format=%s').trim().split('\n');
		assert.equal(subjects.filter(subject => /^record\(exp-001\): v[12] seed \d+$/.test(subject)).length, 20);
		assert.equal(subjects.at(-1), 'Start with one prompt that writes a function');
		assert.equal(sample.git('status', '--porcelain'), '');
	});

	test('gives the rules nothing to complain about', () => {
		const { stdout, stderr } = cli(sample.root, 'check', '--format', 'json');
		assert.deepEqual(checkSchema.parse(JSON.parse(stdout)).findings, [], stderr);
	});

	test('verifies: its history of promotions was written by the tool', () => {
		const { status, stdout, stderr } = cli(sample.root, 'verify');
		assert.equal(status, 0, stdout + stderr);
	});

	test('scores every run by running the answers, so a second evaluation gives the recorded metrics', () => {
		const { stdout, stderr } = cli(sample.root, 'runs', 'exp-001', '--format', 'json');
		const { runs } = runsSchema.parse(JSON.parse(stdout === '' ? stderr : stdout));
		assert.equal(runs.length, 20);
		const folder = sample.evaluate('v2', 3);
		const recorded = runs.find(({ variant, seed }) => variant === 'v2' && seed === 3);
		assert.deepEqual(recorded?.metrics, JSON.parse(sample.read(`${folder}/metrics.json`)));
	});

	test('has reference solutions that pass the hidden tests of all hundred cases', () => {
		const script = [
			'import json',
			"cases = [json.loads(line) for line in open('datasets/python-100.jsonl', encoding='utf-8')]",
			'for case in cases:',
			'    for test in case["tests"]:',
			'        names = {}',
			'        exec(case["reference"], names)',
			'        exec(test, names)',
			"print(len({case['case'] for case in cases}), len({case['entry_point'] for case in cases}))",
		].join('\n');
		const run = spawnSync(process.env['STAGEMARK_PYTHON'] ?? 'python3', ['-c', script], { cwd: sample.root, encoding: 'utf8' });
		assert.equal(run.stdout.trim(), '100 100', run.stderr);
	});
});
