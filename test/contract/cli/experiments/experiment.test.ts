import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

suite('stagemark experiment', () => {
	let repository: TemporaryRepository;
	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, ['experiment', ...args]);

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
	});
	teardown(() => repository.dispose());

	test('goes from a new plan to a lock that a later change breaks', () => {
		const made = run(
			...['new', 'Even more care', '--hypothesis', 'It pays by 0.1.', '--metric', 'pass_rate', '--format', 'json'],
			...['--prompt', 'code-generator@1.0.0', 'code-generator@2.0.0'],
		);
		const { id, folder } = z.looseObject({ id: z.string(), folder: z.string() }).parse(JSON.parse(made.stdout));
		assert.equal(id, 'exp-002');
		assert.match(folder, /^experiments\/\d{4}-\d{2}\/exp-002-even-more-care$/);
		assert.match(repository.read(`${folder}/methodology.yaml`), /pass_rate: \{goal: maximize, primary: true, min_effect: 0\.05\}/);
		assert.match(run('lock', id).stdout, /^locked {2}exp-002\ndigest {2}sha256:[0-9a-f]{64}\ncommit {2}[0-9a-f]{10}\n$/);
		assert.deepEqual(repository.git('show', '--name-only', '--format=').trim().split('\n'), [
			`${folder}/hypothesis.md`,
			`${folder}/methodology.yaml`,
		]);

		const check = (): CommandLineRun => runCommandLine(repository.root, ['check', folder]);
		assert.doesNotMatch(check().stdout, /locked-experiment-changed/);
		repository.write(`${folder}/hypothesis.md`, '# Hypothesis\n\nIt pays by 0.01.\n');
		const { exitCode, stdout } = check();
		assert.equal(exitCode, 1);
		assert.match(stdout, /methodology\.yaml[^]*locked-experiment-changed/);
	});

	test('writes the smallest difference that matters, and refuses one that is none', () => {
		const made = run('new', 'Cheaper', '--metric', 'cost_usd', '--min-effect', '0.002', '--format', 'json');
		const { folder } = z.looseObject({ folder: z.string() }).parse(JSON.parse(made.stdout));
		assert.match(repository.read(`${folder}/methodology.yaml`), /cost_usd: \{.*min_effect: 0\.002\}/);
		for (const wrong of ['0', '-1', 'five']) {
			const { exitCode, stderr } = run('new', 'Cheaper', '--metric', 'cost_usd', `--min-effect=${wrong}`);
			assert.equal(exitCode, 2);
			assert.match(stderr, /--min-effect takes a number greater than 0\./);
		}
		assert.match(run('new', 'Cheaper', '--min-effect', '1').stderr, /--min-effect belongs to a metric\. Name it with --metric\./);
	});

	test('makes a branch for a new plan, with everything it needs to be run, and refuses to make it twice', () => {
		const args = ['new', 'Even more care', '--command', 'sh evaluate.sh', '--seeds', '1', '2', '--branch'];
		const { exitCode, stdout } = run(...args);
		assert.equal(exitCode, 0);
		assert.match(stdout, /^planned exp-002\nbranch {2}experiment\/exp-002-even-more-care\n/);
		assert.equal(repository.git('symbolic-ref', '--short', 'HEAD').trim(), 'experiment/exp-002-even-more-care');
		const shown = repository.git('status', '--porcelain', '--untracked-files=all');
		const text = repository.read(/\S+methodology\.yaml/.exec(shown)?.[0] ?? '');
		assert.match(text, /^seeds: \[1, 2\]$[^]*^run: \{command: sh evaluate\.sh\}/m);

		repository.git('clean', '--force', '-d', '--quiet');
		repository.git('switch', '--quiet', 'main');
		const again = run(...args);
		assert.equal(again.exitCode, 1);
		assert.match(again.stderr, /The branch “experiment\/exp-002-even-more-care” already exists\./);
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('lists experiments and shows one with its variants', () => {
		repository.write('in/samples.jsonl', repository.read('in/samples.jsonl'));
		for (const variant of ['v1', 'v2']) {
			const args = ['record', '--experiment', 'exp-001', '--variant', variant, '--samples', 'in/samples.jsonl'];
			assert.equal(runCommandLine(repository.root, args).exitCode, 0);
		}
		assert.match(run('list').stdout, /^exp-001 +planned +2 +pass_rate \S+/m);
		const shown = run('show', 'exp-001').stdout;
		assert.match(shown, /^v1 \(baseline\) +code-generator@1\.0\.0 +1 run +pass_rate 50\.0 %$/m);
		assert.match(shown, /^folder +experiments\/2025-01\/exp-001-care$/m);
	});

	for (const [what, args, words] of [
		['an action that is none', ['delete', 'exp-001'], /“experiment” needs an action: new, list, show, lock or complete\./],
		['a show without an id', ['show'], /“experiment show” needs an id\./],
		['an unknown id', ['show', 'exp-009'], /There is no experiment “exp-009”/],
	] as const) {
		test(`refuses ${what} in words`, () => {
			const { exitCode, stderr } = run(...args);
			assert.notEqual(exitCode, 0);
			assert.match(stderr, words);
		});
	}
});
