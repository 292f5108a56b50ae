import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { eventually } from '../../../support/eventually.ts';
import { samplesText, writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';
const success = `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"`;

suite('stagemark reproduce', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	const stagemark = (...args: string[]): CommandLineRun => runCommandLine(repository.root, args);

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write(
			'evaluate.sh',
			`[ ! -f "$HOME_OF_TEST/slow" ] || { echo $$ > "$HOME_OF_TEST/started"; exec sleep 60; }\n${success}\n`.replaceAll(
				'$HOME_OF_TEST',
				repository.root,
			),
		);
		repository.write(methodology, repository.read(methodology).replace(/^run: .*/m, 'run: {command: sh evaluate.sh}'));
		repository.write('.gitignore', 'slow\nstarted\n');
		repository.commitAll('The command');
	});
	teardown(() => repository.dispose());

	function recordOne(): string {
		const { stdout } = stagemark('run', 'exp-001', '--variant', 'v2', '--format', 'json');
		const { runs } = z.looseObject({ runs: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(stdout));
		return runs[0]?.id ?? '';
	}

	test('says in a table what was on record and what came out, and exits with 0 when it is the same', () => {
		const id = recordOne();
		const { exitCode, stdout, stderr } = stagemark('reproduce', id);
		assert.equal(exitCode, 0, stderr);
		assert.match(stdout, new RegExp(`^Reproduced: ${id} \\(exp-001/v2\\)\\nMetric +On record +Again +Difference +Tolerance`));
		assert.match(stdout, /^pass_rate +50\.0 % +50\.0 % +0\.0 pts +0\.0 pts +within$/m);
		assert.equal(repository.git('status', '--porcelain'), '');

		const recorded = z
			.looseObject({ reproduced: z.literal(true), recorded: z.looseObject({ id: z.string(), commit: z.string() }) })
			.parse(JSON.parse(stagemark('reproduce', id, '--record', '--format', 'json').stdout));
		assert.match(stagemark('runs', 'exp-001', '--format', 'json').stdout, new RegExp(`"${recorded.recorded.id}"`));
	});

	test('exits with 1 and in three parts when the run cannot be made again, and with 2 for a tolerance that is none', () => {
		const { exitCode, stderr } = stagemark('reproduce', '20250131T103000Z-3f9a1c');
		assert.deepEqual([exitCode, stderr.trim().split('\n').length], [1, 3]);
		const wrong = stagemark('reproduce', '20250131T103000Z-3f9a1c', '--tolerance', 'much');
		assert.equal(wrong.exitCode, 2);
		assert.match(wrong.stderr, /--tolerance takes a number\./);
	});

	for (const signal of ['SIGINT', 'SIGKILL'] as const) {
		test(`leaves the working tree alone and no worktree behind on ${signal}, at the latest with the next call`, async () => {
			const id = recordOne();
			repository.write('slow', '');
			const child = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), 'reproduce', id], {
				cwd: repository.root,
				stdio: 'ignore',
			});
			const ended = new Promise(resolve => child.once('close', resolve));
			const started = join(repository.root, 'started');
			const shell = await eventually('the command', () => {
				const text = existsSync(started) ? readFileSync(started, 'utf8') : '';
				return Promise.resolve(text.endsWith('\n') ? Number(text) : undefined);
			});
			child.kill(signal);
			await ended;
			if (signal === 'SIGKILL') process.kill(shell, 'SIGKILL');
			repository.git('clean', '--force', '-d', '-x', '--quiet');
			if (signal === 'SIGKILL') assert.equal(stagemark('reproduce', id).exitCode, 0);
			assert.deepEqual(
				readdirSync(tmpdir()).filter(name => name.startsWith(`stagemark-worktree-${child.pid ?? ''}-`)),
				[],
			);
			assert.doesNotMatch(repository.git('worktree', 'list', '--porcelain'), /stagemark-worktree/);
			assert.equal(repository.git('status', '--porcelain'), '');
		});
	}
});
