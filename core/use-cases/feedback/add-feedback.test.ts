import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { compareReferences } from '../../judging/compare/compare-references.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { verifyWorkspace } from '../verify/verify-workspace.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { addFeedback } from './add-feedback.ts';
import type { FeedbackPlan, FeedbackRequest } from './add-feedback.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { loadFeedback } from '../../workspace/runs/load-feedback.ts';
import { recordRun } from '../record/record-run.ts';

const signal = new AbortController().signal;

suite('addFeedback', () => {
	let repository: TemporaryRepository;
	let ports: Ports;
	let run: string;
	let folder: string;

	setup(async () => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		ports = createPorts(repository.root);
		({ id: run, folder } = await record('v1'));
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function record(variant: string): Promise<{ readonly id: string; readonly folder: string }> {
		const recorded = await recordRun({ experiment: 'exp-001', variant, samplesFile: 'in/samples.jsonl' }, ports, signal);
		if (!recorded.ok) assert.fail(JSON.stringify(recorded.failure));
		return { id: recorded.value.record.id, folder: recorded.value.folder };
	}

	async function add(request: Partial<FeedbackRequest>, on: Ports = ports): Promise<Written<FeedbackPlan>> {
		const added = await addFeedback({ run, case: 'a', ...request }, on, signal);
		if (!added.ok) assert.fail(JSON.stringify(added.failure));
		return added.value;
	}

	async function refusal(request: Partial<FeedbackRequest>): Promise<{ readonly kind: string; readonly words: string }> {
		const head = repository.git('rev-parse', 'HEAD');
		const added = await addFeedback({ run, case: 'a', ...request }, ports, signal);
		if (added.ok) assert.fail(`It was added to ${added.value.path}.`);
		assert.equal(repository.git('rev-parse', 'HEAD'), head);
		assert.equal(existsSync(join(repository.root, folder, 'feedback.jsonl')), false);
		const { what, why, action } = describeFailure(added.failure);
		return { kind: added.failure.kind, words: `${what} ${why} ${action}` };
	}

	test('adds one line in the name of the Git identity and commits that file alone', async () => {
		repository.write('notes.txt', 'mine');
		repository.git('add', 'notes.txt');
		const added = await add({ score: 4, label: ' good ', comment: 'Short, “exact”\nand kind.' });
		const { at, ...said } = added.feedback;
		assert.match(at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		assert.deepEqual(said, { case: 'a', score: 4, label: 'good', comment: 'Short, “exact”\nand kind.', by: 'Ana <ana@example.com>' });
		assert.equal(added.path, `${folder}/feedback.jsonl`);
		assert.equal(repository.read(added.path), `${JSON.stringify(added.feedback)}\n`);
		assert.equal(repository.git('show', '--format=', '--name-only').trim(), added.path);
		assert.equal(repository.git('log', '-1', '--format=%B').trim(), `feedback(exp-001): v1 case a\n\nStagemark-Run: ${run}`);
		assert.equal(repository.git('diff', '--cached', '--name-only').trim(), 'notes.txt', 'what the user has staged stays staged');
	});

	test('only appends: what was said before stays, and the last word of a person counts', async () => {
		await add({ score: 1 });
		const { path } = await add({ score: 5, comment: 'On second thought' });
		assert.equal(repository.read(path).trim().split('\n').length, 2);
		const { feedback, problems } = await loadFeedback(ports.files, { folder }, signal);
		assert.deepEqual([feedback.map(({ score }) => score), problems], [[5], []]);
	});

	test('leaves the commit to the user where the configuration says so', async () => {
		repository.write('stagemark.yaml', 'git: {commit: false}\n');
		repository.commitAll('By hand');
		const { applied, path } = await add({ score: 3 });
		assert.deepEqual([applied.commit, applied.uncommitted], [undefined, 'setting']);
		assert.match(repository.read(path), /"score":3/);
	});

	test('loses nothing when several windows write at once', async () => {
		const others = [createPorts(repository.root), createPorts(repository.root)];
		try {
			await Promise.all(
				[ports, ...others].map((window, index) => add({ case: index % 2 === 0 ? 'a' : 'b', label: `window-${index}` }, window)),
			);
		} finally {
			for (const window of others) window.git.dispose();
		}
		const lines = repository.read(`${folder}/feedback.jsonl`).trim().split('\n');
		assert.deepEqual(lines.map(line => /window-\d/.exec(line)?.[0]).sort(), ['window-0', 'window-1', 'window-2']);
		assert.equal(repository.git('status', '--porcelain').trim(), '');
	});

	test('does not continue a last line that was cut off', async () => {
		const { path } = await add({ score: 2 });
		repository.write(path, `${repository.read(path)}{"case":"b","sco`);
		await add({ case: 'b', score: 4 });
		const { feedback, problems } = await loadFeedback(ports.files, { folder }, signal);
		assert.deepEqual(
			feedback.map(entry => [entry.case, entry.score]),
			[
				['a', 2],
				['b', 4],
			],
		);
		assert.deepEqual(
			problems.map(problem => problem.line),
			[2],
		);
	});

	test('refuses what says nothing, no number, and a credential', async () => {
		assert.equal(
			(await refusal({ label: ' ', comment: '\n' })).words,
			'This feedback is empty. It has no score, label or comment. Add at least one of them.',
		);
		assert.equal((await refusal({ score: Number.NaN })).kind, 'invalid-score');
		assert.equal((await refusal({ score: Number.POSITIVE_INFINITY })).kind, 'invalid-score');
		const { words } = await refusal({ comment: `key ${['ghp', 'a1B2'.repeat(9)].join('_')}` });
		assert.match(words, /^Found what looks like a credential \(.+\) in comment\./);
	});

	test('refuses a case that the run has no answer to', async () => {
		const { words } = await refusal({ case: 'z', score: 1 });
		assert.equal(
			words,
			`The run ${run} has no answer to the case “z”. No line of samples.jsonl beside the run has this case. Check the case id.`,
		);
	});

	test('says that a run is gone whose folder was deleted, and does not make it again', async () => {
		rmSync(join(repository.root, folder), { recursive: true });
		assert.equal((await refusal({ score: 1 })).kind, 'no-such-run');
		assert.equal(existsSync(join(repository.root, folder)), false);
	});

	test('asks for an identity instead of writing for nobody', async () => {
		repository.git('config', 'user.name', '');
		repository.git('config', 'user.email', '');
		repository.git('config', 'user.useConfigOnly', 'true');
		assert.equal((await refusal({ score: 1 })).kind, 'no-identity');
	});

	test('changes nothing about the run: comparing, verifying and recording go on as before', async () => {
		const { id: other } = await record('v2');
		await add({ score: 2 });
		await add({ run: other, score: 5 });
		const facts = await loadWorkspace(ports.files, ports.git, signal);
		const compared = await compareReferences(['exp-001'], {}, { facts, files: ports.files, signal });
		assert.ok(compared.ok);
		assert.equal(compared.value.warnings, undefined);
		assert.deepEqual(
			compared.value.metrics.map(({ name, baseline, value }) => [name, baseline?.mean, value?.mean]),
			[
				['pass_rate', 0.5, 0.5],
				['human_rating', 2, 5],
			],
		);
		const verified = await verifyWorkspace({ facts, files: ports.files, git: ports.git, signer: ports.signer }, undefined, signal);
		assert.deepEqual(verified.problems, []);
		const next = await record('v2');
		assert.match(repository.read(`${next.folder}/run.json`), /"dirty": false/);
	});
});
