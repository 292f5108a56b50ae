import assert from 'node:assert/strict';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import type { DatasetLabels } from '../../../workspace/runs/read-dataset-labels.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import { compareRuns } from '../compare-runs.ts';
import type { Comparison, ComparisonSlice } from '../comparison.ts';
import { comparisonToCsv, comparisonToHtml, comparisonToMarkdown, comparisonToText } from '../report/format-comparison.ts';

interface Answer {
	readonly case: string;
	readonly pass: number | 'refused';
	readonly more?: object;
}

function side(variant: 'v1' | 'v2' | 'v3', answers: readonly Answer[]): CompareSideInput {
	const number = Number(variant.slice(1));
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: [
			{
				record: exampleRun(number * 10, { variant, prompt: examplePrompt(`${number}.0.0`) }),
				samples: answers.map(({ case: id, pass, more }) =>
					sampleSchema.parse({
						case: id,
						...(pass === 'refused' ? { error: { kind: 'refused', message: '' } } : { scores: { pass_rate: pass } }),
						...more,
					}),
				),
			},
		],
	};
}

function compare(
	sides: readonly CompareSideInput[],
	slices: readonly string[],
	{ dataset, plan = {} }: { readonly dataset?: DatasetLabels; readonly plan?: object } = {},
): Comparison {
	const experiment = experimentSchema.parse({
		id: 'exp-001',
		variants: {
			v1: { prompt: 'code-generator@1.0.0', baseline: true },
			v2: { prompt: 'code-generator@2.0.0' },
			v3: { prompt: 'code-generator@3.0.0' },
		},
		metrics: { pass_rate: { primary: true, min_effect: 0.05 } },
		slices,
		...plan,
	});
	const comparison = compareRuns({ title: 'Test', sides, experiment, dataset });
	for (const { words } of [...comparison.slices.flatMap(slice => slice.metrics), ...comparison.worst_slices]) assertTranslated(words);
	for (const sentence of [comparison.comparability, ...comparison.reservations, ...comparison.footnote.split(' · ')])
		assertTranslated(sentence);
	return comparison;
}

function sliceOf(comparison: Comparison, value: string): ComparisonSlice {
	return comparison.slices.find(slice => slice.value === value) ?? assert.fail(comparison.slices.map(slice => slice.value).join());
}

const list = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index));

/** English from 60 to 90 of 100, Portuguese from 30 to 0 of 40, Greek three cases. */
function languages(label: (language: string) => object): readonly [CompareSideInput, CompareSideInput] {
	const answers = (pass: (language: string, index: number) => number): Answer[] => [
		...list(100, index => ({ case: `en-${index}`, pass: pass('en', index), more: label('en') })),
		...list(40, index => ({ case: `pt-${index}`, pass: pass('pt', index), more: label('pt') })),
		...list(3, index => ({ case: `el-${index}`, pass: pass('el', index), more: label('el') })),
	];
	return [
		side(
			'v1',
			answers((language, index) => Number(index < ({ en: 60, pt: 30 }[language] ?? 3))),
		),
		side(
			'v2',
			answers((language, index) => Number(index < ({ en: 90, pt: 0 }[language] ?? 0))),
		),
	];
}

suite('slices of a comparison', () => {
	for (const [place, label] of [
		['tags', (language: string) => ({ tags: { language } })],
		['a field of the sample', (language: string) => ({ language })],
		['metadata', (language: string) => ({ metadata: { language } })],
		['the input', (language: string) => ({ input: { text: 'x', language } })],
	] as const) {
		test(`are found in ${place}, and tell an improvement from the loss that it hides`, () => {
			const comparison = compare(languages(label), ['language']);
			assert.deepEqual(
				comparison.slices.map(({ column, value, n, metrics }) => [column, value, n, metrics[0]?.delta, metrics[0]?.verdict]),
				[
					['language', 'el', 3, -1, 'not-enough-data'],
					['language', 'en', 100, 0.3, 'improved'],
					['language', 'pt', 40, -0.75, 'regressed'],
				],
			);
			assert.equal(sliceOf(comparison, 'el').metrics[0]?.words, 'Not enough data · 3 cases, at least 6 needed');
			assert.match(
				comparison.worst_slices[0]?.words ?? '',
				/^The worst slice by language is pt: pass_rate −75\.0 pts on 40 cases, interval −\d\d\.\d … −\d\d\.\d\. Regressed\.$/,
			);
			assert.deepEqual(comparison.reservations, []);
		});
	}

	test('are printed in every format, the worst with its words', () => {
		const comparison = compare(
			languages(language => ({ language })),
			['language'],
		);
		for (const print of [comparisonToText, comparisonToMarkdown, comparisonToHtml]) {
			const text = print(comparison).replaceAll('\\', '');
			assert.match(text, /pass_rate ▲ where language = pt \(40 cases\)/);
			assert.match(text, /The worst slice by language is pt: /);
		}
		assert.match(comparisonToCsv(comparison), /,language,pt,40$/m);
	});

	test('of a column with lists, such as words for tags, may share cases', () => {
		const answers = (pass: number): Answer[] =>
			list(20, index => ({ case: `c${index}`, pass, more: { tags: index < 8 ? ['safety', 'long'] : ['long'] } }));
		const comparison = compare([side('v1', answers(1)), side('v2', answers(1))], ['tags']);
		assert.deepEqual(
			comparison.slices.map(({ value, n }) => [value, n]),
			[
				['long', 20],
				['safety', 8],
			],
		);
	});

	test('have their p-values corrected by Holm over all slices, whatever the plan says', () => {
		const sides = languages(language => ({ language, script: language === 'el' ? 'greek' : 'latin' }));
		for (const correction of ['holm', 'benjamini-hochberg', 'none']) {
			const { slices } = compare(sides, ['language', 'script'], { plan: { decision: { correction } } });
			const tested = slices.flatMap(slice => slice.metrics).filter(metric => metric.p_adjusted !== null);
			assert.equal(tested.length, 3);
			const largest = Math.max(...tested.map(({ p }) => p ?? 0));
			assert.equal(tested.find(({ p }) => p === largest)?.p_adjusted, largest);
			const smallest = tested.find(({ p }) => p === Math.min(...tested.map(metric => metric.p ?? 0)));
			assert.equal(smallest?.p_adjusted, 3 * (smallest?.p ?? 0));
		}
	});

	test('do not change what is said of all cases', () => {
		const sides = languages(language => ({ language }));
		assert.deepEqual(compare(sides, ['language']).metrics, compare(sides, []).metrics);
	});

	test('come from the dataset where samples say nothing, and warn where that is another content now', () => {
		const sides = languages(() => ({}));
		const labels = new Map([
			['language', new Map(list(40, index => [`pt-${index}`, ['pt']] as const))],
			['langauge', new Map<string, readonly string[]>()],
		]);
		const sha256 = sides[0].runs[0]?.record.dataset?.sha256 ?? assert.fail();
		const dataset = { path: 'data/a.jsonl', sha256, columns: ['id', 'language'], labels };
		const comparison = compare(sides, ['language'], { dataset });
		assert.deepEqual(
			comparison.slices.map(({ value, n }) => [value, n]),
			[['pt', 40]],
		);
		assert.deepEqual(comparison.reservations, []);
		assert.match(comparison.footnote, /103 cases without a value of “language” in no slice/);
		assert.deepEqual(compare(sides, ['language'], { dataset: { ...dataset, sha256: 'f'.repeat(64) } }).reservations, [
			'The slices by “language” are those of data/a.jsonl as it is now, and the runs did not record that content. The values may have changed.',
		]);
		assert.deepEqual(compare(sides, ['langauge'], { dataset }).reservations, [
			'Neither data/a.jsonl nor a sample has a value of “langauge”, so there are no slices by it. Did you mean “language”?',
		]);
	});

	test('of a column that nothing has are a reservation', () => {
		const comparison = compare(
			languages(language => ({ language })),
			['difficulty'],
		);
		assert.deepEqual(comparison.slices, []);
		assert.match(
			comparison.comparability,
			/^Comparable with reservations\. .*No sample has a value of “difficulty”, so there are no slices by it\. There is “language”\./,
		);
	});

	test('are those with most cases where a column has very many values', () => {
		const answers = (pass: number): Answer[] =>
			list(10_000, index => ({ case: `c${index}`, pass, more: { customer: index < 300 ? `big-${index % 3}` : `c${index}` } }));
		const comparison = compare([side('v1', answers(1)), side('v2', answers(0))], ['customer']);
		assert.equal(comparison.slices.length, 20);
		assert.equal(sliceOf(comparison, 'big-2').n, 100);
		assert.match(comparison.footnote, /of 9703 values of “customer” the 20 with most cases compared/);
	});

	test('leave out cases whose answers contradict each other', () => {
		const answers = (pass: number, language: string): Answer[] => [
			...list(10, index => ({ case: `c${index}`, pass, more: { language: 'en' } })),
			{ case: 'odd', pass, more: { language } },
		];
		const comparison = compare([side('v1', answers(1, 'en')), side('v2', answers(1, 'pt'))], ['language']);
		assert.deepEqual(
			comparison.slices.map(({ value, n }) => [value, n]),
			[['en', 10]],
		);
		assert.match(comparison.footnote, /1 case with several values of “language” among the answers in no slice/);
	});

	test('do not forgive a candidate that refuses one of them', () => {
		const answers = (refuses: boolean): Answer[] =>
			list(60, index => ({
				case: `c${index}`,
				pass: refuses && index < 40 && index % 4 !== 0 ? 'refused' : 1,
				more: { language: index < 40 ? 'pt' : 'en' },
			}));
		const comparison = compare([side('v1', answers(false)), side('v2', answers(true))], ['language']);
		const [row] = sliceOf(comparison, 'pt').metrics.filter(({ name }) => name === 'pass_rate');
		assert.equal(row?.not_worse, false);
		assert.match(row.words, /counting errors as worst or best/);
		const [errors] = sliceOf(comparison, 'pt').metrics.filter(({ name }) => name === 'error_rate');
		assert.equal(errors?.verdict, 'regressed');
	});

	test('name the worst of each candidate by its label', () => {
		const answers = (pass: number): Answer[] =>
			list(40, index => ({ case: `c${index}`, pass: index % 2 === 0 ? pass : 1, more: { language: ['en', 'pt'][index % 2] } }));
		const comparison = compare([side('v1', answers(1)), side('v2', answers(0)), side('v3', answers(1))], ['language']);
		assert.match(
			comparison.worst_slices[0]?.words ?? '',
			/^The worst slice by language of exp-001\/v2 is en: pass_rate −100\.0 pts on 20 cases/,
		);
		assert.match(
			comparison.worst_slices[1]?.words ?? '',
			/^The worst slice by language of exp-001\/v3 is en: pass_rate \+?0\.0 pts on 20 cases.* Equivalent|No difference shown\.$/,
		);
	});

	test('name the worst of each candidate, and say, and say where no slice has enough cases', () => {
		const answers = (pass: number): Answer[] =>
			list(9, index => ({ case: `c${index}`, pass, more: { language: ['en', 'pt', 'el'][index % 3] } }));
		const comparison = compare([side('v1', answers(1)), side('v2', answers(0)), side('v3', answers(1))], ['language']);
		assert.deepEqual(
			comparison.worst_slices.map(({ value, words }) => [value, words]),
			[
				[null, 'Of exp-001/v2, no slice by language has enough data for a verdict on pass_rate.'],
				[null, 'Of exp-001/v3, no slice by language has enough data for a verdict on pass_rate.'],
			],
		);
	});
});
