import assert from 'node:assert/strict';
import { createPorts } from '../../../io/node-ports.ts';
import { samplesText, writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import type { Ports } from '../../ports/ports.ts';
import { recordRun } from '../record/record-run.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { holdsLock, lockDigest } from '../../formats/experiment/lock-digest.ts';
import { lockExperiment } from './lock-experiment.ts';
import { parseExperiment } from '../../formats/experiment/parse-experiment.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const methodology = `${folder}/methodology.yaml`;

suite('lockExperiment', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write(methodology, `# What we try\n${repository.read(methodology)}hypothesis: hypothesis.md # see there\n`);
		repository.write(`${folder}/hypothesis.md`, '# Hypothesis\n\nCare pays.\n');
		repository.commitAll('The plan');
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function refusal(): Promise<string> {
		const before = repository.git('rev-parse', 'HEAD') + repository.git('diff');
		const result = await lockExperiment('exp-001', ports, signal);
		if (result.ok) assert.fail('It locked.');
		assert.equal(repository.git('rev-parse', 'HEAD') + repository.git('diff'), before);
		return result.failure.kind;
	}

	test('writes the digest below what stands there, comments and all, and commits that file alone', async () => {
		const before = repository.read(methodology);
		repository.write('staged.txt', 'mine\n');
		repository.git('add', 'staged.txt');
		const result = await lockExperiment('exp-001', ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		const { digest } = result.value;
		assert.equal(repository.read(methodology), `${before}locked: ${digest}\n`);
		assert.equal(repository.git('show', '--name-only', '--format=%s', 'HEAD').trim().split('\n').at(-1), methodology);
		assert.match(repository.git('log', '-1', '--format=%B'), /^lock\(exp-001\): .*\n\nStagemark-Lock: sha256:[0-9a-f]{64}\n/);
		assert.equal(repository.git('diff', '--cached', '--name-only'), 'staged.txt\n');
		const { value } = parseExperiment(methodology, repository.read(methodology));
		assert.ok(value);
		assert.equal(lockDigest(value, '# Hypothesis\r\n\r\nCare pays.'), digest);
		assert.notEqual(lockDigest(value, 'Care costs.'), digest);
		assert.equal(await refusal(), 'already-locked');
	});

	for (const [what, from, to] of [
		['an empty key', 'run: {', 'locked: # not yet\nrun: {'],
		['a null', 'run: {', 'locked: null\nrun: {'],
	] as const) {
		test(`puts the digest in the place of ${what}`, async () => {
			repository.write(methodology, repository.read(methodology).replace(from, to));
			const result = await lockExperiment('exp-001', ports, signal);
			if (!result.ok) assert.fail(JSON.stringify(result.failure));
			const text = repository.read(methodology);
			assert.equal(text.match(/locked:/g)?.length, 1);
			assert.match(text, /^locked: sha256:[0-9a-f]{64}( # not yet)?$/m);
			assert.equal(parseExperiment(methodology, text).value?.locked, result.value.digest);
		});
	}

	test('commits a hypothesis that Git does not have yet together with the lock, since nobody could check it without', async () => {
		repository.write(`${folder}/hypothesis.md`, '# Hypothesis\n\nIt helps by a tenth.\n');
		repository.write('notes.txt', 'mine\n');
		const locked = await lockExperiment('exp-001', ports, signal);
		assert.ok(locked.ok);
		assert.deepEqual(repository.git('show', '--name-only', '--format=').trim().split('\n'), [`${folder}/hypothesis.md`, methodology]);
		assert.equal(repository.git('status', '--porcelain'), '?? notes.txt\n');
	});

	test('does not lock what already has a run', async () => {
		repository.write('in/samples.jsonl', samplesText(1));
		assert.ok((await recordRun({ experiment: 'exp-001', variant: 'v1', samplesFile: 'in/samples.jsonl' }, ports, signal)).ok);
		assert.equal(await refusal(), 'runs-before-lock');
	});

	test('locks after attempts that failed before they measured anything, and not after one that measured', async () => {
		for (const status of ['failed', 'cancelled'] as const)
			assert.ok((await recordRun({ experiment: 'exp-001', variant: 'v1', status }, ports, signal)).ok);
		assert.ok((await lockExperiment('exp-001', ports, signal)).ok);
	});

	test('does not lock after a failed run that measured something', async () => {
		repository.write('in/samples.jsonl', samplesText(1));
		const attempt = { experiment: 'exp-001', variant: 'v1', status: 'failed', samplesFile: 'in/samples.jsonl' } as const;
		assert.ok((await recordRun(attempt, ports, signal)).ok);
		assert.equal(await refusal(), 'runs-before-lock');
	});

	for (const [what, path, change, kind] of [
		['has no hypothesis', methodology, (text: string) => text.replace(/^hypothesis:.*\n/m, ''), 'incomplete-plan'],
		['has no metric', methodology, (text: string) => text.replace(/^metrics:\n.*\n/m, ''), 'incomplete-plan'],
		['has a mistake in it', methodology, (text: string) => `${text}colour: red\n`, 'methodology-unreadable'],
	] as const) {
		test(`does not lock a plan that ${what}`, async () => {
			repository.write(path, change(repository.read(path)));
			assert.equal(await refusal(), kind);
		});
	}

	test('counts a default that is spelled out as the same plan, and another value as another', () => {
		const digestOf = (more: string): string => {
			const { value } = parseExperiment(methodology, `id: exp-001\nmetrics: {a: {goal: maximize}}\n${more}`);
			assert.ok(value);
			return lockDigest(value, 'It helps.');
		};
		assert.equal(digestOf('decision: {alpha: 0.05}'), digestOf('owner: Ana'));
		assert.notEqual(digestOf('decision: {alpha: 0.1}'), digestOf(''));
		assert.notEqual(digestOf('dataset: {path: a}'), digestOf(''));
		assert.notEqual(digestOf('seeds: [1, 2]'), digestOf('seeds: [1, 2, 3]'));
		assert.notEqual(digestOf('dataset: {path: a, size: 40}'), digestOf('dataset: {path: a, size: 41}'));
	});

	test('still holds where an earlier version locked it without its seeds', () => {
		const planOf = (more: string): Experiment => {
			const { value } = parseExperiment(methodology, `id: exp-001\nmetrics: {a: {goal: maximize}}\n${more}`);
			assert.ok(value);
			return value;
		};
		const earlier = lockDigest(planOf(''), 'It helps.');
		assert.equal(holdsLock(planOf('seeds: [1, 2]'), 'It helps.', earlier), true);
		assert.equal(holdsLock(planOf('decision: {alpha: 0.1}'), 'It helps.', earlier), false);
		assert.equal(holdsLock(planOf(''), 'It helps.', lockDigest(planOf('seeds: [1, 2]'), 'It helps.')), false);
	});
});
