import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const prompt = (version: string, words: string): string =>
	`---\nname: greeter\nversion: ${version}\ndescription: Greets.\nmodel: house-model\nowner: team\ninputs:\n  topic: {type: string}\n---\nuser:\n${words} {{ topic }}.\n`;

const methodology = `id: exp-001
name: Longer greeting
status: running
hypothesis: Version 2 reads better.
dataset: {path: datasets/cases.jsonl}
variants:
  v1: {prompt: greeter@1.0.0, baseline: true}
  v2: {prompt: greeter@2.0.0}
metrics:
  passed: {goal: maximize, primary: true}
`;

const reportSchema = z.strictObject({
	version: z.literal(1),
	name: z.string(),
	version_under_test: z.string(),
	to: z.string(),
	passed: z.boolean(),
	nothing_required: z.boolean(),
	gates: z.array(
		z.looseObject({
			gate: z.string(),
			outcome: z.enum(['passed', 'failed', 'inconclusive', 'skipped']),
			observed: z.union([z.string(), z.number()]).optional(),
			threshold: z.string().optional(),
			detail: z.string().optional(),
		}),
	),
});

suite('gates on the command line', () => {
	let repository: TemporaryRepository;
	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, args);

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write('prompts/greeter-v1.0.0.j2', prompt('1.0.0', 'Greet'));
		repository.write('prompts/greeter-v2.0.0.j2', prompt('2.0.0', 'Greet kindly'));
		repository.write('datasets/cases.jsonl', Array.from({ length: 60 }, (_, index) => `{"case": ${index}}\n`).join(''));
		repository.write('experiments/exp-001/methodology.yaml', methodology);
		repository.write('.gitignore', 'in/\n');
		repository.commitAll('Start');
	});

	teardown(() => repository.dispose());

	function configure(production: string): void {
		repository.write('stagemark.yaml', `promotion:\n  Production: {${production}}\n`);
	}

	function record(variant: string, passes: number): void {
		const lines = Array.from({ length: 60 }, (_, index) => JSON.stringify({ case: index, scores: { passed: Number(index < passes) } }));
		repository.write('in/samples.jsonl', `${lines.join('\n')}\n`);
		const { exitCode, stderr } = run(
			'record',
			'--experiment',
			'exp-001',
			'--variant',
			variant,
			'--seed',
			'1',
			'--samples',
			'in/samples.jsonl',
		);
		assert.equal(exitCode, 0, stderr);
	}

	test('pass a version by the rules of the linter and by its runs, and the promotion keeps what they said', () => {
		configure('require: [lint-clean, metadata-complete, fresh-evidence], gates: [{metric: passed, min: 0.8}]');
		record('v2', 59);
		const { exitCode, stdout, stderr } = run('gate', 'greeter@2.0.0', '--to', 'Production');
		assert.equal(exitCode, 0, stderr);
		assert.equal(
			stdout.replaceAll(/[0-9a-f]{8}(?=\n)/g, '<hash>'),
			`        Gate               Observed  Required
passed  lint-clean         0         0 errors
    prompts/greeter-v2.0.0.j2 has no errors.
passed  metadata-complete  complete  owner, description, model
    prompts/greeter-v2.0.0.j2 has owner, description, model.
passed  fresh-evidence     1         evaluated content is <hash>
    1 completed run of exp-001 evaluated exactly this content.
passed  passed             0.983333  >= 0.8
    0.983 on 60 cases, 95 % interval 0.911 … 1.000. The whole interval is at least 0.800.
greeter 2.0.0 for Production: passed, 4 gates.
`,
		);
		const promoted = run('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'It reads better');
		assert.equal(promoted.exitCode, 0, promoted.stderr);
		assert.match(promoted.stdout, /^moved {3}2\.0\.0 {2}None → Production on 1 runs\n[^]*passed {2}lint-clean/);
		assert.match(
			repository.read('registry/greeter.yaml'),
			/- gate: passed\n +outcome: passed\n +observed: 0\.983333\n +threshold: ">= 0\.8"\n/,
		);
		assert.equal(run('verify').exitCode, 0);
	});

	for (const [kind, production] of [
		['nothing but a reason', 'approvals: 0'],
		['only approvals', 'approvals: 1'],
		['gates of other names', 'for: [{names: ["billing/*"], require: [lint-clean]}]'],
	] as const) {
		test(`say that nothing was checked where a stage asks for ${kind}`, () => {
			configure(production);
			const said = 'stagemark.yaml requires no gates for Production, so nothing was checked.';
			const asText = run('gate', 'greeter@2.0.0', '--to', 'Production');
			assert.equal(asText.stdout, `greeter 2.0.0 for Production: ${said}\n`);
			const asJson = run('gate', 'greeter@2.0.0', '--to', 'Production', '--format', 'json');
			const report = reportSchema.parse(JSON.parse(asJson.stdout));
			assert.deepEqual([report.passed, report.nothing_required, report.gates], [true, true, []]);
			assert.equal(asJson.stderr, `${said}\n`);
			const asJunit = run('gate', 'greeter@2.0.0', '--to', 'Production', '--format', 'junit');
			assert.ok(asJunit.stdout.includes('tests="1" failures="0" errors="0" skipped="1"'), asJunit.stdout);
			assert.ok(asJunit.stdout.includes(`<system-out>${said}</system-out>`), asJunit.stdout);
			assert.deepEqual([asText.exitCode, asJson.exitCode, asJunit.exitCode], [0, 0, 0]);
		});
	}

	test('exit with 1 and say in JSON what stands in the way', () => {
		repository.write('prompts/greeter-v2.0.0.j2', prompt('2.0.0', 'Greet {% endif %}'));
		configure('require: [lint-clean], gates: [{metric: passed, min: 0.8}, {command: exit 4}]');
		const { exitCode, stdout } = run('gate', 'greeter@2.0.0', '--to', 'Production', '--format', 'json');
		assert.equal(exitCode, 1);
		const report = reportSchema.parse(JSON.parse(stdout));
		assert.deepEqual([report.name, report.version_under_test, report.to, report.passed], ['greeter', '2.0.0', 'Production', false]);
		assert.deepEqual(
			report.gates.map(({ gate, outcome, observed }) => [gate, outcome, observed]),
			[
				['lint-clean', 'failed', 1],
				['passed', 'inconclusive', undefined],
				['command: exit 4', 'failed', 'exit code 4'],
			],
		);
		assert.match(report.gates[0]?.detail ?? '', /^prompts\/greeter-v2\.0\.0\.j2, line 11, mismatched-block-end: .*endif/);
	});

	test('hold a promotion back in words, until it is overridden with a reason', () => {
		configure('require: [fresh-evidence, compared-with-production]');
		const refused = run('promote', 'greeter@2.0.0', '--to', 'Production', '--reason', 'Now');
		assert.equal(refused.exitCode, 1);
		assert.match(
			refused.stderr,
			/^greeter 2\.0\.0 does not pass 2 of 2 gates of Production\.\nfresh-evidence \([^)]*\): failed, 0\. No completed run/,
		);
		assert.match(refused.stderr, /Production declares no threshold either\. Add a gate such as/);
		assert.equal(repository.git('status', '--porcelain'), '?? stagemark.yaml\n');
		const forced = run(
			'promote',
			'greeter@2.0.0',
			'--to',
			'Production',
			'--reason',
			'The customer waits',
			'--override',
			'--format',
			'json',
		);
		assert.equal(forced.exitCode, 0, forced.stderr);
		assert.match(forced.stderr, /2 of 2 gates of Production \(fresh-evidence, compared-with-production\) were overridden/);
		assert.match(forced.stdout, /"override": true/);
		assert.match(repository.read('registry/greeter.yaml'), /reason: The customer waits\n[^]*outcome: failed\n[^]*override: true\n/);
	});

	test('of a version that only Git history has are judged by the text of that commit', () => {
		repository.git('mv', 'prompts/greeter-v1.0.0.j2', 'prompts/greeter.j2');
		repository.write('prompts/greeter.j2', prompt('1.1.0', 'Greet more'));
		repository.git('add', '--all');
		repository.git('commit', '--quiet', '--message', 'One file from now on');
		repository.write(
			'stagemark.yaml',
			'promotion:\n  Production:\n    require: [lint-clean, metadata-complete]\n    gates:\n      - command: grep -q "version. 1.0.0" "$STAGEMARK_PROMPT"\n',
		);
		const { exitCode, stdout, stderr } = run('gate', 'greeter@1.0.0', '--to', 'Production');
		assert.equal(exitCode, 0, stdout + stderr);
		assert.match(stdout, /passed, 3 gates\./);
	});

	for (const [what, args, message] of [
		['a stage that does not exist', ['greeter@2.0.0', '--to', 'Prod'], /There is no stage “Prod”[^]*“Production”/],
		['no version', ['greeter', '--to', 'Production'], /“greeter” names no version/],
		['a path dressed as a name', ['../../x@1.0.0', '--to', 'Production'], /names no version/],
		[
			'a typo in the configuration',
			['greeter@2.0.0', '--to', 'Staging'],
			/stagemark\.yaml has an error[^]*cannot be “lint-claen”: write “compared-with-production” or/,
		],
	] as const) {
		test(`refuse ${what}`, () => {
			if (what.startsWith('a typo')) configure('require: [lint-claen]');
			const { exitCode, stderr, stdout } = run('gate', ...args);
			assert.ok(exitCode === 1 || exitCode === 2);
			assert.match(stderr, message);
			assert.equal(stdout, '');
		});
	}
});
