import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const answerSchema = z.looseObject({
	version: z.literal(1),
	baseline: z.string(),
	metrics: z.array(z.looseObject({ name: z.string(), goal: z.string(), verdict: z.string(), pairs: z.int() })),
});

const before = 'id,correct,latency_ms\n1,true,10\n2,false,12\n3,false,11\n4,true,9\n5,false,10\n6,false,14\n';
const after = 'id,correct,latency_ms\n1,true,11\n2,true,12\n3,true,10\n4,true,9\n5,true,10\n6,false,15\n';

suite('stagemark compare FILE FILE', () => {
	let folder: string;
	const run = (...args: string[]): CommandLineRun => runCommandLine(folder, ['compare', ...args]);

	setup(() => {
		// Outside of any repository.
		folder = mkdtempSync(join(tmpdir(), 'stagemark-files-'));
		writeFileSync(join(folder, 'before.csv'), before);
		writeFileSync(join(folder, 'after.csv'), after);
	});
	teardown(() => rmSync(folder, { recursive: true }));

	test('prints the report of runs as text', () => {
		const { stdout, stderr, exitCode } = run('before.csv', 'after.csv');
		assert.deepEqual([stderr, exitCode], ['', 0]);
		assert.match(stdout, /^after\.csv against before\.csv\n\nBaseline {2}before\.csv/);
		assert.match(stdout, /correct ▲ \(primary\) {2,}0\.333 {2,}0\.833 {2,}\+0\.500/);
		assert.match(stdout, /Paired on 6 cases/);
	});

	test('prints JSON, Markdown, CSV and HTML', () => {
		const { metrics, baseline } = answerSchema.parse(JSON.parse(run('before.csv', 'after.csv', '--format', 'json').stdout));
		assert.equal(baseline, 'before.csv');
		assert.deepEqual(
			metrics.map(({ name, goal, pairs }) => [name, goal, pairs]),
			[
				['correct', 'maximize', 6],
				['latency_ms', 'minimize', 6],
			],
		);
		assert.match(run('before.csv', 'after.csv', '--format', 'md').stdout, /^## after\.csv against before\.csv\n/);
		assert.match(
			run('before.csv', 'after.csv', '--format', 'csv').stdout,
			/^name,goal,primary,.*\ncorrect,maximize,true,before\.csv,after\.csv,/,
		);
		assert.match(run('before.csv', 'after.csv', '--format', 'html').stdout, /^<!doctype html>/);
	});

	test('slices the cases by a column of the files, in every format', () => {
		const table = (right: (index: number) => boolean): string =>
			`id,correct,lang\n${Array.from({ length: 20 }, (_, index) => `${index},${right(index)},${index < 10 ? 'en' : 'pt'}`).join('\n')}\n`;
		writeFileSync(
			join(folder, 'old.csv'),
			table(() => true),
		);
		writeFileSync(
			join(folder, 'new.csv'),
			table(index => index < 10),
		);
		const { stdout, stderr, exitCode } = run('old.csv', 'new.csv', '--slice', 'lang');
		assert.deepEqual([stderr, exitCode], ['', 0]);
		assert.match(stdout, /correct ▲ where lang = pt \(10 cases\) {2,}1\.00 {2,}0 .*Regressed/);
		assert.match(stdout, /The worst slice by lang is pt: correct −1\.00 on 10 cases, interval .*\. Regressed\./);
		const { slices, worst_slices: worst } = JSON.parse(run('old.csv', 'new.csv', '--slice', 'lang', '--format', 'json').stdout) as {
			readonly slices: readonly { readonly value: string; readonly n: number }[];
			readonly worst_slices: readonly { readonly value: string }[];
		};
		assert.deepEqual(
			[slices.map(({ value, n }) => [value, n]), worst[0]?.value],
			[
				[
					['en', 10],
					['pt', 10],
				],
				'pt',
			],
		);
		assert.match(run('old.csv', 'new.csv', '--slice', 'language').stdout, /with reservations\. .*has a value of “language”/);
		assert.match(run('old.csv', 'new.csv', '--slice', '').stderr, /--slice/);
	});

	test('takes the metrics, their direction and the smallest effect from the command line', () => {
		const { stdout } = run('before.csv', 'after.csv', '--metric', 'correct=minimize', '--min-effect', '0.9', '--format', 'json');
		assert.deepEqual(
			answerSchema.parse(JSON.parse(stdout)).metrics.map(({ name, goal }) => [name, goal]),
			[
				['correct', 'minimize'],
				['latency_ms', 'minimize'],
			],
		);
		for (const [option, value] of [
			['--metric', 'correct=up'],
			['--min-effect', '-1'],
			['--min-effect', 'correct=much'],
			['--min-effect', ''],
			['--pass-at', 'correct=0'],
			['--pass-at', '2.5'],
			['--pass-at', '=3'],
		] as const) {
			const { exitCode, stderr } = run('before.csv', 'after.csv', option, value);
			assert.equal(exitCode, 2);
			assert.match(stderr, new RegExp(`^${option} .*write NAME=`));
		}
	});

	test('refuses with exit code 1 and says why', () => {
		writeFileSync(join(folder, 'other.csv'), 'id,correct\nx,true\n');
		const { exitCode, stdout, stderr } = run('before.csv', 'other.csv');
		assert.deepEqual([exitCode, stdout], [1, '']);
		assert.match(stderr, /^“before\.csv” and “other\.csv” have no case in common\.\n/);
		assert.match(run('before.csv', 'gone.csv').stderr, /there is no such file or folder/);
	});

	test('in a repository, a word is a file only when it is one; files and runs do not mix', () => {
		const repository = TemporaryRepository.create();
		try {
			writeSampleWorkspace(repository);
			repository.write('before.csv', before);
			repository.write('after.csv', after);
			const mixed = runCommandLine(repository.root, ['compare', 'before.csv', 'exp-001/v1']);
			assert.equal(mixed.exitCode, 2);
			assert.match(mixed.stderr, /^Result files are compared with result files/);
			assert.equal(runCommandLine(repository.root, ['compare', 'before.csv', 'after.csv']).exitCode, 0);
			const misplaced = runCommandLine(repository.root, ['compare', 'exp-001', '--metric', 'correct']);
			assert.match(misplaced.stderr, /^--metric is for result files\./);
			// The folder of an experiment may have the very name of the experiment.
			repository.write('exp-001/notes.txt', '');
			assert.doesNotMatch(runCommandLine(repository.root, ['compare', 'exp-001']).stderr, /notes/);
		} finally {
			repository.dispose();
		}
	});
});
