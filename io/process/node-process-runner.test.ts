import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.ts';
import { NodeProcessRunner } from './node-process-runner.ts';

const never = new AbortController().signal;

suite('NodeProcessRunner', () => {
	let root: string;
	let runner: NodeProcessRunner;

	setup(() => {
		root = realpathSync(mkdtempSync(join(tmpdir(), 'stagemark-process-')));
		runner = new NodeProcessRunner(root);
	});

	teardown(() => rmSync(root, { recursive: true, force: true }));

	/** A command that starts a process which starts a process; each writes its id and would live for a minute. */
	function writeFamily(options: { readonly isStubborn?: boolean; readonly isApart?: boolean } = {}): string {
		const deaf = options.isStubborn === true ? "process.on('SIGTERM', () => undefined);" : '';
		const apart = options.isApart === true ? ', detached: true' : '';
		writeFileSync(
			join(root, 'family.cjs'),
			`${deaf}
			const generation = Number(process.argv[2]);
			require('node:fs').writeFileSync(generation + '.pid', String(process.pid));
			if (generation < 3) require('node:child_process').spawn(process.execPath, [__filename, String(generation + 1)], { stdio: 'inherit'${apart} });
			setTimeout(() => undefined, 60_000);`,
		);
		return `"${process.execPath}" family.cjs 1`;
	}

	async function familyIsThere(): Promise<readonly number[]> {
		await eventually('the grandchild', () => Promise.resolve(existsSync(join(root, '3.pid')) ? true : undefined));
		return eventually('its id', () => {
			const ids = [1, 2, 3].map(generation => Number(readFileSync(join(root, `${generation}.pid`), 'utf8')));
			return Promise.resolve(ids.every(id => id > 0) ? ids : undefined);
		});
	}

	function isAlive(id: number): boolean {
		try {
			process.kill(id, 0);
		} catch {
			return false;
		}
		// One that has ended and that nobody has asked about yet is still listed.
		return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
	}

	async function assertGone(ids: readonly number[]): Promise<void> {
		await eventually('the end of all processes', () => Promise.resolve(ids.some(isAlive) ? undefined : true));
	}

	test('runs a command in the workspace through the shell, with its variables, and keeps both streams', async () => {
		const command = 'echo "$STAGEMARK_SEED in $(pwd)" && echo trouble >&2 && exit 3';
		const result = await runner.run({ command, variables: { STAGEMARK_SEED: '7' }, timeoutMs: undefined }, never);
		assert.deepEqual(result, { end: { kind: 'exited', exitCode: 3 }, log: `7 in ${root}\ntrouble\n` });
	});

	for (const [what, options] of [
		['a command', {}],
		['a command that ignores the request to end', { isStubborn: true }],
		['a command whose children went into groups of their own', { isApart: true }],
	] as const) {
		test(`cancelled, ends ${what} with its children and grandchildren before it says so`, async () => {
			const controller = new AbortController();
			const running = runner.run({ command: writeFamily(options), variables: {}, timeoutMs: undefined }, controller.signal);
			const ids = await familyIsThere();
			assert.ok(ids.every(isAlive));
			controller.abort();
			await assert.rejects(running, { name: 'AbortError' });
			await assertGone(ids);
		});
	}

	test('ends a command that takes too long, with its grandchildren, and keeps what it had printed', async () => {
		const command = `echo started; ${writeFamily()}`;
		const running = runner.run({ command, variables: {}, timeoutMs: 1500 }, never);
		const ids = await familyIsThere();
		assert.deepEqual(await running, { end: { kind: 'timed-out' }, log: 'started\n' });
		await assertGone(ids);
	});

	test('leaves nothing running that the command left behind', async () => {
		const command = `${writeFamily()} & while [ ! -f 3.pid ]; do sleep 0.05; done`;
		const result = await runner.run({ command, variables: {}, timeoutMs: undefined }, never);
		assert.deepEqual(result.end, { kind: 'exited', exitCode: 0 });
		await assertGone(await familyIsThere());
	});

	test('says which signal ended a command', async () => {
		const result = await runner.run({ command: 'kill -9 $$', variables: {}, timeoutMs: undefined }, never);
		assert.deepEqual(result.end, { kind: 'killed', by: 'SIGKILL' });
	});

	test('starts nothing when it is cancelled already', async () => {
		const request = { command: 'touch started', variables: {}, timeoutMs: undefined };
		await assert.rejects(runner.run(request, AbortSignal.abort()), { name: 'AbortError' });
		assert.equal(existsSync(join(root, 'started')), false);
	});

	test('keeps of endless output the beginning and the end', async () => {
		const result = await runner.run(
			{ command: 'echo first; yes | head -c 5000000; echo last', variables: {}, timeoutMs: undefined },
			never,
		);
		assert.ok(result.log.length < 1.2 * 1024 * 1024);
		assert.match(result.log, /^first\n(y\n)+/);
		assert.match(result.log, /bytes left out …\]\n[^]*last\n$/);
	});

	test('blanks the values of variables that are called like credentials', async () => {
		const request = { command: 'echo "key $MY_API_KEY"', variables: { MY_API_KEY: 'correct-horse' }, timeoutMs: undefined };
		assert.equal((await runner.run(request, never)).log, 'key [MY_API_KEY]\n');
	});

	test('lists what was written into a scratch folder, without links, and takes it away', async () => {
		const folder = await runner.makeScratchFolder();
		await folder.write('artifacts/deep/b.txt', 'b');
		await folder.write('a.txt', 'a');
		await runner.run({ command: `ln -s /etc/passwd "${folder.absolutePath}/link"`, variables: {}, timeoutMs: undefined }, never);
		assert.deepEqual(await folder.list(), ['a.txt', 'artifacts/deep/b.txt']);
		await folder.dispose();
		assert.equal(existsSync(folder.absolutePath), false);
	});
});
