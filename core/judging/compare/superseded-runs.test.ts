import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiskFileStore } from '../../../io/files/file-store.ts';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { sha256Hex } from '../../base/sha256.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { createWorkspaceIndex } from '../../workspace/workspace-index.ts';
import { compareReferences } from './compare-references.ts';
import type { Comparison } from './comparison.ts';
import { comparisonToHtml, comparisonToMarkdown, comparisonToText } from './report/format-comparison.ts';

const methodology = `id: exp-001
variants:
  v1: {prompt: code-generator@1.0.0, baseline: true}
  v2: {prompt: code-generator@2.0.0}
metrics:
  rate: {primary: true}
run: {command: python evaluate.py}
`;

const strict = 'print("strict")\n';
const scoredBy = (text: string): Partial<RunRecord> => ({
	scorer: { name: 'evaluate.py', sha256: sha256Hex(text), files: [{ path: 'evaluate.py', sha256: sha256Hex(text) }] },
});

suite('runs in whose place others count', () => {
	let root: string;
	const files = new Map<string, string>();

	setup(() => {
		root = mkdtempSync(join(tmpdir(), 'stagemark-superseded-'));
		files.clear();
		write('experiments/exp-001/methodology.yaml', methodology);
		write('evaluate.py', strict);
	});

	teardown(() => rmSync(root, { recursive: true, force: true }));

	function write(path: string, text: string): void {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
		files.set(path, text);
	}

	/** Records a run over so many cases, of which the first `passes` pass. */
	function record(
		number: number,
		variant: string,
		[cases, passes]: readonly [number, number],
		replaced: Partial<RunRecord> = {},
	): string {
		const run = exampleRun(number, { variant, prompt: examplePrompt(`${variant.slice(1)}.0.0`), seed: 1, ...replaced });
		const folder = `experiments/exp-001/runs/${run.id}`;
		write(`${folder}/run.json`, JSON.stringify(run));
		const lines = Array.from({ length: cases }, (_, index) =>
			JSON.stringify({ case: index, scores: { rate: Number(index < passes) } }),
		);
		write(`${folder}/samples.jsonl`, `${lines.join('\n')}\n`);
		return run.id;
	}

	async function compare(...references: readonly string[]): Promise<Comparison> {
		const index = createWorkspaceIndex(parseConfig(undefined));
		for (const [path, text] of files) index.update(path, text);
		const access = { facts: index, files: new DiskFileStore(root), signal: new AbortController().signal };
		const compared = await compareReferences(references, {}, access);
		assert.ok(compared.ok, JSON.stringify(compared));
		return compared.value;
	}

	const meansOf = ({ metrics: [metric] }: Comparison): readonly unknown[] => [metric?.baseline?.mean, metric?.value?.mean, metric?.pairs];

	test('two scorers are not averaged: that of the plan counts, although it is older', async () => {
		record(1, 'v1', [10, 5], scoredBy(strict));
		const kept = record(2, 'v2', [10, 4], scoredBy(strict));
		const lenient = record(3, 'v2', [10, 10], scoredBy('print("lenient")\n'));
		const comparison = await compare('exp-001');
		assert.deepEqual(meansOf(comparison), [0.5, 0.4, 10]);
		assert.deepEqual(comparison.superseded, [{ side: 'exp-001/v2', run: lenient, by: [kept], reason: 'other-scorer', remaining: 0 }]);
		assert.equal(comparison.comparable, true);
	});

	test('a run that was scored again gives way, and every report says so', async () => {
		record(1, 'v1', [10, 5], scoredBy(strict));
		const origin = record(2, 'v2', [10, 10], scoredBy('old'));
		const rescored = record(3, 'v2', [10, 6], { ...scoredBy(strict), rescored_from: origin });
		const comparison = await compare('exp-001');
		assert.deepEqual(meansOf(comparison), [0.5, 0.6, 10]);
		const line = `exp-001/v2: ${origin} is superseded by ${rescored}: scored again.`;
		assert.ok(comparisonToText(comparison).includes(line));
		assert.ok(comparisonToMarkdown(comparison).includes(`${origin} is superseded by ${rescored}`));
		assert.ok(comparisonToHtml(comparison).includes(line));
	});

	test('the same seed run again counts once', async () => {
		record(1, 'v1', [10, 5]);
		record(2, 'v2', [10, 2]);
		record(3, 'v2', [10, 8]);
		const comparison = await compare('exp-001');
		assert.deepEqual(meansOf(comparison), [0.5, 0.8, 10]);
		assert.equal(comparison.superseded?.[0]?.reason, 'run-again');
	});

	test('a run over 41 cases counts after one over 40, and the sides are comparable', async () => {
		const grown = { dataset: { path: 'd.jsonl', sha256: 'b'.repeat(64), cases: 41 } };
		record(1, 'v1', [40, 20]);
		record(2, 'v2', [40, 10]);
		record(3, 'v1', [41, 20], grown);
		record(4, 'v2', [41, 41], grown);
		const comparison = await compare('exp-001');
		assert.deepEqual([meansOf(comparison)[1], meansOf(comparison)[2], comparison.comparable], [1, 41, true]);
		assert.equal(comparison.superseded?.length, 2);
	});

	test('cases that a newer run does not have still count in the older one', async () => {
		record(1, 'v1', [40, 20]);
		const older = record(2, 'v2', [40, 0]);
		const newer = record(3, 'v2', [10, 10]);
		const comparison = await compare('exp-001');
		assert.deepEqual(meansOf(comparison), [0.5, 0.25, 40]);
		assert.ok(
			comparisonToText(comparison).includes(`${older} is superseded by ${newer}: the same seed was run again, except for 30 cases.`),
		);
	});

	test('a run that is named by its id counts whatever came after it', async () => {
		const older = record(2, 'v2', [10, 0]);
		const newer = record(3, 'v2', [10, 10]);
		const comparison = await compare(older, newer);
		assert.deepEqual([meansOf(comparison), comparison.superseded], [[0, 1, 10], undefined]);
	});

	test('repeats without a seed are averaged', async () => {
		record(1, 'v1', [10, 5], { seed: null });
		record(2, 'v2', [10, 2], { seed: null });
		record(3, 'v2', [10, 8], { seed: null });
		assert.deepEqual(meansOf(await compare('exp-001')), [0.5, 0.5, 10]);
	});
});
