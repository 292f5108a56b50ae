import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Ports } from '../../ports/ports.ts';
import { importRuns } from './import-runs.ts';
import type { ImportOutcome, ImportPlan, ImportRequest } from './import-request.ts';
import { planImport } from './plan-import.ts';

const signal = new AbortController().signal;
const silent = (): void => undefined;
const fakeKey = `sk-proj-${'a1B2'.repeat(10)}`;

/** Two prompts of promptfoo, of which the second has the very text of version 2.0.0. */
function promptfooFile(config: object = {}): string {
	const row = (promptIdx: number, success: boolean): object => ({
		promptIdx,
		testIdx: 0,
		testCase: { description: 'first' },
		provider: { id: 'openai:gpt-4o' },
		prompt: { label: ['old', 'new'][promptIdx] },
		success,
		score: Number(success),
		failureReason: 0,
		response: { output: 'x' },
		vars: { spec: 's' },
	});
	return JSON.stringify({
		evalId: 'eval-1',
		results: {
			version: 3,
			timestamp: '2025-01-31T10:30:00Z',
			prompts: [
				{ raw: 'Write code: {{ spec }}', label: 'old', provider: 'openai:gpt-4o' },
				{ raw: 'Write with care: {{ spec }}', label: 'new', provider: 'openai:gpt-4o' },
			],
			results: [row(0, false), row(1, true)],
		},
		config: { providers: [{ id: 'openai:gpt-4o', config }] },
	});
}

suite('planImport and importRuns', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write('in/results.json', promptfooFile());
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function withPlan<Value>(request: Partial<ImportRequest>, work: (plan: ImportPlan) => Promise<Value>): Promise<Value> {
		const planned = await planImport({ from: 'in/results.json', experiment: 'exp-001', ...request }, ports, silent, signal);
		if (!planned.ok) assert.fail(JSON.stringify(planned.failure));
		try {
			return await work(planned.value);
		} finally {
			await planned.value.folder.dispose();
			assert.ok(!existsSync(planned.value.folder.absolutePath));
		}
	}

	function recorded(request: Partial<ImportRequest>): Promise<ImportOutcome> {
		return withPlan(request, plan => importRuns(plan, ports, silent, signal));
	}

	async function refusal(request: Partial<ImportRequest>): Promise<string> {
		const before = repository.git('rev-parse', 'HEAD') + repository.git('status', '--porcelain', '--', 'experiments');
		const planned = await planImport({ from: 'in/results.json', experiment: 'exp-001', ...request }, ports, silent, signal);
		assert.ok(!planned.ok);
		assert.equal(repository.git('rev-parse', 'HEAD') + repository.git('status', '--porcelain', '--', 'experiments'), before);
		const { what, why, action } = describeFailure(planned.failure);
		return `${what} ${why} ${action}`;
	}

	test('a prompt with the text of a variant is that variant, and its hash is recorded', async () => {
		const { recorded: runs } = await recorded({ variants: { old: 'v1' } });
		const [v1, v2] = runs.map(({ record }) => record);
		assert.equal(v1?.variant, 'v1');
		assert.equal(v1.prompt?.sha256, null);
		assert.equal(v2?.variant, 'v2');
		assert.match(v2.prompt?.sha256 ?? '', /^[0-9a-f]{64}$/);
		assert.deepEqual([v2.model, v2.parameters, v2.dataset, v2.git, v2.ended_at], ['openai:gpt-4o', {}, null, null, null]);
		assert.deepEqual(v2.environment, { os: 'unknown', runtime: {}, lockfiles: {} });
		const message = repository.git('log', '-1', '--format=%B');
		assert.match(message, /^record\(exp-001\): 2 runs from promptfoo\n/);
		assert.deepEqual(
			[...message.matchAll(/^Stagemark-Run: (.+)$/gm)].map(([, id]) => id),
			runs.map(({ record }) => record.id),
		);
		assert.equal(repository.git('status', '--porcelain', '--', 'experiments'), '');
	});

	test('with a variant named, runs that clearly belong to another are left out', async () => {
		await withPlan({ variant: 'v1' }, plan => {
			assert.deepEqual(
				plan.runs.map(({ label, target }) => [label, target.variantName]),
				[['old [openai:gpt-4o]', 'v1']],
			);
			assert.deepEqual(plan.leftOut, [
				{ label: 'new [openai:gpt-4o]', why: 'It is a run of “v2”, and only runs of “v1” were requested.' },
			]);
			return Promise.resolve();
		});
	});

	test('a run that fits no variant is asked about', async () => {
		assert.equal(
			await refusal({}),
			'The variant of “old [openai:gpt-4o]” in “exp-001” is unknown. The variants are “v1”, “v2”, and no name or prompt of the imported runs matches one of them. Name the variant, map single runs (NAME=VARIANT), or choose the runs to import.',
		);
	});

	test('runs are chosen by name, and a misspelt name is asked back', async () => {
		const { recorded: runs } = await recorded({ only: ['new [openai:gpt-4o]'] });
		assert.deepEqual(
			runs.map(({ record }) => record.variant),
			['v2'],
		);
		assert.match(await refusal({ only: ['new [openai:gpt-4]'] }), /Did you mean “new \[openai:gpt-4o\]”\?$/);
	});

	test('the second import of the same content records nothing and says as what it is known', async () => {
		const { recorded: runs } = await recorded({ variant: 'v2' });
		const [first] = runs;
		await withPlan({ variant: 'v2' }, plan => {
			assert.equal(plan.runs.length, 0);
			assert.ok(plan.duplicates.some(({ run }) => run === first?.record.id));
			return Promise.resolve();
		});
	});

	test('the same run with other content is recorded anew, and said', async () => {
		await recorded({ variant: 'v2' });
		repository.write('in/results.json', promptfooFile({ temperature: 0.1 }));
		await withPlan({ variant: 'v2' }, plan => {
			assert.equal(plan.runs.length, 2);
			assert.match(plan.warnings.join('\n'), /it was recorded as \S+ with different content, so it is recorded again/);
			return Promise.resolve();
		});
	});

	test('a credential in a parameter is refused with its place, and nothing is recorded', async () => {
		repository.write('in/results.json', promptfooFile({ extra: fakeKey }));
		assert.match(
			await refusal({ variant: 'v1' }),
			/^Found what looks like a credential \(OpenAI API key\) in parameters\.extra of “old \[openai:gpt-4o\]”\./,
		);
	});

	test('a credential in a sample is refused with its line', async () => {
		repository.write('in/a.csv', `id,answer,ok\n1,fine,1\n2,${fakeKey},1\n`);
		assert.match(await refusal({ from: 'in/a.csv', variant: 'v1' }), /in line 2 of run-0\/samples\.jsonl of “a\.csv”/);
	});

	test('cancelled before the commit, it records nothing and names what is missing', async () => {
		const controller = new AbortController();
		const head = repository.git('rev-parse', 'HEAD');
		await withPlan({ variants: { old: 'v1' } }, async plan => {
			const outcome = await importRuns(plan, ports, () => controller.abort(), controller.signal);
			assert.deepEqual(outcome.stopped, { kind: 'cancelled' });
			assert.deepEqual([outcome.recorded.length, outcome.missing], [0, ['old [openai:gpt-4o]', 'new [openai:gpt-4o]']]);
		});
		assert.equal(repository.git('status', '--porcelain', '--', 'experiments'), '');
		assert.equal(repository.git('rev-parse', 'HEAD'), head);
		assert.equal((await recorded({ variants: { old: 'v1' } })).recorded.length, 2);
	});

	test('when Git refuses the commit, no run of the import is left behind', async () => {
		await recorded({ only: ['new [openai:gpt-4o]'] });
		repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
		chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
		repository.write('in/results.json', promptfooFile({ temperature: 0.1 }));
		const outcome = await recorded({ variants: { old: 'v1' } });
		assert.deepEqual([outcome.recorded, outcome.stopped?.kind, outcome.missing.length], [[], 'failed', 2]);
		assert.equal(repository.git('status', '--porcelain', '--', 'experiments'), '');
	});

	test('a run without any result is left out with the reason', async () => {
		repository.write('in/mlruns/1/aaa/meta.yaml', 'run_id: aaa\nartifact_uri: file:///gone\nlifecycle_stage: active\nstatus: 3\n');
		await withPlan({ from: 'in/mlruns', variant: 'v1' }, plan => {
			assert.deepEqual(plan.leftOut, [{ label: 'aaa', why: 'It has neither metrics nor samples.' }]);
			return Promise.resolve();
		});
	});

	test('experiments that DVC keeps in refs are read through Git alone', async () => {
		const head = repository.git('rev-parse', 'HEAD').trim();
		repository.write('dvc.yaml', 'metrics: [scores.json]\nparams: [params.yaml]\n');
		repository.write('scores.json', '{"pass_rate": 0.8, "by": {"easy": 1}}');
		repository.write('params.yaml', 'seed: 3\nlr: 0.1\n');
		const commit = repository.commitAll('An experiment');
		repository.git('update-ref', `refs/exps/${head.slice(0, 2)}/${head.slice(2)}/v2`, commit);
		repository.git('reset', '--quiet', '--hard', head);
		const { recorded: runs } = await recorded({ from: 'refs/exps' });
		const [run] = runs.map(({ record }) => record);
		assert.deepEqual(
			[run?.variant, run?.seed, run?.parameters, run?.metrics],
			['v2', 3, { lr: 0.1 }, { pass_rate: 0.8, 'by/easy': 1 }],
		);
		assert.deepEqual(run?.git, { commit: head, branch: null, dirty: null });
	});
});
