import assert from 'node:assert/strict';
import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { writeSampleWorkspace } from '../../../test/support/sample-workspace.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { comparisonToCsv } from '../../judging/compare/report/format-comparison.ts';
import type { Ports } from '../../ports/ports.ts';
import { recordRun } from '../record/record-run.ts';
import { completeExperiment } from './complete-experiment.ts';
import type { CompletionPlan } from './complete-experiment.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { lockExperiment } from './lock-experiment.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const methodology = `${folder}/methodology.yaml`;

suite('completeExperiment', () => {
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		repository.write(methodology, `${repository.read(methodology)}hypothesis: Care pays.\nstatus: running # since Monday\nend_date:\n`);
		repository.write(`${folder}/conclusion.md`, '# Conclusion\n\nWe keep v1.\n');
		repository.commitAll('The plan');
		ports = createPorts(repository.root);
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	/** Twelve cases, of which v2 passes all and v1 none. */
	async function recordBoth(seed: number): Promise<void> {
		for (const [variant, score] of [
			['v1', 0],
			['v2', 1],
		] as const) {
			const lines = Array.from({ length: 12 }, (_, index) => JSON.stringify({ case: `c${index}`, scores: { pass_rate: score } }));
			repository.write(`../${variant}.jsonl`, lines.join('\n'));
			const recorded = await recordRun({ experiment: 'exp-001', variant, seed, samplesFile: `../${variant}.jsonl` }, ports, signal);
			assert.ok(recorded.ok);
		}
	}

	async function complete(): Promise<Written<CompletionPlan>> {
		const result = await completeExperiment('exp-001', ports, signal);
		if (!result.ok) assert.fail(JSON.stringify(result.failure));
		return result.value;
	}

	async function refusal(): Promise<string> {
		const before = repository.git('rev-parse', 'HEAD') + repository.git('status', '--porcelain', '--untracked-files=all');
		const result = await completeExperiment('exp-001', ports, signal);
		if (result.ok) assert.fail('It completed.');
		assert.equal(repository.git('rev-parse', 'HEAD') + repository.git('status', '--porcelain', '--untracked-files=all'), before);
		return result.failure.kind;
	}

	test('writes results and verdict in the words of the comparison, and commits these files alone', async () => {
		await recordBoth(1);
		repository.write('staged.txt', 'mine\n');
		repository.git('add', 'staged.txt');
		const { comparison, applied } = await complete();
		const [metric] = comparison.metrics;
		assert.ok(metric);
		const conclusion = repository.read(`${folder}/conclusion.md`);
		assert.match(conclusion, /^# Conclusion\n\nWe keep v1\.\n\n<!-- stagemark:results/);
		assert.match(conclusion, /^\| \*\*pass\\_rate ▲ \(primary\)\*\* \|/m);
		const sentence = `pass\\_rate ▲ (primary): exp-001/v2 has 100.0 % and exp-001/v1 0.0 %, a difference of +100.0 pts (95 % interval `;
		assert.ok(conclusion.includes(sentence), conclusion);
		assert.ok(conclusion.includes(`). Verdict: ${metric.words}.\n`), conclusion);
		assert.equal(repository.read(`${folder}/results/comparisons.csv`), comparisonToCsv(comparison));
		assert.deepEqual(JSON.parse(repository.read(`${folder}/results/metrics.json`)), {
			schema: 'stagemark/results/v1',
			experiment: 'exp-001',
			variants: {
				v1: { runs: 1, unfinished: 0, metrics: { pass_rate: { mean: 0, min: 0, max: 0, runs: 1 } } },
				v2: { runs: 1, unfinished: 0, metrics: { pass_rate: { mean: 1, min: 1, max: 1, runs: 1 } } },
			},
		});
		const today = ports.clock.now().slice(0, 10);
		assert.match(repository.read(methodology), new RegExp(`^status: completed # since Monday\\nend_date: ${today}$`, 'm'));
		assert.equal(applied.commit, repository.git('rev-parse', 'HEAD').trim());
		assert.equal(repository.git('log', '-1', '--format=%s').trim(), `complete(exp-001): pass_rate of exp-001/v2: ${metric.words}`);
		assert.deepEqual(
			repository.git('show', '--name-only', '--format=').trim().split('\n'),
			['conclusion.md', 'methodology.yaml', 'results/comparisons.csv', 'results/metrics.json'].map(name => `${folder}/${name}`),
		);
		assert.equal(repository.git('status', '--porcelain'), 'A  staged.txt\n');
		assert.equal(await refusal(), 'already-completed');
	});

	test('takes in more runs later, and keeps the end date and the prose', async () => {
		await recordBoth(1);
		await complete();
		repository.write(methodology, repository.read(methodology).replace(/^end_date: .*/m, 'end_date: 2025-02-01'));
		repository.write(`${folder}/conclusion.md`, `${repository.read(`${folder}/conclusion.md`)}\nAnd yet we keep v1.\n`);
		await recordBoth(2);
		await complete();
		assert.match(repository.read(methodology), /^end_date: 2025-02-01$/m);
		const conclusion = repository.read(`${folder}/conclusion.md`);
		assert.match(conclusion, /^# Conclusion\n\nWe keep v1\.\n[^]*\nAnd yet we keep v1\.\n$/);
		assert.equal(conclusion.match(/stagemark:results/g)?.length, 2);
		assert.match(conclusion, /2 runs/);
	});

	test('says whether the plan is the one that was locked', async () => {
		assert.ok((await lockExperiment('exp-001', ports, signal)).ok);
		await recordBoth(1);
		await complete();
		assert.match(repository.read(`${folder}/conclusion.md`), /The plan was locked before the first run and has not changed since\./);
		repository.write(methodology, repository.read(methodology).replace('Care pays', 'Care costs'));
		await complete();
		assert.match(
			repository.read(`${folder}/conclusion.md`),
			/After the plan was locked, the hypothesis changed, so the original plan does not cover this result\./,
		);
	});

	test('does not complete what has no runs, or a methodology with a mistake', async () => {
		assert.equal(await refusal(), 'comparison-side-without-runs');
		repository.write(methodology, `${repository.read(methodology)}colour: red\n`);
		assert.equal(await refusal(), 'methodology-unreadable');
	});

	test('takes every file back when a hook refuses the commit', async () => {
		await recordBoth(1);
		repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
		chmodSync(join(repository.root, '.git/hooks/pre-commit'), 0o755);
		assert.equal(await refusal(), 'hook-failed');
		assert.equal(repository.read(`${folder}/conclusion.md`), '# Conclusion\n\nWe keep v1.\n');
		assert.equal(existsSync(join(repository.root, folder, 'results/metrics.json')), false);
	});

	test('writes none of the files when one of them cannot be written', async () => {
		await recordBoth(1);
		repository.write(`${folder}/results`, 'a file where a folder must be\n');
		repository.commitAll('In the way');
		assert.equal(await refusal(), 'not-writable');
	});
});
