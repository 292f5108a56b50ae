import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiskFileStore } from '../../../io/files/file-store.ts';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import type { Result } from '../../base/result.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { parseConfig } from '../../formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../workspace/workspace-index.ts';
import type { CompareFailure } from './compare-failure.ts';
import { compareReferences } from './compare-references.ts';
import type { Comparison } from './comparison.ts';

const methodology = `id: exp-001
name: Prompt v2 vs v1
variants:
  v1: {prompt: code-generator@1.0.0, baseline: true}
  v2: {prompt: code-generator@2.0.0}
  v3: {prompt: code-generator@3.0.0}
metrics:
  rate: {primary: true}
`;
const prompt = (version: string): string => `---\nname: code-generator\nversion: ${version}\n---\nWrite code.\n`;

suite('comparing by reference', () => {
	let root: string;
	const files = new Map<string, string>();

	setup(() => {
		root = mkdtempSync(join(tmpdir(), 'stagemark-compare-'));
		files.clear();
		write('experiments/exp-001/methodology.yaml', methodology);
		write('prompts/code-generator-v1.0.0.j2', prompt('1.0.0'));
		write('prompts/code-generator-v2.0.0.j2', prompt('2.0.0'));
		write('prompts/code-generator-v3.0.0.j2', prompt('3.0.0'));
	});

	teardown(() => rmSync(root, { recursive: true, force: true }));

	function write(path: string, text: string): void {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), text);
		files.set(path, text);
	}

	/** Records a run of ten cases of which the first `passes` pass. */
	function record(number: number, variant: string, passes: number, replaced: Partial<RunRecord> = {}): string {
		const experiment = replaced.experiment ?? 'exp-001';
		const run = exampleRun(number, { variant, prompt: examplePrompt(`${variant.slice(1)}.0.0`), seed: number % 10, ...replaced });
		const folder = `experiments/${experiment}/runs/${run.id}`;
		write(`${folder}/run.json`, JSON.stringify(run));
		const lines = Array.from({ length: 10 }, (_, index) => JSON.stringify({ case: index, scores: { rate: Number(index < passes) } }));
		write(`${folder}/samples.jsonl`, `${lines.join('\n')}\n`);
		return run.id;
	}

	function compare(references: readonly string[], baseline?: string): Promise<Result<Comparison, CompareFailure>> {
		const index = createWorkspaceIndex(parseConfig(undefined));
		for (const [path, text] of files) index.update(path, text);
		return compareReferences(
			references,
			{ baseline },
			{ facts: index, files: new DiskFileStore(root), signal: new AbortController().signal },
		);
	}

	async function comparisonOf(references: readonly string[], baseline?: string): Promise<Comparison> {
		const compared = await compare(references, baseline);
		assert.ok(compared.ok, JSON.stringify(compared));
		return compared.value;
	}

	async function failureOf(references: readonly string[], baseline?: string): Promise<CompareFailure> {
		const compared = await compare(references, baseline);
		assert.ok(!compared.ok);
		return compared.failure;
	}

	test('slices come from the dataset that the runs recorded, and a changed dataset is a reservation', async () => {
		const rows = Array.from({ length: 10 }, (_, index) => JSON.stringify({ id: index, kind: index < 7 ? 'easy' : 'hard' })).join('\n');
		const plan = methodology.replace('metrics:', 'dataset: {path: data/cases.jsonl}\nslices: [kind]\nmetrics:');
		write('experiments/exp-001/methodology.yaml', plan);
		write('data/cases.jsonl', rows);
		const sha256 = createHash('sha256').update(rows).digest('hex');
		const dataset = { path: 'data/cases.jsonl', sha256, cases: 10 };
		record(10, 'v1', 10, { dataset });
		record(20, 'v2', 7, { dataset });
		const references = ['exp-001/v1', 'exp-001/v2'];
		const comparison = await comparisonOf(references);
		assert.deepEqual(
			comparison.slices.map(({ value, n, metrics }) => [value, n, metrics[0]?.delta]),
			[
				['easy', 7, 0],
				['hard', 3, -1],
			],
		);
		assert.deepEqual(comparison.reservations, []);
		write('data/cases.jsonl', rows.replace('hard', 'easy'));
		assert.match(
			(await comparisonOf(references)).reservations.join(),
			/^The slices by “kind” are those of data\/cases\.jsonl as it is now/,
		);
		rmSync(join(root, 'data/cases.jsonl'));
		assert.match(
			(await comparisonOf(references)).reservations.join(),
			/^Neither data\/cases\.jsonl nor a sample has a value of “kind”/,
		);
	});

	test('variants: the declared baseline comes first, whatever the order', async () => {
		record(1, 'v1', 2);
		record(11, 'v2', 9);
		const comparison = await comparisonOf(['exp-001/v2', 'exp-001/v1']);
		assert.deepEqual([comparison.baseline, comparison.candidates], ['exp-001/v1', ['exp-001/v2']]);
		assert.equal(comparison.title, 'exp-001 · Prompt v2 vs v1');
		assert.deepEqual(
			comparison.metrics.map(metric => [metric.name, metric.pairs, metric.words]),
			[['rate', 10, 'Improved']],
		);
	});

	test('an experiment: all its variants; one without runs says so', async () => {
		record(1, 'v1', 2);
		record(2, 'v1', 3);
		record(11, 'v2', 9);
		const comparison = await comparisonOf(['exp-001']);
		assert.deepEqual([comparison.baseline, ...comparison.candidates], ['exp-001/v1', 'exp-001/v2', 'exp-001/v3']);
		assert.deepEqual(
			comparison.sides.map(side => side.runs.length),
			[2, 1, 0],
		);
		assert.deepEqual(
			comparison.metrics.map(metric => metric.words),
			['Improved · also different: seeds', 'Not enough data · no runs yet'],
		);
	});

	test('another baseline: by label, by name of the variant, or as a further reference', async () => {
		record(1, 'v1', 2);
		record(11, 'v2', 9);
		record(21, 'v3', 9);
		for (const [references, baseline, expected] of [
			[['exp-001'], 'exp-001/v2', ['exp-001/v2', 'exp-001/v1', 'exp-001/v3']],
			[['exp-001'], 'v3', ['exp-001/v3', 'exp-001/v1', 'exp-001/v2']],
			[['exp-001/v3'], 'exp-001/v2', ['exp-001/v2', 'exp-001/v3']],
			[['exp-001/v3'], 'exp-001', ['exp-001/v1', 'exp-001/v3']],
		] as const) {
			const comparison = await comparisonOf(references, baseline);
			assert.deepEqual([comparison.baseline, ...comparison.candidates], expected);
		}
	});

	test('prompts: runs of that content or version, over all experiments', async () => {
		write(
			'experiments/exp-002/methodology.yaml',
			methodology.replace('exp-001', 'exp-002').replace('rate:', 'rate: {goal: minimize}\n  other:'),
		);
		record(1, 'v1', 2);
		record(2, 'v1', 2, { experiment: 'exp-002' });
		record(11, 'v2', 9);
		const comparison = await comparisonOf(['code-generator@1.0.0', 'code-generator@2.0.0']);
		assert.deepEqual([comparison.baseline, ...comparison.candidates], ['code-generator@1.0.0', 'code-generator@2.0.0']);
		assert.deepEqual(
			comparison.sides.map(side => [side.runs.length, side.experiment, side.variant]),
			[
				[2, undefined, undefined],
				[1, 'exp-001', 'v2'],
			],
		);
		assert.deepEqual(
			comparison.metrics.map(metric => [metric.name, metric.goal, metric.primary]),
			[
				['rate', 'maximize', true],
				['other', 'maximize', false],
			],
		);
	});

	test('a stage: the prompt that holds it', async () => {
		write(
			'registry/code-generator.yaml',
			'name: code-generator\nstages: {Production: 1.0.0}\nversions:\n  1.0.0: {source: prompts/code-generator-v1.0.0.j2, stage: Production}\n',
		);
		record(1, 'v1', 2);
		record(11, 'v2', 9);
		const comparison = await comparisonOf(['code-generator@Production', 'exp-001/v2']);
		assert.deepEqual([comparison.baseline, comparison.sides[0]?.prompt?.version], ['code-generator@Production', '1.0.0']);
	});

	test('single runs: by id, whatever became of them', async () => {
		const before = record(1, 'v1', 2);
		const after = record(11, 'v2', 9, { status: 'failed' });
		const comparison = await comparisonOf([before, after]);
		assert.deepEqual([comparison.baseline, ...comparison.candidates], [before, after]);
		assert.equal(comparison.metrics[0]?.pairs, 10);
	});

	test('labels lead to the same comparison again', async () => {
		record(1, 'v1', 2);
		record(11, 'v2', 9);
		const { baseline, candidates } = await comparisonOf(['exp-001', 'code-generator@2.0.0'], 'exp-001/v1');
		const again = await comparisonOf([baseline, ...candidates.filter(label => label !== 'exp-001/v3')], baseline);
		assert.deepEqual([again.baseline, again.candidates], ['exp-001/v1', ['exp-001/v2', 'code-generator@2.0.0']]);
	});

	test('failed and cancelled runs of a variant do not count', async () => {
		record(1, 'v1', 2);
		record(2, 'v1', 10, { status: 'cancelled' });
		record(11, 'v2', 9);
		assert.equal((await comparisonOf(['exp-001/v1', 'exp-001/v2'])).sides[0]?.runs.length, 1);
	});

	test('what could not be read is told with the comparison', async () => {
		const id = record(1, 'v1', 2);
		record(11, 'v2', 9);
		write(`experiments/exp-001/runs/${id}/samples.jsonl`, '{"case": 1, "scores": {"rate": 1}}\n{"case": 2, "scores": {"rate": NaN}}\n');
		write('experiments/exp-001/runs/20250131T105900Z-00003b/run.json', '{');
		const { warnings, metrics } = await comparisonOf(['exp-001/v1', 'exp-001/v2']);
		assert.equal(metrics[0]?.pairs, 1);
		assert.equal(warnings?.length, 2);
		assert.match(warnings[0] ?? '', /^experiments\/exp-001\/runs\/20250131T105900Z-00003b\/run\.json: This run record is not JSON/);
		assert.match(warnings[1] ?? '', /samples\.jsonl, line 2: NaN is neither a number/);
	});

	test('an unknown reference names what was meant and what there is', async () => {
		const failure = await failureOf(['exp-001/v1', 'exp-001/v22']);
		assert.deepEqual(failure, {
			kind: 'unknown-comparison-side',
			reference: 'exp-001/v22',
			suggestion: 'exp-001/v2',
			known: [
				'exp-001/v1',
				'exp-001/v2',
				'exp-001/v3',
				'exp-001',
				'code-generator@3.0.0',
				'code-generator@2.0.0',
				'code-generator@1.0.0',
			],
		});
	});

	test('an unknown run names runs', async () => {
		const id = record(1, 'v1', 2);
		const failure = await failureOf([`${id.slice(0, -1)}9`, 'exp-001/v2']);
		assert.ok(failure.kind === 'unknown-comparison-side');
		assert.deepEqual([failure.suggestion, failure.known], [id, [id]]);
	});

	for (const reference of ['../../etc/passwd', '--help', '', 'exp-001/../exp-001', 'constructor', 'exp-001/constructor']) {
		test(`"${reference}" is unknown and nothing else`, async () =>
			assert.equal((await failureOf([reference, 'exp-001/v1'])).kind, 'unknown-comparison-side'));
	}

	test('a variant without runs cannot be a side that was asked for', async () => {
		record(1, 'v1', 2);
		record(11, 'v2', 9, { status: 'failed' });
		assert.deepEqual(await failureOf(['exp-001/v1', 'exp-001/v2']), {
			kind: 'comparison-side-without-runs',
			side: 'exp-001/v2',
			unfinishedCount: 1,
		});
	});

	test('an experiment in which only the baseline has runs cannot be compared', async () => {
		record(1, 'v1', 2);
		assert.deepEqual(await failureOf(['exp-001']), { kind: 'comparison-side-without-runs', side: 'exp-001/v2', unfinishedCount: 0 });
	});

	test('one side is not enough, also when it is named twice', async () => {
		record(1, 'v1', 2);
		const failure = await failureOf(['exp-001/v1', ' exp-001/v1 ']);
		assert.ok(failure.kind === 'comparison-needs-two-sides');
		assert.deepEqual([failure.side, failure.others[0]], ['exp-001/v1', 'exp-001/v2']);
		assert.equal((await failureOf([])).kind, 'comparison-needs-two-sides');
	});

	test('a baseline that does not exist is refused like any reference', async () => {
		record(1, 'v1', 2);
		const failure = await failureOf(['exp-001/v1'], 'exp-009/v1');
		assert.equal(failure.kind, 'unknown-comparison-side');
	});
});
