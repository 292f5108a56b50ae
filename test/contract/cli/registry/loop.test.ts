import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

/** Made by scipy and statsmodels, see test/golden/statistics.py. */
const golden = z
	.looseObject({
		short: z.looseObject({
			baseline: z.array(z.number()),
			candidate: z.array(z.number()),
			paired: z.looseObject({ p: z.number(), interval: z.tuple([z.number(), z.number()]) }),
		}),
		mcnemar: z.array(z.looseObject({ onlyBaseline: z.number(), onlyCandidate: z.number(), exact: z.number() })),
	})
	.parse(JSON.parse(readFileSync('test/golden/statistics.json', 'utf8')));

/** Quality is numeric; passed has 5 cases that v2 alone passes and 1 that v1 alone does. */
const quality = { v1: golden.short.baseline, v2: golden.short.candidate };
const passed = { v1: [1, 0, 0, 0, 0, 0, 1, 1, 1, 1], v2: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1] };

const prompt = (version: string, words: string): string => `---
name: greeter
version: ${version}
inputs:
  topic: {type: string}
---
user:
${words} {{ topic }}.
`;

const methodology = `id: exp-001
name: Longer greeting
status: running
hypothesis: Version 2 reads better.
dataset: {path: datasets/cases.jsonl}
variants:
  v1: {prompt: greeter@1.0.0, baseline: true}
  v2: {prompt: greeter@2.0.0}
metrics:
  quality: {goal: maximize, primary: true, min_effect: 0.01}
  passed: {goal: maximize}
`;

const comparisonSchema = z.looseObject({
	version: z.literal(1),
	comparable: z.boolean(),
	metrics: z.array(
		z.looseObject({
			name: z.string(),
			p: z.number(),
			ci: z.tuple([z.number(), z.number()]),
			method: z.string(),
			pairs: z.number(),
			verdict: z.string(),
		}),
	),
});

suite('the whole loop on the command line', () => {
	let repository: TemporaryRepository;
	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, args);
	const must = (...args: string[]): string => {
		const { exitCode, stdout, stderr } = run(...args);
		assert.equal(exitCode, 0, `${args.join(' ')}: ${stdout}${stderr}`);
		return stdout;
	};
	const record = (variant: 'v1' | 'v2'): string => {
		const lines = quality[variant].map((score, index) => {
			return JSON.stringify({ case: `c${index}`, scores: { quality: score, passed: passed[variant][index] } });
		});
		repository.write(`../${variant}.jsonl`, `${lines.join('\n')}\n`);
		return must('record', '--experiment', 'exp-001', '--variant', variant, '--seed', '1', '--samples', `../${variant}.jsonl`);
	};

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/greeter-v1.0.0.j2', prompt('1.0.0', 'Greet'));
		repository.write('prompts/greeter-v2.0.0.j2', prompt('2.0.0', 'Greet warmly'));
		repository.write('experiments/2025-01/exp-001-greeting/methodology.yaml', methodology);
		repository.write('datasets/cases.jsonl', '{"case": "c0"}\n');
		repository.commitAll('Start');
	});
	teardown(() => repository.dispose());

	test('records two variants and compares them with the p-values of scipy and statsmodels', () => {
		record('v1');
		record('v2');
		const comparison = comparisonSchema.parse(JSON.parse(must('compare', 'exp-001/v1', 'exp-001/v2', '--format', 'json')));
		assert.equal(comparison.comparable, true);
		const [numeric, passFail] = comparison.metrics;
		assert.deepEqual([numeric?.name, numeric?.method, numeric?.pairs], ['quality', 'paired-t', 10]);
		assertClose(numeric?.p, golden.short.paired.p);
		assertClose(numeric?.ci[0], golden.short.paired.interval[0]);
		assert.deepEqual([passFail?.name, passFail?.method], ['passed', 'mcnemar-exact']);
		// The exact test is symmetric: 5 to 1 is 1 to 5.
		const mcnemar = golden.mcnemar.find(entry => entry.onlyBaseline === 5 && entry.onlyCandidate === 1);
		assertClose(passFail?.p, mcnemar?.exact);
	});

	test('promotes a version, verifies it, and tells a version from a stage afterwards', () => {
		record('v1');
		record('v2');
		must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'First release');
		must('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'Reads better');
		assert.match(must('verify'), /1 name verified: chain, contents, evidence, gates, approvals, history and tags hold\./);
		assert.equal(must('resolve', 'greeter@Production', '--field', 'version'), '2.0.0\n');
		assert.match(must('registry', 'greeter'), /1\.0\.0 +Archived +prompts\/greeter-v1\.0\.0\.j2/);
		const subjects = repository.git('log', '--format=%s').trim().split('\n');
		assert.deepEqual(subjects, [
			'promote(greeter): 2.0.0 None -> Production',
			'promote(greeter): 1.0.0 None -> Production',
			'record(exp-001): v2 seed 1',
			'record(exp-001): v1 seed 1',
			'Start',
		]);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('says no when one character of an old transition was changed', () => {
		record('v1');
		must('promote', 'greeter@1.0.0', '--to', 'Staging', '--reason', 'First release');
		must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'It held');
		repository.write('registry/greeter.yaml', repository.read('registry/greeter.yaml').replace('First release', 'First releasE'));
		const { exitCode, stdout } = run('verify', '--format', 'json');
		assert.equal(exitCode, 1);
		const verified = z
			.looseObject({ ok: z.boolean(), problems: z.array(z.looseObject({ kind: z.string(), transition: z.number().nullish() })) })
			.parse(JSON.parse(stdout));
		assert.equal(verified.ok, false);
		assert.deepEqual([verified.problems[0]?.kind, verified.problems[0]?.transition], ['broken-chain', 0]);
		assert.match(run('check').stdout, /registry\/greeter\.yaml[^]*broken-hash-chain/);
		const refused = run('promote', 'greeter@2.0.0', '--to', 'Staging', '--reason', 'Next');
		assert.equal(refused.exitCode, 1);
	});

	test('says once and in true words that a registry file cannot be read', () => {
		repository.write('registry/cut.yaml', 'name: "cut\n');
		repository.write('registry/bytes.yaml', Buffer.from([0, 1, 2]));
		const { exitCode, stdout } = run('verify');
		assert.equal(exitCode, 1);
		const [bytes, cut, unchecked, summary] = stdout.split('\n');
		assert.match(bytes ?? '', /^unreadable +registry\/bytes\.yaml: It cannot be read \(binary\), so its claims cannot be verified\./);
		assert.match(cut ?? '', /^unreadable +cut: registry\/cut\.yaml: This YAML cannot be read: this quote is never closed/);
		assert.match(unchecked ?? '', /^Not checked: contents, evidence, gates, .* because the registry file cannot be read\.$/);
		assert.equal(summary, '2 names checked, 2 problems.');
	});

	test('leaves what the user has staged, modified and not added byte for byte the same', () => {
		repository.write('notes.md', 'one\n');
		repository.commitAll('Notes');
		repository.write('notes.md', 'two\n');
		repository.git('add', 'notes.md');
		repository.write('notes.md', 'three\n');
		repository.write('prompts/greeter-v1.0.0.j2', prompt('1.0.0', 'Greet').replace('user:', 'user:\n'));
		repository.write('staged-new.txt', 'new\n');
		repository.git('add', 'staged-new.txt');
		repository.write('untracked.txt', 'mine\n');
		const state = (): readonly string[] => [
			repository.git('diff', '--cached'),
			repository.git('diff'),
			repository.git('ls-files', '--stage', 'notes.md', 'staged-new.txt', 'prompts'),
			repository.git('status', '--porcelain', '--', 'notes.md', 'staged-new.txt', 'untracked.txt', 'prompts'),
			repository.read('notes.md'),
			repository.read('untracked.txt'),
		];
		const before = state();
		record('v2');
		must('promote', 'greeter@2.0.0', '--to', 'Staging', '--reason', 'Try it');
		assert.deepEqual(state(), before);
		assert.deepEqual(repository.git('show', '--name-only', '--format=', 'HEAD').trim(), 'registry/greeter.yaml');
	});

	for (const [what, args, words] of [
		['an unknown experiment', ['record', '--experiment', 'exp-002', '--variant', 'v1'], /exp-002[^]*exp-001/],
		['an unknown variant', ['record', '--experiment', 'exp-001', '--variant', 'v3'], /“v3”[^]*Did you mean “v1”\?/],
		['a stage that does not exist', ['promote', 'greeter@1.0.0', '--to', 'Prod', '--reason', 'x'], /Prod[^]*Production/],
		[
			'a version that does not exist',
			['promote', 'greeter@9.0.0', '--to', 'Staging', '--reason', 'x'],
			/9\.0\.0[^]*Did you mean “2\.0\.0”\?/,
		],
		['an option dressed as a name', ['promote', '--to', 'Staging', '--reason', 'x', '--', '--upload-pack=x@1.0.0'], /--upload-pack/],
		['a path dressed as a name', ['promote', '../../x@1.0.0', '--to', 'Staging', '--reason', 'x'], /\.\.\/\.\.\/x/],
	] as const) {
		test(`refuses ${what} in words, and changes nothing`, () => {
			const head = repository.git('rev-parse', 'HEAD');
			const { exitCode, stderr } = run(...args);
			assert.ok(exitCode === 1 || exitCode === 2);
			assert.match(stderr, words);
			assert.doesNotMatch(stderr, / at .+\(.+:\d+:\d+\)/);
			assert.equal(repository.git('rev-parse', 'HEAD'), head);
			assert.equal(repository.git('status', '--porcelain'), '');
		});
	}
});

function assertClose(actual: number | undefined, expected: number | undefined): void {
	assert.ok(Math.abs((actual ?? NaN) - (expected ?? NaN)) < 1e-9, `${String(actual)} is not ${String(expected)}`);
}
