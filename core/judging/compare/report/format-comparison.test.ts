import assert from 'node:assert/strict';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import { compareRuns } from '../compare-runs.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { Comparison } from '../comparison.ts';
import { comparisonToCsv, comparisonToHtml, comparisonToMarkdown, comparisonToText } from './format-comparison.ts';

const experiment = experimentSchema.parse({
	id: 'exp-001',
	variants: { v1: { prompt: 'code-generator@1.0.0' }, v2: { prompt: 'code-generator@2.0.0' }, v3: { prompt: 'code-generator@2.0.0' } },
	metrics: { test_pass_rate: { primary: true }, complexity: { goal: 'minimize' } },
});

function side(number: number, passes: number, complexity: number): CompareSideInput {
	const variant = `v${number}`;
	const record = exampleRun(number, { variant, prompt: examplePrompt(`${Math.min(2, number)}.0.0`) });
	const samples = Array.from({ length: 20 }, (_, index) =>
		sampleSchema.parse({ case: index, scores: { test_pass_rate: index < passes, complexity: complexity + (index % number) } }),
	);
	return { label: `exp-001/${variant}`, experiment: 'exp-001', variant, runs: [{ record, samples }] };
}

const comparison = compareRuns({ title: 'exp-001 · Prompt v2 vs v1', sides: [side(1, 8, 5), side(2, 19, 3)], experiment });

/** Everything a hostile repository could put into names. */
const hostile: Comparison = {
	...comparison,
	title: '<script>alert(1)</script> | [x](https://evil.example) \u001b[31mred\nnext',
	metrics: comparison.metrics.map(metric => ({ ...metric, name: '=cmd|"x",<img src=x>', words: '`**Improved**`' })),
	warnings: ['"><b>'],
};

suite('a comparison as text', () => {
	test('is an aligned table under what is compared', () =>
		assert.equal(
			comparisonToText(comparison),
			`exp-001 · Prompt v2 vs v1

Baseline  exp-001/v1  code-generator@1.0.0 · gpt-4-turbo · 1 run · dataset datasets/python-100.jsonl aaaaaaaa
Against   exp-001/v2  code-generator@2.0.0 · gpt-4-turbo · 1 run · dataset datasets/python-100.jsonl aaaaaaaa

Comparable. Same dataset, scorer, model and parameters. The only recorded difference is the prompt: code-generator@1.0.0 (10000000) → code-generator@2.0.0 (20000000). Not recorded, so not checked: seeds.

Metric                      exp-001/v1  exp-001/v2  Difference  95 % interval  p (Holm)  Verdict
test_pass_rate ▲ (primary)      40.0 %      95.0 %   +55.0 pts  +26.7 … +73.6   < 0.001  Improved
complexity ▼                      5.00        3.50       −1.50  −1.74 … −1.26   < 0.001  Improved

Paired on 20 cases · exact McNemar test on pass/fail and sign-flip permutation test over 9,999 draws · p by Holm over 2 tests
`,
		));

	test('names the candidate in a column of its own when there are several', () => {
		const text = comparisonToText(compareRuns({ title: 'x', sides: [side(1, 8, 5), side(2, 19, 3), side(3, 8, 5)], experiment }));
		assert.match(text, /^Metric +Candidate +Baseline +Value +Difference +95 % interval +p \(Holm\) +Verdict$/m);
		assert.match(
			text,
			/^test_pass_rate ▲ \(primary\) +exp-001\/v3 +40\.0 % +40\.0 % +0\.0 pts .* No difference shown · identical on all 20 cases; could be 9\.5 points worse, or 9\.5 better$/m,
		);
	});

	test('is coloured by verdict only where the caller paints', () => {
		const mark =
			(name: string) =>
			(text: string): string =>
				`<${name}>${text}</${name}>`;
		const text = comparisonToText(comparison, {
			good: mark('good'),
			bad: mark('bad'),
			warning: mark('warning'),
			dim: mark('dim'),
			strong: mark('strong'),
		});
		assert.match(text, /^complexity .* {2}<good>Improved<\/good>$/m);
		assert.equal(text.replace(/<\/?(?:good|bad|warning|dim|strong)>/g, ''), comparisonToText(comparison));
	});

	test('cannot steer the terminal', () => {
		const text = comparisonToText(hostile);
		assert.ok(!text.includes('\u001b'));
		assert.match(text.split('\n')[0] ?? '', /�\[31mred next$/);
	});

	test('does without a table when there is no metric', () =>
		assert.match(comparisonToText({ ...comparison, metrics: [] }), /not checked: seeds\.\n\nPaired on/));
});

/** A plan that is not complete, answers in error, a slice, bounds. */
const limited: Comparison = {
	...comparison,
	sides: comparison.sides.map((each, index) =>
		index === 0 ? each : { ...each, errors: { total: 3, refused: 2, timeout: 0, failed: 1, missing: 1 } },
	),
	comparability: `${comparison.comparability} Interim: 1 of 10 planned seeds, 20 of 100 cases.`,
	interim: { seeds: [1, 10], cases: [20, 100] },
	metrics: comparison.metrics.map(metric => ({ ...metric, bounds: { worst: [-0.1, 0.5], best: [0.3, 0.8] } })),
	slices: [{ column: 'language', value: 'pt', n: 1, metrics: comparison.metrics.slice(0, 1) }],
};

suite('what limits a comparison', () => {
	test('is said in text, Markdown and HTML: errors of a side, an incomplete plan, slices', () => {
		for (const print of [comparisonToText, comparisonToMarkdown, comparisonToHtml]) {
			const text = print(limited).replaceAll('\\', '');
			assert.match(text, /3 answers in error \(2 refused, 1 failed\), 1 case missing/);
			assert.match(text, /Interim: 1 of 10 planned seeds, 20 of 100 cases\./);
			assert.match(text, /test_pass_rate ▲ where language = pt \(1 case\)/);
		}
		assert.match(comparisonToHtml(limited), /<p class="banner warning">/);
	});

	test('has columns and rows of its own in CSV', () => {
		const [header = '', ...rows] = comparisonToCsv(limited).trimEnd().split('\n');
		const cells = rows.map(row => Object.fromEntries(header.split(',').map((name, index) => [name, row.split(',')[index]])));
		assert.deepEqual(
			cells.map(cell => [
				cell['name'],
				cell['slice_column'],
				cell['slice_value'],
				cell['slice_cases'],
				cell['worst_low'],
				cell['not_worse'],
			]),
			[
				['test_pass_rate', '', '', '', '-0.1', 'false'],
				['complexity', '', '', '', '-0.1', 'false'],
				['test_pass_rate', 'language', 'pt', '1', '', 'false'],
			],
		);
	});
});

suite('a comparison as Markdown', () => {
	test('is a heading and a table, the primary metric in bold', () => {
		const lines = comparisonToMarkdown(comparison).split('\n');
		assert.equal(lines[0], '## exp-001 · Prompt v2 vs v1');
		assert.deepEqual(
			lines.filter(line => line.startsWith('|')),
			[
				'| Metric | exp-001/v1 | exp-001/v2 | Difference | 95 % interval | p (Holm) | Verdict |',
				'| --- | ---: | ---: | ---: | ---: | ---: | --- |',
				'| **test\\_pass\\_rate ▲ (primary)** | **40.0 %** | **95.0 %** | **+55.0 pts** | **+26.7 … +73.6** | **\\< 0.001** | **Improved** |',
				'| complexity ▼ | 5.00 | 3.50 | −1.50 | −1.74 … −1.26 | \\< 0.001 | Improved |',
			],
		);
	});

	test('shows names as they are, whatever is in them', () => {
		const markdown = comparisonToMarkdown(hostile);
		assert.ok(markdown.startsWith('## \\<script\\>alert(1)\\</script\\> \\| \\[x\\](https\\://evil.example) �\\[31mred next\n'));
		assert.ok(!/(?<!\\)<(?!\s)/.test(markdown));
		assert.ok(markdown.includes('\\`\\*\\*Improved\\*\\*\\`'));
	});
});

suite('a comparison as CSV', () => {
	test('has unrounded numbers under the names of the JSON', () => {
		const [header = '', row = ''] = comparisonToCsv(comparison).split('\n');
		const cells = new Map(header.split(',').map((name, index) => [name, row.split(',')[index]]));
		assert.deepEqual(
			['name', 'goal', 'primary', 'baseline_mean', 'value_mean', 'pairs', 'delta', 'p_adjusted', 'method', 'verdict'].map(name =>
				cells.get(name),
			),
			['test_pass_rate', 'maximize', 'true', '0.4', '0.95', '20', '0.55', '0.0009765625', 'mcnemar-exact', 'improved'],
		);
	});

	test('leaves empty what does not exist', () => {
		const row = comparisonToCsv({ ...comparison, metrics: comparison.metrics.map(metric => ({ ...metric, p: null, baseline: null })) });
		assert.match(row, /^test_pass_rate,maximize,true,exp-001\/v1,exp-001\/v2,,,,0\.95,/m);
	});

	test('quotes, and disarms what a spreadsheet would calculate', () =>
		assert.ok(comparisonToCsv(hostile).includes(`\n"'=cmd|""x"",<img src=x>",maximize`)));
});

suite('a comparison as a page', () => {
	test('needs nothing from outside and runs nothing', () => {
		const page = comparisonToHtml(comparison);
		assert.match(page, /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">/);
		assert.ok(!/<script|<link|<img|https?:|url\(|@import/.test(page));
		assert.match(page, /color-scheme: light dark/);
		assert.match(page, /<tr class="primary"><th scope="row">test_pass_rate ▲ \(primary\)<\/th><td class="number">40\.0 %<\/td>/);
		assert.match(page, /<td class="good">Improved<\/td>/);
		assert.match(page, /<p class="banner good">Comparable\. /);
	});

	test('shows names as they are, whatever is in them', () => {
		const page = comparisonToHtml(hostile);
		assert.ok(page.includes('<title>&lt;script&gt;alert(1)&lt;/script&gt;'));
		assert.ok(page.includes('&quot;&gt;&lt;b&gt;'));
		assert.ok(!/<script|<img|<b>/.test(page));
	});

	test('marks a comparison that allows no verdict', () => {
		const page = comparisonToHtml({ ...comparison, comparable: false });
		assert.match(page, /<p class="banner bad">/);
	});
});
