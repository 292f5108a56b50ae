import assert from 'node:assert/strict';
import { examplePrompt, exampleRun } from '../../../test/golden/example-run.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { Feedback } from '../../formats/run/feedback.ts';
import { feedbackSchema } from '../../formats/run/feedback.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import { compareRuns } from './compare-runs.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Comparison, MetricComparison } from './comparison.ts';

const ana = 'Ana <ana@example.com>';
const bo = 'Bo <bo@example.com>';
const cy = 'Cy <cy@example.com>';

/** `[case, score or label, person]`. */
type Said = readonly [id: number, what: number | string, by: string];

function said(...entries: readonly Said[]): readonly Feedback[] {
	return entries.map(([id, what, by]) =>
		feedbackSchema.parse({
			case: id,
			...(typeof what === 'number' ? { score: what } : { label: what }),
			by,
			at: '2025-02-01T09:00:00Z',
		}),
	);
}

function side(variant: string, feedback: readonly Feedback[], scores: Readonly<Record<string, number>> = { rate: 1 }): CompareSideInput {
	const number = Number(variant.slice(1));
	const record = exampleRun(number, { variant, prompt: examplePrompt(`${number}.0.0`) });
	const samples = Array.from({ length: 12 }, (_, id) => sampleSchema.parse({ case: id, output: `answer ${id}`, scores }));
	return { label: `exp-001/${variant}`, experiment: 'exp-001', variant, runs: [{ record, samples, feedback }] };
}

function compare(before: CompareSideInput, after: CompareSideInput, metrics: object = { rate: { primary: true } }): Comparison {
	const variants = { v1: { prompt: 'a@1.0.0', baseline: true }, v2: { prompt: 'a@2.0.0' } };
	return compareRuns({ title: 'Test', sides: [before, after], experiment: experimentSchema.parse({ id: 'exp-001', variants, metrics }) });
}

function rating(comparison: Comparison): MetricComparison | undefined {
	return comparison.metrics.find(metric => metric.name === 'human_rating');
}

const everyCase = (score: (id: number) => number, by = ana): Said[] => Array.from({ length: 12 }, (_, id): Said => [id, score(id), by]);

suite('human feedback in a comparison', () => {
	test('is a metric of its own, the mean of a case over people, larger being better', () => {
		const before = side('v1', said(...everyCase(id => 2 + (id % 2)), [0, 4, bo]));
		const after = side('v2', said(...everyCase(id => 4 + (id % 3) / 2)));
		const comparison = compare(before, after);
		assert.equal(comparison.cases[0]?.sides[0]?.scores['human_rating'], 3);
		const metric = rating(comparison);
		assert.equal(metric?.pairs, 12);
		assert.equal(metric.verdict, 'improved');
		assert.match(comparison.footnote, /Paired on 12 cases/);
	});

	test('takes no evidence away from what the experiment declares', () => {
		const plain = compare(side('v1', []), side('v2', [], { rate: 0 }));
		const rated = compare(side('v1', said(...everyCase(() => 2))), side('v2', said(...everyCase(id => id)), { rate: 0 }));
		assert.equal(rated.metrics[0]?.p_adjusted, plain.metrics[0]?.p_adjusted);
	});

	test('is decided by the rules of the experiment when it is declared', () => {
		const metrics = { human_rating: { goal: 'maximize', primary: true, min_effect: 0.5 } };
		const comparison = compare(side('v1', said(...everyCase(id => 2 + (id % 2)))), side('v2', said(...everyCase(() => 5))), metrics);
		assert.deepEqual(
			comparison.metrics.map(({ name, primary, verdict }) => [name, primary, verdict]),
			[['human_rating', true, 'improved']],
		);
	});

	test('says of two rated cases that they are not enough', () => {
		const comparison = compare(side('v1', said([0, 1, ana], [1, 2, ana])), side('v2', said([0, 5, ana], [1, 5, ana])));
		assert.equal(rating(comparison)?.verdict, 'not-enough-data');
		assert.equal(rating(comparison)?.pairs, 2);
	});

	test('compares only cases that are rated on both sides and counts the others', () => {
		const comparison = compare(side('v1', said(...everyCase(() => 3))), side('v2', said([0, 5, ana])));
		assert.equal(rating(comparison)?.pairs, 1);
		assert.equal(rating(comparison)?.dropped, 11);
	});

	test('leaves the scores of a scorer that has the same name as they are', () => {
		const scores = { rate: 1, human_rating: 3 };
		const comparison = compare(side('v1', said([0, 90, ana]), scores), side('v2', said([0, 100, ana]), scores));
		assert.equal(rating(comparison), undefined, 'not declared, so it is no metric here');
		const declared = compare(side('v1', said([0, 90, ana]), scores), side('v2', [], scores), { human_rating: { primary: true } });
		assert.equal(rating(declared)?.baseline?.mean, 3);
	});

	test('stands beside the answer it is about, with who said it and when', () => {
		const comparison = compare(side('v1', said([3, 'wrong-tone', ana])), side('v2', []));
		const result = comparison.cases.find(item => item.case === '3')?.sides[0];
		assert.equal(result?.run, exampleRun(1).id);
		assert.deepEqual(result.ratings, [{ run: exampleRun(1).id, by: ana, at: '2025-02-01T09:00:00Z', label: 'wrong-tone' }]);
		assert.equal(rating(comparison), undefined, 'a label is no score');
	});
});

suite('agreement of raters', () => {
	test('is not asked of one person', () => {
		assert.equal(compare(side('v1', said(...everyCase(() => 3))), side('v2', [])).agreement, undefined);
	});

	test('is Krippendorff’s alpha of the scores, told in the footnote', () => {
		const one = everyCase(id => id % 5);
		const other = everyCase(id => (id === 0 ? 1 : id % 5), bo);
		const comparison = compare(side('v1', said(...one, ...other)), side('v2', []));
		assert.equal(comparison.agreement?.scored, 12);
		assert.ok((comparison.agreement.alpha ?? 0) > 0.9);
		assert.match(comparison.agreement.words, /^2 people rated, alpha 0\.9\d on 12 answers scored by several people \(Krippendorff\)$/);
		assert.ok(comparison.footnote.endsWith(comparison.agreement.words));
	});

	test('is Cohen’s kappa of the labels of two people, chance taken out', () => {
		const labels: readonly (readonly [string, string])[] = [
			['good', 'good'],
			['good', 'bad'],
			['bad', 'bad'],
			['bad', 'bad'],
		];
		const feedback = said(
			...labels.flatMap(([one, other], id): Said[] => [
				[id, one, ana],
				[id, other, bo],
			]),
		);
		const { agreement } = compare(side('v1', feedback), side('v2', []));
		assert.equal(agreement?.labels, 0.5);
		assert.equal(agreement.words, '2 people rated, kappa 0.50 on 4 answers labelled by several people');
	});

	test('is alpha at nominal level of the labels of three people', () => {
		const feedback = said(...['good', 'bad', 'good', 'bad'].flatMap((label, id): Said[] => [ana, bo, cy].map(by => [id, label, by])));
		assert.equal(compare(side('v1', feedback), side('v2', [])).agreement?.labels, 1);
	});

	test('is undefined where all agree on one value, and unknown where nobody rated the same', () => {
		const alike = said([0, 3, ana], [0, 3, bo], [1, 3, ana], [1, 3, bo]);
		assert.match(compare(side('v1', alike), side('v2', [])).agreement?.words ?? '', /alpha undefined on 2 answers/);
		const apart = said([0, 3, ana], [1, 3, bo]);
		assert.equal(
			compare(side('v1', apart), side('v2', [])).agreement?.words,
			'2 people rated, no answer was rated by more than one person, so agreement is unknown',
		);
	});
});
