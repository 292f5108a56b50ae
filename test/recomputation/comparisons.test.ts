import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { runCommandLine } from '../support/command-line.ts';

const folder = join(process.cwd(), 'test/recomputation');

const dataSetSchema = z.object({
	name: z.string(),
	goals: z.record(z.string(), z.enum(['maximize', 'minimize'])),
	min_effect: z.number().optional(),
	baseline: z.array(z.looseObject({ case: z.string() })),
	candidate: z.array(z.looseObject({ case: z.string() })),
});
type DataSet = z.output<typeof dataSetSchema>;

const interval = z.tuple([z.number(), z.number()]);

/** What recompute.py says of a metric. */
const recomputedSchema = z.object({
	pairs: z.int(),
	dropped: z.int(),
	baseline: z.number(),
	value: z.number(),
	delta: z.number(),
	dz: z.number().nullable(),
	method: z.string(),
	/** Null where there are too many signs to try all. */
	p: z.number().nullable(),
	holm: z.number().optional(),
	ci: interval,
	effectiveGroups: z.number().optional(),
	tost: z.number().optional(),
	notWorse: z.number().optional(),
	notGreater: z.number().optional(),
});

const printedSchema = z.object({
	metrics: z.array(
		z.looseObject({
			name: z.string(),
			baseline: z.object({ mean: z.number() }),
			value: z.object({ mean: z.number() }),
			pairs: z.int(),
			dropped: z.int(),
			delta: z.number(),
			ci: interval,
			interval_method: z.string(),
			p: z.number(),
			p_adjusted: z.number().nullable(),
			/** Only where answers are missing or in error. */
			bounds: z.unknown(),
			method: z.string(),
			effect: z.object({ name: z.string(), value: z.number().nullable() }),
			verdict: z.string(),
			not_worse: z.boolean(),
		}),
	),
});
type Printed = z.output<typeof printedSchema>['metrics'][number];
type Recomputed = z.output<typeof recomputedSchema>;

const dataSets = z.array(dataSetSchema).parse(JSON.parse(readFileSync(join(folder, 'data-sets.json'), 'utf8')));

/** Numbers that were compared, by what they are. */
const compared = new Map<string, number>();

function agree(what: string, printed: number, recomputed: number): void {
	compared.set(what, (compared.get(what) ?? 0) + 1);
	const scale = Math.max(1e-3, Math.abs(recomputed));
	assert.ok(Math.abs(printed - recomputed) <= 1e-9 * scale, `${what}: printed ${printed}, recomputed ${recomputed}`);
}

suite('comparisons recomputed in Python', () => {
	let scratch: string;
	let expected: ReadonlyMap<string, Readonly<Record<string, Recomputed>>>;

	suiteSetup(() => {
		scratch = mkdtempSync(join(tmpdir(), 'stagemark-recompute-'));
		const python = spawnSync(process.env['STAGEMARK_PYTHON'] ?? 'python3', [join(folder, 'recompute.py')], {
			input: JSON.stringify(dataSets),
			encoding: 'utf8',
			maxBuffer: 64 * 1024 * 1024,
		});
		assert.equal(python.status, 0, python.stderr);
		const answers = z
			.array(z.object({ name: z.string(), metrics: z.record(z.string(), recomputedSchema) }))
			.parse(JSON.parse(python.stdout));
		expected = new Map(answers.map(({ name, metrics }) => [name, metrics]));
	});
	suiteTeardown(() => rmSync(scratch, { recursive: true }));

	function printedBy({ goals, min_effect: minEffect, baseline, candidate }: DataSet): readonly Printed[] {
		const write = (name: string, rows: DataSet['baseline']): void =>
			writeFileSync(join(scratch, name), rows.map(row => `${JSON.stringify(row)}\n`).join(''));
		write('before.jsonl', baseline);
		write('after.jsonl', candidate);
		const metrics = Object.entries(goals).flatMap(([name, goal]) => ['--metric', `${name}=${goal}`]);
		const effect = minEffect === undefined ? [] : ['--min-effect', String(minEffect)];
		const run = runCommandLine(scratch, ['compare', 'before.jsonl', 'after.jsonl', ...metrics, ...effect, '--format', 'json']);
		assert.equal(run.exitCode, 0, run.stderr);
		return printedSchema.parse(JSON.parse(run.stdout)).metrics;
	}

	for (const dataSet of dataSets) {
		test(dataSet.name, function () {
			this.timeout(60_000);
			const printed = printedBy(dataSet);
			assert.deepEqual(printed.map(({ name }) => name).toSorted(), Object.keys(dataSet.goals).toSorted());
			for (const row of printed) {
				const recomputed = expected.get(dataSet.name)?.[row.name] ?? assert.fail();
				compareNumbers(row, recomputed);
				compareVerdict(row, recomputed, dataSet);
			}
		});
	}

	test('every kind of number was compared, and the methods are those that Python knows', () => {
		assert.ok(dataSets.length >= 40);
		const counted = Object.fromEntries([...compared].sort());
		for (const what of ['cr2 end', 'mcnemar-exact p', 'newcombe end', 'paired-t p', 'paired-t-cr2 p', 'permutation-exact p', 't end']) {
			assert.ok((compared.get(what) ?? 0) > 0, `${what} was never compared: ${JSON.stringify(counted)}`);
		}
		const total = [...compared.values()].reduce((sum, count) => sum + count, 0);
		assert.ok(total >= 390, `${total} numbers: ${JSON.stringify(counted)}`);
	});
});

function compareNumbers(row: Printed, recomputed: Recomputed): void {
	assert.deepEqual([row.pairs, row.dropped], [recomputed.pairs, recomputed.dropped]);
	agree('mean of the baseline', row.baseline.mean, recomputed.baseline);
	agree('mean of the candidate', row.value.mean, recomputed.value);
	agree('difference', row.delta, recomputed.delta);
	if (row.effect.name === 'cohen-d-z' && recomputed.dz !== null) agree('effect size', row.effect.value ?? Number.NaN, recomputed.dz);
	// Few changes are judged by the range of the score, for which the libraries have no function.
	if (row.interval_method !== 'range') {
		agree(`${row.interval_method} end`, row.ci[0], recomputed.ci[0]);
		agree(`${row.interval_method} end`, row.ci[1], recomputed.ci[1]);
	}
	const isSameTest = row.method === recomputed.method || (row.method === 'permutation-exact' && recomputed.method === 'permutation');
	if (isSameTest) compareTests(row, recomputed);
}

function compareTests(row: Printed, recomputed: Recomputed): void {
	if (recomputed.p !== null) agree(`${row.method} p`, row.p, recomputed.p);
	// Where answers are missing, the adjusted p has to hold with all of them worst and best, too.
	if (recomputed.holm !== undefined && row.p_adjusted !== null && row.bounds === null)
		agree('p after Holm', row.p_adjusted, recomputed.holm);
}

/** A verdict may be more careful than the plain tests, never bolder. */
function compareVerdict(row: Printed, recomputed: Recomputed, { min_effect: minEffect, goals }: DataSet): void {
	const alpha = 0.05;
	if (row.verdict === 'improved' || row.verdict === 'regressed') {
		assert.ok(recomputed.ci[0] > 0 || recomputed.ci[1] < 0, `${row.verdict} with ${recomputed.ci.join(' … ')}`);
		if (recomputed.holm !== undefined) assert.ok(recomputed.holm < alpha, `${row.verdict} with p ${recomputed.holm}`);
	}
	if (minEffect === undefined || Object.keys(goals).length > 1) {
		assert.notEqual(row.verdict, 'equivalent');
		return;
	}
	if (row.verdict === 'equivalent' && recomputed.tost !== undefined)
		assert.ok(recomputed.tost < alpha, `equivalent with ${recomputed.tost}`);
	const oneSided = row.not_worse ? (goals[row.name] === 'minimize' ? recomputed.notGreater : recomputed.notWorse) : undefined;
	if (oneSided !== undefined) assert.ok(oneSided < alpha, `not worse with ${oneSided}`);
}
