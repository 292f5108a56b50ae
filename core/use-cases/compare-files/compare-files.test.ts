import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import type { Ports } from '../../ports/ports.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import type { Comparison, MetricComparison } from '../../judging/compare/comparison.ts';
import { compareFiles } from './compare-files.ts';
import type { CompareFilesRequest } from './compare-files.ts';

const signal = new AbortController().signal;

type Details = Partial<Omit<CompareFilesRequest, 'references'>>;

/** No Git repository, no configuration: a folder with files. */
suite('compareFiles', () => {
	let folder: string;
	let ports: Ports;

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-files-'));
		ports = createPorts(folder);
	});

	teardown(() => {
		ports.git.dispose();
		rmSync(folder, { recursive: true });
	});

	function write(name: string, text: string): void {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	}

	function lines(name: string, rows: readonly object[]): void {
		write(name, rows.map(row => `${JSON.stringify(row)}\n`).join(''));
	}

	async function attempt(references: readonly string[], details: Details): Promise<Comparison | string> {
		const request = { references, wishes: { metrics: [], effects: [] }, reading: {}, ...details };
		const result = await compareFiles(request, ports, signal);
		return result.ok ? result.value : Object.values(describeFailure(result.failure)).join(' ').replaceAll(folder, '…');
	}

	async function compared(references: readonly string[], details: Details = {}): Promise<Comparison> {
		const result = await attempt(references, details);
		return typeof result === 'string' ? assert.fail(result) : result;
	}

	async function refusal(references: readonly string[], details: Details = {}): Promise<string> {
		const result = await attempt(references, details);
		return typeof result === 'string' ? result : assert.fail(result.metrics.map(({ words }) => words).join());
	}

	function row({ metrics }: Comparison, name: string): MetricComparison {
		return metrics.find(metric => metric.name === name) ?? assert.fail(metrics.map(metric => metric.name).join());
	}

	/** Ten cases, right where `pattern` has a 1. */
	function passes(pattern: string): object[] {
		return Array.from(pattern, (digit, position) => ({ id: `q${position}`, pass: digit === '1' }));
	}

	test('two files of JSON lines give the report of runs', async () => {
		lines('a.jsonl', passes('0000000000111'));
		lines('b.jsonl', passes('1111111111111'));
		const comparison = await compared(['a.jsonl', 'b.jsonl']);
		assert.deepEqual([comparison.baseline, comparison.candidates], ['a.jsonl', ['b.jsonl']]);
		const { baseline, value, pairs, method, verdict, p } = row(comparison, 'pass');
		assert.deepEqual([baseline?.mean, value?.mean, pairs, method, verdict], [3 / 13, 1, 13, 'mcnemar-exact', 'improved']);
		assert.equal(p, 2 / 2 ** 10);
		assert.match(comparison.footnote, /direction guessed, more is better: pass$/);
	});

	test('formats may differ: a table, a JSON list, JSON lines and a table of one score a row', async () => {
		write('a.csv', 'Case ID,Score\n1,0.1\n2,0.2\n3,0.3\n');
		write('b.json', JSON.stringify([1, 2, 3].map(id => ({ id, Score: id / 10 + 0.5 }))));
		lines(
			'c.jsonl',
			[1, 2, 3].map(id => ({ case: String(id), scores: [{ name: 'Score', value: id / 10 }] })),
		);
		write('d.csv', 'traceId,name,value\n1,Score,0.5\n2,Score,0.5\n3,Score,0.5\n');
		write('e.json', JSON.stringify({ columns: ['id', 'Score'], data: [1, 2, 3].map(id => [id, 0.9]) }));
		const comparison = await compared(['a.csv', 'b.json', 'c.jsonl', 'd.csv', 'e.json']);
		assert.deepEqual(
			comparison.metrics.map(({ name, candidate, pairs, delta }) => [name, candidate, pairs, Number(delta?.toFixed(9))]),
			[
				['Score', 'b.json', 3, 0.5],
				['Score', 'c.jsonl', 3, 0],
				['Score', 'd.csv', 3, 0.3],
				['Score', 'e.json', 3, 0.7],
			],
		);
	});

	test('repeats of a test of promptfoo are answers to one case, and its prompts are the sides', async () => {
		const rows = [0, 1].flatMap(promptIdx =>
			[0, 1, 2, 3, 4, 5].flatMap(position =>
				[0, 1, 2].map(repeat => ({
					promptIdx,
					testIdx: position * 3 + repeat,
					prompt: { label: promptIdx === 0 ? 'v1' : 'v2' },
					provider: { id: 'echo' },
					testCase: { vars: { ticket: `t${position}` } },
					vars: { ticket: `t${position}` },
					success: position < (promptIdx === 0 ? 2 : 5),
					score: 1,
					failureReason: 0,
				})),
			),
		);
		// Rows stand in the order in which they were completed.
		lines('results.jsonl', rows.toReversed());
		const comparison = await compared(['results.jsonl']);
		assert.deepEqual([comparison.baseline, comparison.candidates], ['v1 [echo]', ['v2 [echo]']]);
		const { pairs, baseline, value } = row(comparison, 'pass');
		assert.deepEqual([pairs, baseline?.n, baseline?.mean, value?.mean], [6, 6, 2 / 6, 5 / 6]);
		assert.deepEqual(comparison.cases.map(({ case: id }) => id).slice(0, 2), ['test-0', 'test-1']);
		const single = rows.filter(({ testIdx }) => testIdx % 3 === 0).map(each => ({ ...each, testIdx: each.testIdx / 3 }));
		lines('once.jsonl', single);
		const across = await compared(['results.jsonl#v1 [echo]', 'once.jsonl#v1 [echo]']);
		assert.deepEqual([row(across, 'pass').pairs, row(across, 'pass').dropped], [6, 0]);
	});

	for (const [format, writeFile] of [
		[
			'a table',
			(name: string, rows: readonly (readonly [string, number, string])[]) =>
				write(`${name}.csv`, `id,correct,level\n${rows.map(row => row.join(',')).join('\n')}\n`),
		],
		[
			'JSON Lines with columns',
			(name: string, rows: readonly (readonly [string, number, string])[]) =>
				lines(
					`${name}.csv`,
					rows.map(([id, correct, level]) => ({ id, correct, level: Number(level) })),
				),
		],
		[
			'JSON Lines with tags',
			(name: string, rows: readonly (readonly [string, number, string])[]) =>
				lines(
					`${name}.csv`,
					rows.map(([id, correct, level]) => ({ id, correct, tags: { level } })),
				),
		],
	] as const) {
		test(`cases are sliced by a column of ${format}, which is then no score`, async () => {
			const rows = (isRight: (index: number) => boolean): (readonly [string, number, string])[] =>
				Array.from({ length: 30 }, (_, index) => [`c${index}`, Number(isRight(index)), index < 20 ? '1' : '2'] as const);
			writeFile(
				'a',
				rows(() => true),
			);
			writeFile(
				'b',
				rows(index => index < 20),
			);
			const comparison = await compared(['a.csv', 'b.csv'], { wishes: { metrics: [], effects: [], slices: ['level'] } });
			assert.deepEqual(
				comparison.metrics.map(({ name }) => name),
				['correct'],
			);
			assert.deepEqual(
				comparison.slices.map(({ column, value, n, metrics }) => [column, value, n, metrics[0]?.delta]),
				[
					['level', '1', 20, 0],
					['level', '2', 10, -1],
				],
			);
		});
	}

	test('a slice by a column that no file has is a reservation', async () => {
		write('a.csv', 'id,m\n1,1\n2,0\n');
		write('b.csv', 'id,m\n1,0\n2,1\n');
		const { reservations } = await compared(['a.csv', 'b.csv'], { wishes: { metrics: [], effects: [], slices: ['level'] } });
		assert.deepEqual(reservations, ['No sample has a value of “level”, so there are no slices by it.']);
	});

	test('ids beyond 2^53 stay apart, as numbers, in tables and in strings', async () => {
		write('a.jsonl', '{"id":9007199254740993,"m":0}\n{"id":9007199254740992,"m":1}\n{"id":12345678901234567890,"m":1}\n');
		write('b.csv', 'id,m\n9007199254740992,1\n12345678901234567890,0\n9007199254740993,1\n');
		write('c.json', '[{"id":"9007199254740993","m":0,"note":"see 9007199254740993"},{"id":"9007199254740992","m":1}]');
		const comparison = await compared(['a.jsonl', 'b.csv', 'c.json'], { wishes: { metrics: [{ name: 'm' }], effects: [] } });
		assert.deepEqual(
			comparison.cases.map(({ case: id, sides }) => [id, ...sides.map(side => side?.scores['m'])]),
			[
				['9007199254740992', 1, 1, 1],
				['9007199254740993', 0, 1, 0],
				['12345678901234567890', 1, 0, undefined],
			],
		);
	});

	test('numbers of spreadsheets are read: decimal commas, percents; what may be two numbers is not', async () => {
		write('a.csv', 'id;m;share\n1;0,5;95%\n2;0,25;5,5 %\n');
		write('b.csv', 'id,m,share\n1,0.5,0.95\n2,0.25,0.055\n');
		write('c.csv', 'id,m\n1,"1,024"\n2,0.25\n');
		const comparison = await compared(['a.csv', 'b.csv']);
		assert.deepEqual([row(comparison, 'm').delta, row(comparison, 'share').delta], [0, 0]);
		const { warnings } = await compared(['b.csv', 'c.csv'], { wishes: { metrics: [{ name: 'm' }], effects: [] } });
		assert.deepEqual(warnings, ['c.csv: “m” is not a number in 1 row, which does not count for it.']);
	});

	test('rows that cannot be read are named with their line, and the rest is compared', async () => {
		write('a.jsonl', '{"id":1,"m":NaN}\n{"id":2,"m":1}\n{"id":3,"m":\n{"m":1}\n');
		write('b.csv', 'id,m\n1,1\n2,0,7\n,1\n');
		const { warnings, metrics } = await compared(['a.jsonl', 'b.csv']);
		assert.deepEqual(warnings, [
			'a.jsonl: Line 1: NaN and Infinity cannot be averaged; the value is left out.',
			'a.jsonl: Line 3 is not a JSON object and is left out.',
			'a.jsonl: Line 4 has no case and is left out. Add "case" with the id of the dataset row.',
			'b.csv: Line 3 has 1 cells more than the header; they are left out.',
			'b.csv: Line 4 has no case and is left out.',
		]);
		assert.deepEqual(
			metrics.map(({ pairs }) => pairs),
			[1],
		);
	});

	test('directions are guessed by name and said; named ones count', async () => {
		const rows = [1, 2].map(id => ({ id, accuracy: 1, valLoss: 0.5, toxicity_score: 0, seed: id }));
		lines('a.jsonl', rows);
		lines(
			'b.jsonl',
			rows.map(each => ({ ...each, accuracy: 0 })),
		);
		const guessed = await compared(['a.jsonl', 'b.jsonl']);
		assert.deepEqual(
			guessed.metrics.map(({ name, goal, primary }) => [name, goal, primary]),
			[
				['accuracy', 'maximize', false],
				['toxicity_score', 'minimize', false],
				['valLoss', 'minimize', false],
			],
		);
		assert.match(
			guessed.footnote,
			/direction guessed, more is better: accuracy · direction guessed, less is better: toxicity_score, valLoss · not compared, because the name is not one of a measurement: seed$/,
		);
		const wishes = { metrics: [{ name: 'valLoss', goal: 'maximize' as const }], effects: [{ value: 0.1 }] };
		const named = await compared(['a.jsonl', 'b.jsonl'], { wishes });
		assert.deepEqual(
			named.metrics.map(({ name, goal, primary }) => [name, goal, primary]),
			[['valLoss', 'maximize', true]],
		);
		assert.doesNotMatch(named.footnote, /guessed/);
	});

	test('says what is compared: the one recorded difference, or that nothing is known', async () => {
		lines('a.jsonl', passes('0011'));
		lines('b.jsonl', passes('0111'));
		const { comparability } = await compared(['a.jsonl', 'b.jsonl']);
		assert.equal(
			comparability,
			'Comparable. Not recorded, so not checked: prompt, dataset, scorer, model, parameters, seeds and uncommitted changes.',
		);
		write('a.json', JSON.stringify({ model: 'small', cases: passes('0011'), metrics: {} }));
		write('b.json', JSON.stringify({ model: 'large', cases: passes('0111'), metrics: {} }));
		assert.match(
			(await compared(['a.json', 'b.json'])).comparability,
			/^Comparable\. The only recorded difference is the model: small → large\./,
		);
	});

	test('a copy of a file, and one id for two questions, are told', async () => {
		lines('a.jsonl', [
			{ id: 1, input: 'x', m: 1 },
			{ id: 2, input: 'y', m: 1 },
		]);
		lines('copy.jsonl', [
			{ id: 1, input: 'x', m: 1 },
			{ id: 2, input: 'y', m: 1 },
		]);
		lines('shuffled.jsonl', [
			{ id: 1, input: 'y', m: 1 },
			{ id: 2, input: 'x', m: 1 },
		]);
		assert.deepEqual((await compared(['a.jsonl', 'copy.jsonl'])).warnings, [
			'copy.jsonl is a copy of a.jsonl, byte for byte. Check that you named the file of the other side.',
		]);
		assert.deepEqual((await compared(['a.jsonl', 'shuffled.jsonl'])).warnings, [
			'shuffled.jsonl: 2 of 2 cases have the id of a case in a.jsonl and a different input (1, 2). Check that an id means the same case in both files.',
		]);
	});

	test('the baseline may be named', async () => {
		lines('a.jsonl', passes('0011'));
		lines('in/b.jsonl', passes('0111'));
		const comparison = await compared(['a.jsonl', 'in/b.jsonl'], { baseline: 'in/b.jsonl' });
		assert.deepEqual([comparison.baseline, comparison.candidates], ['b.jsonl', ['a.jsonl']]);
		assert.match(await refusal(['a.jsonl', 'in/b.jsonl'], { baseline: 'c' }), /^The baseline “c” is not one of the files\./);
	});

	test('refuses what cannot be compared, with the reason and the way out', async () => {
		lines('a.jsonl', passes('0011'));
		lines('x.jsonl', [
			{ id: 'x1', pass: 1 },
			{ id: 'x2', pass: 1 },
		]);
		lines('words.jsonl', [
			{ id: 'q0', grade: 'good' },
			{ id: 'q1', grade: 'bad' },
		]);
		write('scores.csv', 'm,n\n1,2\n0,3\n');
		write('notes.txt', 'nothing\nhere\n');
		const cases: readonly (readonly [readonly string[], RegExp])[] = [
			[['a.jsonl'], /^“a\.jsonl” alone cannot be compared\. It holds one run/],
			[['a.jsonl', './a.jsonl'], /^“\.\/a\.jsonl” cannot be compared with itself\./],
			[
				['a.jsonl', 'x.jsonl'],
				/have no case in common\. Cases are matched by their id\. One file has “q0”, “q1”, “q2”, the other “x1”, “x2”\./,
			],
			[
				['a.jsonl', 'words.jsonl'],
				/^“words\.jsonl” has no number that could be compared\. None of its fields is a number or a truth value: “grade”\./,
			],
			[['a.jsonl', 'scores.csv'], /^No column of “…\/scores\.csv” has the id of the case\. Its columns are “m”, “n”/],
			[['a.jsonl', 'notes.txt'], /^“…\/notes\.txt” contains nothing that can be imported\./],
			[['a.jsonl', 'gone.jsonl'], /gone\.jsonl.*there is no such file or folder/],
		];
		for (const [references, words] of cases) assert.match(await refusal(references), words);
		const metrics = (name: string): Details => ({ wishes: { metrics: [{ name }], effects: [] } });
		lines('b.jsonl', passes('0111'));
		assert.match(
			await refusal(['a.jsonl', 'b.jsonl'], metrics('pas')),
			/^Neither file has a metric called “pas”\..*Did you mean “pass”\?$/,
		);
	});

	test('a smallest effect without a name needs one metric', async () => {
		const rows = passes('0011').map(each => ({ ...each, other: 1 }));
		lines('a.jsonl', rows);
		lines(
			'b.jsonl',
			rows.map(each => ({ ...each, other: 0 })),
		);
		const effects = [{ value: 0.1 }];
		assert.match(
			await refusal(['a.jsonl', 'b.jsonl'], { wishes: { metrics: [], effects } }),
			/^It is not clear which metric .* Several metrics are compared: “other”, “pass”\. Name the metric: --min-effect NAME=NUMBER\.$/,
		);
	});

	for (const [title, passAt, rows] of [
		['of one K', [{ value: 2 }], ['pass pass@2', 'pass pass^2']],
		[
			'of several, by name',
			[
				{ name: 'pass', value: 2 },
				{ name: 'pass', value: 3 },
			],
			['pass pass@2', 'pass pass@3', 'pass pass^2', 'pass pass^3'],
		],
		['of 1, which is the metric itself', [{ value: 1 }], ['pass pass@1']],
	] as const) {
		test(`several answers to a case give pass@K and pass^K: ${title}`, async () => {
			for (const [name, least] of [
				['a', 1],
				['b', 2],
			] as const) {
				const answers = Array.from({ length: 10 }, (_, index) =>
					[0, 1, 2].map(turn => ({ case: `c${index}`, pass: Number(turn < least) })),
				);
				lines(`${name}.jsonl`, answers.flat());
			}
			const { metrics } = await compared(['a.jsonl', 'b.jsonl'], { wishes: { metrics: [], effects: [], passAt } });
			const found = metrics.filter(({ name }) => name !== 'pass');
			assert.deepEqual(found.map(({ name }) => name).sort(), rows);
			// Of three answers one passes before and two after: two drawn at random hold a pass in 2 of 3 cases before, and in all after.
			const any = found.find(({ name }) => name === 'pass pass@2');
			if (any !== undefined) assert.deepEqual([any.baseline?.mean.toFixed(4), any.value?.mean], ['0.6667', 1]);
		});
	}

	test('pass@K without a metric is refused where there are several, and so is an unknown one', async () => {
		const rows = passes('0011').map(each => ({ ...each, other: 1 }));
		for (const name of ['a.jsonl', 'b.jsonl']) lines(name, rows);
		const asked = (passAt: readonly { readonly name?: string; readonly value: number }[]): Promise<string> =>
			refusal(['a.jsonl', 'b.jsonl'], { wishes: { metrics: [], effects: [], passAt } });
		assert.match(
			await asked([{ value: 2 }]),
			/^It is not clear which metric --pass-at is meant for\. .*Name the metric: --pass-at NAME=K\.$/,
		);
		assert.match(await asked([{ name: 'pas', value: 2 }]), /“pas”/);
	});

	test('rows are matched by another column, or by their number, on request', async () => {
		write('a.csv', 'ticket,m\nt1,1\nt2,0\n');
		write('b.csv', 'ticket,m\nt2,1\nt1,0\n');
		const byTicket = await compared(['a.csv', 'b.csv'], { reading: { caseColumn: 'ticket' } });
		assert.deepEqual(
			byTicket.cases.map(({ case: id }) => id),
			['t1', 't2'],
		);
		const byNumber = await compared(['a.csv', 'b.csv'], { reading: { caseColumn: '#row' } });
		assert.deepEqual(
			byNumber.cases.map(({ case: id }) => id),
			['1', '2'],
		);
	});

	test('a file of several runs beside another is no side until one is named', async () => {
		const rows = ['v1', 'v2'].flatMap((label, promptIdx) =>
			[0, 1].map(testIdx => ({
				promptIdx,
				testIdx,
				prompt: { label },
				provider: { id: 'p' },
				testCase: { vars: { x: testIdx } },
				success: true,
			})),
		);
		lines('two.jsonl', rows);
		lines('a.jsonl', passes('0011'));
		assert.match(
			await refusal(['a.jsonl', 'two.jsonl']),
			/^“two\.jsonl” holds 2 runs, .* Name one of them: “two\.jsonl#v1 \[p\]”, “two\.jsonl#v2 \[p\]”\.$/,
		);
		assert.match(await refusal(['two.jsonl#v3', 'a.jsonl']), /^“two\.jsonl” holds no run called “v3”\./);
	});
});
