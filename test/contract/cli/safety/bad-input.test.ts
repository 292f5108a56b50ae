import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';
import { answer, badInputs, mostlyRight } from './bad-inputs.ts';

const planPath = 'experiments/exp-001/methodology.yaml';
const allGates = 'require: [compared-with-production], gates: [{metric: passed, max_regression: 0.05}, {metric: passed, min: 0.5}]';

const planText = (minEffect: number, more = ''): string =>
	`id: exp-001\nname: Longer greeting\nstatus: running\nhypothesis: Version 2 reads better.\ndataset: {path: datasets/cases.jsonl}\n` +
	`variants:\n  v1: {prompt: greeter@1.0.0, baseline: true}\n  v2: {prompt: greeter@2.0.0}\n` +
	`metrics: {passed: {primary: true, min_effect: ${minEffect}}}\n${more}\n`;

suite('input that no comparison is made for has words that need no statistics', function () {
	this.timeout(120_000);
	let repository: TemporaryRepository;
	/** The commit before any run. */
	let start: string;
	/** The commit with a run of the version in Production, which most tests share. */
	let measured: string;

	suiteSetup(() => {
		repository = TemporaryRepository.create();
		for (const version of ['1.0.0', '2.0.0']) {
			const text = `---\nname: greeter\nversion: ${version}\ndescription: Greets.\nmodel: house\nowner: team\n---\nuser:\nGreet in version ${version}.\n`;
			repository.write(`prompts/greeter-v${version}.j2`, text);
		}
		const row = (index: number): string => `{"case": "c${index}", "lang": "${index < 3 ? 'pt' : 'en'}"}\n`;
		repository.write('datasets/cases.jsonl', Array.from({ length: 20 }, (_, index) => row(index)).join(''));
		repository.write('.gitignore', 'in/\n');
		repository.write(planPath, planText(0.05));
		repository.commitAll('Two versions');
		must('promote', 'greeter@1.0.0', '--to', 'Production', '--reason', 'The first');
		start = repository.git('rev-parse', 'HEAD').trim();
		record('v1', mostlyRight);
		measured = repository.git('rev-parse', 'HEAD').trim();
	});
	setup(() => repository.git('reset', '-q', '--hard', start));
	suiteTeardown(() => repository.dispose());

	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, args);

	function must(...args: string[]): CommandLineRun {
		const done = run(...args);
		assert.equal(done.exitCode, 0, `${args.join(' ')}\n${done.stderr}`);
		return done;
	}

	function record(variant: string, lines: readonly string[]): string {
		repository.write('in/samples.jsonl', `${lines.join('\n')}\n`);
		return must('record', '--experiment', 'exp-001', '--variant', variant, '--seed', '1', '--samples', 'in/samples.jsonl').stderr;
	}

	function prepare(plan: string, gates: string): void {
		repository.write(planPath, plan);
		repository.write('stagemark.yaml', `promotion:\n  Production: {${gates}}\n`);
		repository.commitAll('What is planned and required');
	}

	function assertSays(text: string, words: readonly string[]): void {
		for (const word of words) assert.ok(text.includes(word), `${word}\n${text}`);
	}

	for (const { title, production, candidate, minEffect, gates, plan, recordSays, compareSays, gateSays } of badInputs) {
		test(title, () => {
			if (production === undefined) repository.git('reset', '-q', '--hard', measured);
			prepare(planText(minEffect ?? 0.05, plan), gates ?? allGates);
			if (production !== undefined) record('v1', production);
			assert.match(record('v2', candidate), recordSays ?? /^$/);
			assertSays(must('compare', 'exp-001').stdout, compareSays);
			assertSays(run('gate', 'greeter@2.0.0', '--to', 'Production').stdout, gateSays);
		});
	}

	suite('a plan that changed between two looks', () => {
		const changed = 'The plan of exp-001 changed after it was locked, so it may have been chosen to fit the result.';

		function look(isLocked: boolean): { readonly compared: string; readonly gate: CommandLineRun; readonly conclusion: string } {
			prepare(planText(0.05, 'seeds: [1, 2, 3]'), allGates);
			if (isLocked) must('experiment', 'lock', 'exp-001');
			record('v1', mostlyRight);
			record(
				'v2',
				Array.from({ length: 20 }, (_, index) => answer(index, 1)),
			);
			const interim = run('gate', 'greeter@2.0.0', '--to', 'Production');
			assertSays(interim.stdout, ['inconclusive  compared-with-production', 'Interim: 1 of 3 planned seeds.']);
			const before = readFileSync(join(repository.root, planPath), 'utf8');
			repository.write(planPath, before.replace('[1, 2, 3]', '[1]').replace('0.05', '0.3'));
			repository.commitAll('One seed is enough');
			const compared = must('compare', 'exp-001').stdout;
			const gate = run('gate', 'greeter@2.0.0', '--to', 'Production');
			must('experiment', 'complete', 'exp-001');
			return { compared, gate, conclusion: readFileSync(join(repository.root, 'experiments/exp-001/conclusion.md'), 'utf8') };
		}

		test('passes no gate when it was locked, and says so wherever it is compared', () => {
			const { compared, gate, conclusion } = look(true);
			assertSays(compared, ['Comparable with reservations.', changed]);
			assert.equal(gate.exitCode, 1);
			for (const label of ['compared-with-production', 'passed regression', 'passed'])
				assert.match(gate.stdout, new RegExp(`^inconclusive +${label} {2}`, 'm'));
			assertSays(gate.stdout, [changed]);
			assertSays(conclusion, [changed, 'the metrics and the seeds changed, so the original plan does not cover this result.']);
		});

		test('is what counts when nobody locked it, and the conclusion says that nobody did', () => {
			const { compared, gate, conclusion } = look(false);
			assert.ok(!compared.includes('locked'), compared);
			assert.equal(gate.exitCode, 0, gate.stdout);
			assertSays(conclusion, ['The plan was not locked, so nothing shows that it came before the result.']);
		});
	});
});
