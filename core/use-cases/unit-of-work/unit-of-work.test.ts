import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createPorts } from '../../../io/node-ports.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Ports } from '../../ports/ports.ts';
import { readWork } from './begin-work.ts';
import type { Work } from './begin-work.ts';
import type { Change } from './change.ts';
import { unitOfWork } from './unit-of-work.ts';

const path = 'registry/a.yaml';
const settings = { commit: true, tag: true, sign: 'inherit' } as const;

function appended(before: string): Change & { readonly line: string } {
	const write = { kind: 'file', path, text: `${before}new\n`, before } as const;
	return { line: 'new', write, message: 'append(a)', tag: undefined, settings, warningsAbout: ({ commit }) => [`in ${typeof commit}`] };
}

suite('unitOfWork', () => {
	const { signal } = new AbortController();
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		repository.write(path, 'old\n');
		repository.write('prompts/greeter.j2', 'Hello\n');
		repository.commitAll('first');
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	test('answers with the plan, what became of it, and what is to be known of that', async () => {
		const prompts: string[] = [];
		const plan = ({ index }: Work): Promise<Result<ReturnType<typeof appended>, never>> => {
			prompts.push(...index.prompts.map(prompt => prompt.path));
			return Promise.resolve(succeed(appended('old\n')));
		};
		const written = await unitOfWork(plan, ports, signal);
		if (!written.ok) assert.fail(written.failure.kind);
		const { line, applied, warnings, interrupted } = written.value;
		assert.deepEqual([line, warnings, interrupted, prompts], ['new', ['in string'], undefined, ['prompts/greeter.j2']]);
		assert.equal(applied.commit, repository.git('rev-parse', 'HEAD').trim());
		assert.equal(repository.read(path), 'old\nnew\n');
	});

	test('brings an interrupted change to its end before anything is planned, and tells it', async () => {
		const begun = await ports.journal.begin({ path: 'runs/1', contents: { 'runs/1/run.json': '0'.repeat(64) }, commit: undefined });
		assert.ok(begun.ok);
		// As a process that was killed leaves it: nobody holds the note any more.
		const note = repository.read('.git/stagemark/change.json');
		const { pid } = spawnSync(process.execPath, ['-e', '0']);
		await ports.journal.finish();
		repository.write('.git/stagemark/change.json', note.replace(/"process":\s*\d+/, `"process":${pid}`));
		const written = await unitOfWork(() => Promise.resolve(succeed(appended('old\n'))), ports, signal);
		if (!written.ok) assert.fail(written.failure.kind);
		assert.deepEqual(written.value.interrupted, { kind: 'undone', path: 'runs/1' });
	});

	test('writes nothing when the plan refuses, or the work was cancelled while it was planned', async () => {
		const refused = await unitOfWork(() => Promise.resolve({ ok: false, failure: { kind: 'not-today' } } as const), ports, signal);
		assert.deepEqual(refused, { ok: false, failure: { kind: 'not-today' } });
		const controller = new AbortController();
		const plan = (): Promise<Result<Change, never>> => {
			controller.abort(new Error('enough'));
			return Promise.resolve(succeed(appended('old\n')));
		};
		await assert.rejects(unitOfWork(plan, ports, controller.signal), /enough/);
		assert.equal(repository.read(path), 'old\n');
		assert.equal(repository.git('status', '--porcelain'), '');
	});

	test('plans again on what another process wrote only when told to be patient', async () => {
		const begun = await readWork(ports, signal);
		const known = ['stale\n', 'old\n'];
		const plan = (): Promise<Result<Change, never>> => Promise.resolve(succeed(appended(known.shift() ?? '')));
		const refused = await unitOfWork(plan, ports, signal, { begun });
		assert.deepEqual(refused, { ok: false, failure: { kind: 'changed-meanwhile', path } });
		known.unshift('stale\n');
		const written = await unitOfWork(plan, ports, signal, { begun, patience: { attempts: 2, pauseMs: 1 } });
		assert.equal(written.ok, true);
		assert.deepEqual(known, []);
	});
});
