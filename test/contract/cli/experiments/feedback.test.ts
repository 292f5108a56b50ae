import assert from 'node:assert/strict';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const addedSchema = z.looseObject({
	version: z.literal(1),
	path: z.string(),
	commit: z.string(),
	feedback: z.looseObject({ by: z.string() }),
});

suite('feedback on the command line', () => {
	let repository: TemporaryRepository;
	let runs: readonly string[];
	const run = (...args: string[]): CommandLineRun => runCommandLine(repository.root, args);

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		runs = ['v1', 'v2'].map(variant => {
			const recorded = run(
				'record',
				'--experiment',
				'exp-001',
				'--variant',
				variant,
				'--samples',
				'in/samples.jsonl',
				'--format',
				'json',
			);
			assert.equal(recorded.exitCode, 0, recorded.stderr);
			return z.looseObject({ run: z.looseObject({ id: z.string() }) }).parse(JSON.parse(recorded.stdout)).run.id;
		});
	});

	teardown(() => repository.dispose());

	test('is added, committed, and compared as human_rating', () => {
		const [before = '', after = ''] = runs;
		const { exitCode, stdout, stderr } = run(
			'feedback',
			before,
			'a',
			'--score',
			'2',
			'--label',
			'wrong-tone',
			'--comment',
			'Too terse.',
		);
		assert.equal(exitCode, 0, stderr);
		assert.match(
			stdout,
			/^added \S+ case a: 2 · wrong-tone · Too terse\.\nby {6}Ana <ana@example\.com>\nfile {4}\S+feedback\.jsonl\ncommit {2}[0-9a-f]{10}\n$/,
		);
		const added = addedSchema.parse(JSON.parse(run('feedback', after, 'a', '--score', '5', '--format', 'json').stdout));
		assert.equal(added.feedback.by, 'Ana <ana@example.com>');
		assert.equal(repository.git('show', '--format=', '--name-only').trim(), added.path);
		assert.match(run('compare', 'exp-001').stdout, /human_rating ▲ +2\.00 +5\.00 +\+3\.00 .*Not enough data/i);
	});

	test('is refused with the reason and exit code 1', () => {
		const { exitCode, stderr } = run('feedback', runs[0] ?? '', 'nowhere', '--score', '2');
		assert.equal(exitCode, 1);
		assert.match(stderr, /has no answer to the case “nowhere”/);
		assert.equal(run('feedback', runs[0] ?? '', 'a').exitCode, 1);
	});

	test('asks for a number where a score belongs', () => {
		const { exitCode, stderr } = run('feedback', runs[0] ?? '', 'a', '--score', 'high');
		assert.equal(exitCode, 2);
		assert.match(stderr, /--score takes a number\./);
	});
});
