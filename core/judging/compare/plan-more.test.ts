import assert from 'node:assert/strict';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { exampleRun } from '../../../test/golden/example-run.ts';
import { normal } from '../../../test/statistics/draw.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import { createSeededRandom } from '../../statistics/resampling/seeded-random.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import { compareRuns } from './compare-runs.ts';
import type { MetricComparison } from './comparison.ts';

/** The score of a seed and a case. */
type Score = (seed: number, index: number) => number;

const prompt = (digit: string): RunRecord['prompt'] => ({
	name: 'greeter',
	version: `${digit}.0.0`,
	path: 'g.j2',
	sha256: digit.repeat(64),
});

function side(digit: string, cases: number, seeds: number, score: Score): CompareSideInput {
	const runs = Array.from({ length: seeds }, (_, seed) => ({
		record: exampleRun(seed, { seed, prompt: prompt(digit) }),
		samples: Array.from({ length: cases }, (__, index) => sampleSchema.parse({ case: index, scores: { grade: score(seed, index) } })),
	}));
	return { label: `v${digit}`, experiment: undefined, variant: `v${digit}`, runs };
}

interface Question {
	readonly cases: number;
	readonly seeds?: number;
	readonly before: Score;
	readonly after: Score;
	readonly metrics?: object;
	readonly effect?: number;
}

function compare({ cases, seeds = 1, before, after, metrics, effect = 0.1 }: Question): MetricComparison {
	const experiment = experimentSchema.parse({ id: 'e', metrics: { grade: { primary: true, min_effect: effect }, ...metrics } });
	const sides = [side('1', cases, seeds, before), side('2', cases, seeds, after)];
	const [metric] = compareRuns({ title: 't', sides, experiment }).metrics;
	if (metric === undefined) assert.fail('nothing was compared');
	return metric;
}

/** Scores with a spread between cases and one between the answers to a case. */
function scores(seed: number, between: number, within: number): Score {
	const random = createSeededRandom(seed);
	const luck = Array.from({ length: 1000 }, () => between * normal(random));
	return (_, index) => 3 + (luck[index] ?? 0) + within * normal(random);
}

suite('what more data would take', () => {
	const passes =
		(every: number): Score =>
		(_, index) =>
			index % every === 0 ? 0 : 1;
	const table: readonly (readonly [title: string, metric: () => MetricComparison, words: RegExp])[] = [
		[
			'pass or fail: by exact McNemar, as a range',
			() => compare({ cases: 40, before: passes(4), after: passes(5) }),
			/; about 180 to 330 more cases would tell$/,
		],
		[
			'scores: by t',
			() => compare({ cases: 20, before: scores(1, 0.2, 0), after: scores(2, 0.2, 0) }),
			/; about \d+ to \d+ more cases would tell$/,
		],
		[
			'answers that vary more than cases: seeds are cheaper',
			() => compare({ cases: 100, seeds: 2, before: scores(3, 0, 0.5), after: scores(21, 0, 0.5) }),
			/; about \d+ more seeds would tell$/,
		],
		[
			'cases that vary more than answers: cases are cheaper',
			() => compare({ cases: 60, seeds: 2, before: scores(5, 0.5, 0.05), after: scores(6, 0.5, 0.05) }),
			/; about \d+ to \d+ more cases would tell$/,
		],
		['enough: nothing', () => compare({ cases: 200, before: scores(7, 0.1, 0), after: scores(8, 0.1, 0) }), /^(?!.*would tell)/],
	];
	for (const [title, measure, words] of table) {
		test(title, () => {
			const metric = measure();
			assert.match(metric.words, words);
			assertTranslated(metric.words);
		});
	}

	test('grows with the tests that are corrected together, and shrinks with the square of the effect', () => {
		const question = { cases: 20, before: scores(1, 0.2, 0), after: scores(2, 0.2, 0) };
		const needed = (changes: Partial<Question>): number =>
			compare({ ...question, ...changes, before: scores(1, 0.2, 0), after: scores(2, 0.2, 0) }).cases_needed ?? 0;
		const alone = needed({});
		assert.ok(needed({ metrics: { error_free: {} } }) >= alone);
		const half = needed({ effect: 0.05 });
		assert.ok(half > 3.5 * alone && half < 4.5 * alone, `${half} for half the effect, ${alone} for the effect`);
	});

	test('is a number of cases in JSON, with the ends of its range', () => {
		const metric = compare({ cases: 20, before: scores(1, 0.2, 0), after: scores(2, 0.2, 0) });
		const [low, high] = metric.cases_needed_range ?? [];
		assert.ok((low ?? 0) < (metric.cases_needed ?? 0) && (metric.cases_needed ?? 0) < (high ?? 0));
	});
});
