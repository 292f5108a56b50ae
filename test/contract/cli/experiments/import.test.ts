import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const answerSchema = z.looseObject({
	version: z.literal(1),
	tool: z.string(),
	dry_run: z.boolean(),
	runs: z.array(z.looseObject({ label: z.string(), recorded: z.boolean(), cases: z.int(), run: z.looseObject({ id: z.string() }) })),
	already_recorded: z.array(z.looseObject({ label: z.string(), run: z.string(), variant: z.string() })),
	fields: z.array(z.looseObject({ field: z.string(), outcome: z.enum(['kept', 'renamed', 'dropped']), why: z.string().nullable() })),
	stopped: z.null(),
});

suite('stagemark record --from', () => {
	let repository: TemporaryRepository;
	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, ['record', '--experiment', 'exp-001', ...args]);

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('in/v2.csv', 'id,answer,correct,comment\na,x,true,fine\nb,y,false,\n');
	});
	teardown(() => repository.dispose());

	test('shows on a dry run what would be recorded and lost, and writes nothing', () => {
		const head = repository.git('rev-parse', 'HEAD');
		const { exitCode, stdout, stderr } = run('--from', 'in/v2.csv', '--dry-run');
		assert.equal(stderr, '');
		assert.equal(
			stdout,
			`plain CSV: it is a table with the columns id, answer, correct, comment.
v2.csv  → v2  correct 0.500, 2 cases, prompt not verified
dropped  comment: it is neither a number nor a truth value, and its name is not a usual one
renamed  answer → output
renamed  correct → scores.correct
renamed  id → case
This was a dry run; nothing is recorded.
`,
		);
		assert.equal(exitCode, 0);
		assert.equal(repository.git('rev-parse', 'HEAD'), head);
		assert.equal(repository.git('status', '--porcelain', '--', 'experiments'), '');
	});

	test('records once, and says of the second time as which run it is known', () => {
		const first = answerSchema.parse(JSON.parse(run('--from', 'in/v2.csv', '--format', 'json').stdout));
		const [recorded] = first.runs;
		assert.deepEqual([first.tool, first.dry_run, recorded?.recorded, recorded?.cases], ['csv', false, true, 2]);
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'record(exp-001): v2');
		const second = run('--from', 'in/v2.csv');
		assert.equal(second.exitCode, 0);
		assert.match(second.stdout, /^Nothing new would be recorded\.\nv2\.csv is already recorded as (\S+) \(exp-001\/v2\)\.$/m);
		assert.ok(second.stdout.includes(recorded?.run.id ?? '?'));
		const shown = runCommandLine(repository.root, ['runs', 'exp-001']);
		assert.equal(shown.exitCode, 0);
		const compared = runCommandLine(repository.root, ['compare', 'exp-001/v2', 'exp-001/v1']);
		assert.doesNotMatch(compared.stderr, /undefined|null/);
	});

	for (const [title, args, exitCode, words] of [
		['a file that is no result', ['--from', 'evaluate.py'], 1, 'contains nothing that can be imported.'],
		['a variant that is not there', ['--from', 'in/v2.csv', '--variant', 'v9'], 1, 'has no variant “v9”.'],
		['a format that is not known', ['--from', 'in/v2.csv', '--format-of', 'cvs'], 1, 'Did you mean “csv”?'],
		['a metrics file beside an import', ['--from', 'in/v2.csv', '--metrics', 'm.json'], 2, '--metrics does not go with --from'],
		['a dry run without an import', ['--variant', 'v2', '--dry-run'], 2, '--dry-run goes with --from.'],
		['no variant without an import', [], 2, '--variant is missing.'],
	] as const) {
		test(`refuses ${title} in words`, () => {
			const refused = run(...args);
			assert.equal(refused.exitCode, exitCode);
			assert.ok(refused.stderr.includes(words), refused.stderr);
		});
	}
});
