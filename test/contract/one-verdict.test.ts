import assert from 'node:assert/strict';
import { PrimaryVerdicts } from '../../core/judging/compare/primary-verdicts.ts';
import { compareReferences } from '../../core/judging/compare/compare-references.ts';
import { comparisonReport } from '../../core/judging/compare/report/comparison-report.ts';
import { completeExperiment } from '../../core/use-cases/experiment/complete-experiment.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import { recordRun } from '../../core/use-cases/record/record-run.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { createPorts } from '../../io/node-ports.ts';
import { WorkerTokenCounter } from '../../io/tokens/worker-token-counter.ts';
import type { CodeLensSubject } from '../../language-server/features/editing/editing-service.ts';
import { createLanguageService } from '../../language-server/create-language-service.ts';
import { runCommandLine } from '../support/command-line.ts';
import { writeSampleWorkspace } from '../support/sample-workspace.ts';
import { TemporaryRepository } from '../support/temporary-repository.ts';

const signal = new AbortController().signal;
const folder = 'experiments/2025-01/exp-001-care';
const methodology = `${folder}/methodology.yaml`;

/** Scores of twelve cases, a change of the plan in between, and the verdict that all must tell. */
const table: readonly (readonly [
	title: string,
	before: readonly number[],
	after: readonly number[],
	words: RegExp,
	change?: (text: string) => string,
])[] = [
	['an improvement', Array.from({ length: 12 }, () => 0), Array.from({ length: 12 }, () => 1), /^Improved$/],
	['a regression', Array.from({ length: 12 }, () => 1), Array.from({ length: 12 }, () => 0), /^Regressed$/],
	['too few cases', [0, 0], [1, 1], /^Not enough data · 2 cases, at least 6 needed$/],
	['another dataset', Array.from({ length: 12 }, () => 0), Array.from({ length: 12 }, () => 1), /^Not comparable · different dataset$/],
];

suite('a verdict', function () {
	this.timeout(60_000);
	let repository: TemporaryRepository;
	let ports: Ports;

	setup(() => {
		repository = TemporaryRepository.create();
		writeSampleWorkspace(repository);
		// Of two runs in the same second neither is the newer one.
		let seconds = 0;
		const now = (): string => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString().replace('.000Z', 'Z');
		const real = createPorts(repository.root);
		ports = { ...real, clock: { ...real.clock, now } };
	});

	teardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	async function record(variant: string, scores: readonly number[], seed?: number): Promise<void> {
		const lines = scores.map((score, index) => JSON.stringify({ case: `c${index}`, scores: { pass_rate: score } }));
		repository.write('in/samples.jsonl', `${lines.join('\n')}\n`);
		repository.commitAll('The samples');
		assert.ok(
			(
				await recordRun(
					{ experiment: 'exp-001', variant, samplesFile: 'in/samples.jsonl', ...(seed !== undefined && { seed }) },
					ports,
					signal,
				)
			).ok,
		);
	}

	async function codeLensTitle(variant: string): Promise<string> {
		return await lensTitle(methodology, { kind: 'variant', variant });
	}

	async function lensTitle(path: string, subject: CodeLensSubject): Promise<string> {
		const tokens = new WorkerTokenCounter();
		const service = createLanguageService({ ...ports, tokens, log: () => undefined });
		const lens = await service.describeCodeLens(path, subject, signal);
		tokens.dispose();
		return lens?.title ?? '';
	}

	for (const [title, runs, words] of [
		[
			'of one seed the newest run',
			[
				[1, [0, 1]],
				[1, [1, 1]],
			],
			'100.0 %',
		],
		[
			'of three runs of one seed the newest',
			[
				[1, [1, 1]],
				[1, [0, 0]],
				[1, [1, 0]],
			],
			'50.0 %',
		],
		[
			'of two seeds the newest run of each',
			[
				[1, [0, 0]],
				[2, [1, 0]],
				[1, [1, 1]],
			],
			'75.0 %',
		],
	] as const) {
		test(`${title} counts in the means of code lenses`, async () => {
			for (const [seed, scores] of runs) await record('v1', scores, seed);
			assert.match(await codeLensTitle('v1'), new RegExp(`· pass_rate ${words}`));
			assert.match(await lensTitle('prompts/code-generator-v1.0.0.j2', { kind: 'prompt' }), new RegExp(`· best pass_rate ${words}`));
		});
	}

	for (const [title, before, after, words] of table) {
		test(`of ${title} is told in the same words by table, tree, code lens, command line and conclusion`, async () => {
			await record('v1', before);
			if (title === 'another dataset') repository.write('datasets/cases.jsonl', '{"case": "z"}\n');
			await record('v2', after);
			const facts = await loadWorkspace(ports.files, ports.git, signal);
			const access = { facts, files: ports.files, signal };
			const compared = await compareReferences(['exp-001'], {}, access);
			assert.ok(compared.ok);
			const [metric] = compared.value.metrics;
			assert.match(metric?.words ?? '', words);
			const verdict = metric?.words ?? '';

			assert.equal(comparisonReport(compared.value).rows[0]?.verdict, verdict, 'panel and exports');

			const [summary] = facts.experiments;
			assert.ok(summary);
			const { runs } = await loadRuns(ports.files, folder, signal);
			const [ofTree] = await new PrimaryVerdicts().get(
				summary,
				runs.map(run => run.record),
				access,
			);
			assert.deepEqual([ofTree?.variant, ofTree?.words, ofTree?.delta], ['v2', verdict, metric?.delta ?? null], 'tree');

			const lens = await codeLensTitle('v2');
			assert.ok(lens.includes(` · ${verdict}`), `code lens: ${lens}`);

			const { stdout } = runCommandLine(repository.root, ['compare', 'exp-001']);
			assert.ok(stdout.includes(`  ${verdict}\n`), stdout);
			assert.ok(stdout.includes(compared.value.comparability), stdout);

			assert.ok((await completeExperiment('exp-001', ports, signal)).ok);
			const conclusion = repository.read(`${folder}/conclusion.md`);
			assert.ok(conclusion.includes(`Verdict: ${verdict}.`), conclusion);
			assert.equal(repository.git('log', '-1', '--format=%s').trim(), `complete(exp-001): pass_rate of exp-001/v2: ${verdict}`);
		});
	}

	test('is worked out again when a run comes, and not in passing for more than 20 MB of samples', async () => {
		await record('v1', [0, 0]);
		await record('v2', [1, 1]);
		const verdicts = new PrimaryVerdicts();
		const ask = async (): Promise<readonly string[]> => {
			const facts = await loadWorkspace(ports.files, ports.git, signal);
			const { runs } = await loadRuns(ports.files, folder, signal);
			const [summary] = facts.experiments;
			assert.ok(summary);
			return (
				await verdicts.get(
					summary,
					runs.map(run => run.record),
					{ facts, files: ports.files, signal },
				)
			).map(({ words }) => words);
		};
		assert.deepEqual(await ask(), ['Not enough data · 2 cases, at least 6 needed']);
		await record(
			'v1',
			Array.from({ length: 12 }, () => 0),
		);
		await record(
			'v2',
			Array.from({ length: 12 }, () => 1),
		);
		assert.deepEqual(await ask(), ['Improved']);
		const { runs } = await loadRuns(ports.files, folder, signal);
		repository.write(`${runs[0]?.folder ?? ''}/samples.jsonl`, `${' '.repeat(1023)}\n`.repeat(21 * 1024));
		await record('v2', [1, 1]);
		assert.deepEqual(await ask(), []);
	});
});
