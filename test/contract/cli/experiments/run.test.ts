import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from '../../../support/command-line.ts';
import { eventually } from '../../../support/eventually.ts';
import { isRunning } from '../../../support/is-running.ts';
import { samplesText, writeSampleWorkspace } from '../../../support/sample-workspace.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

const methodology = 'experiments/2025-01/exp-001-care/methodology.yaml';
const success = `printf '${samplesText(1).replaceAll('\n', '\\n')}' > "$STAGEMARK_RUN_DIR/samples.jsonl"`;

suite('stagemark run', () => {
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
	});
	teardown(() => repository.dispose());

	function useCommand(script: string): void {
		repository.write('evaluate.sh', `${script}\n`);
		repository.write(methodology, repository.read(methodology).replace(/^run: .*/m, 'run: {command: sh evaluate.sh}\nseeds: [1, 2]'));
		repository.write('.gitignore', 'grandchild.pid\n');
		repository.commitAll('The command');
	}

	test('shows with --dry-run what it would run, and runs nothing', () => {
		useCommand('touch started');
		const { exitCode, stdout } = runCommandLine(repository.root, ['run', 'exp-001', '--dry-run']);
		assert.equal(exitCode, 0);
		assert.equal(
			stdout,
			'command  sh evaluate.sh\nwould run  v1 seed 1\nwould run  v2 seed 1\nwould run  v1 seed 2\nwould run  v2 seed 2\n',
		);
		assert.equal(existsSync(join(repository.root, 'started')), false);
	});

	test('says how each run ended, exits with 1 when one failed, and runs only that one again', () => {
		useCommand(`[ "$STAGEMARK_VARIANT $STAGEMARK_SEED" != "v2 1" ] || exit 3\n${success}`);
		const first = runCommandLine(repository.root, ['run', 'exp-001']);
		assert.equal(first.exitCode, 1);
		assert.equal(first.stdout, 'exp-001: 3 completed, 1 failed\n');
		assert.match(first.stderr, /^\[2\/4\] v2 seed 1 failed \S+ The command ended with exit code 3\.$/m);
		const second = runCommandLine(repository.root, ['run', 'exp-001', '--format', 'json']);
		const { runs, finished_before: finished } = z
			.looseObject({
				version: z.literal(1),
				runs: z.array(z.looseObject({ variant: z.string(), seed: z.int(), status: z.string(), commit: z.string() })),
				finished_before: z.array(z.unknown()),
			})
			.parse(JSON.parse(second.stdout));
		assert.deepEqual(
			runs.map(({ variant, seed, status }) => [variant, seed, status]),
			[['v2', 1, 'failed']],
		);
		assert.equal(finished.length, 3);
	});

	test('does one variant and one seed when asked to', () => {
		useCommand(success);
		const { exitCode } = runCommandLine(repository.root, ['run', 'exp-001', '--variant', 'v2', '--seed', '7']);
		assert.equal(exitCode, 0);
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), 'record(exp-001): v2 seed 7');
	});

	for (const [what, args, words, expected] of [
		['an unknown experiment', ['run', 'exp-002'], /There is no experiment “exp-002”/, 1],
		['no jobs at all', ['run', 'exp-001', '--jobs', '0'], /--jobs takes a number of at least 1/, 2],
	] as const) {
		test(`refuses ${what} in words`, () => {
			const { exitCode, stderr } = runCommandLine(repository.root, args);
			assert.equal(exitCode, expected);
			assert.match(stderr, words);
		});
	}

	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		test(`ends the running command with all it started on ${signal}`, async () => {
			useCommand('sleep 60 &\necho $! > grandchild.pid\nwait');
			const pidFile = join(repository.root, 'grandchild.pid');
			const child = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), 'run', 'exp-001'], {
				cwd: repository.root,
				stdio: ['ignore', 'ignore', 'pipe'],
			});
			let words = '';
			child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
			const ended = new Promise(resolve => child.once('close', resolve));
			const id = await eventually('the grandchild', () => {
				const text = existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : '';
				return Promise.resolve(text.endsWith('\n') ? Number(text) : undefined);
			});
			child.kill(signal);
			assert.equal(await ended, 2);
			assert.match(words, /Cancelled\. Completed work was kept\./);
			await eventually('the end of the grandchild', () => Promise.resolve(isRunning(id) ? undefined : true));
			assert.equal(repository.git('status', '--porcelain'), '');
		});
	}
});
