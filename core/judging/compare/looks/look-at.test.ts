import assert from 'node:assert/strict';
import { assertTranslated } from '../../../../test/support/translation/assert-translated.ts';
import { exampleRun } from '../../../../test/golden/example-run.ts';
import { experimentSchema } from '../../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { sampleSchema } from '../../../formats/run/sample.ts';
import { decisionRule, withPlan } from '../../gates/parts/decision-rule.ts';
import { compareRuns } from '../compare-runs.ts';
import type { CompareSideInput } from '../cases/compare-side.ts';
import type { Comparison } from '../comparison.ts';
import { comparisonToCsv, comparisonToHtml, comparisonToMarkdown, comparisonToText } from '../report/format-comparison.ts';

const promptOf = (variant: string): RunRecord['prompt'] => ({
	name: 'greeter',
	version: variant === 'v1' ? '1.0.0' : '2.0.0',
	path: 'greeter.j2',
	sha256: variant.slice(-1).repeat(64),
});

/** Answers to `caseCount` cases, right in all but those that `isWrong` names. */
function side(variant: string, caseCount: number, isWrong: (index: number) => boolean, seeds = [1]): CompareSideInput {
	const samples = Array.from({ length: caseCount }, (_, index) =>
		sampleSchema.parse({ case: index, scores: { pass: isWrong(index) ? 0 : 1 } }),
	);
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: seeds.map((seed, index) => ({ record: exampleRun(index, { seed, prompt: promptOf(variant) }), samples })),
	};
}

/** The baseline loses `lost` in 10 cases that the candidate does not. */
function compareAt(caseCount: number, lost: number, plan: object, seeds = [1]): Comparison {
	const experiment = experimentSchema.parse({
		id: 'exp-001',
		seeds: [1],
		dataset: { path: 'a.jsonl', size: 100 },
		metrics: { pass: { primary: true, min_effect: 0.05 } },
		...plan,
	});
	const sides = [side('v1', caseCount, index => index % 10 < lost, seeds), side('v2', caseCount, () => false, seeds)];
	return compareRuns({ title: 't', sides, experiment });
}

const looks = (count: number | 'any'): object => ({ decision: { looks: count } });

const cases: readonly (readonly [title: string, comparison: () => Comparison, sentence: RegExp, words: RegExp])[] = [
	[
		'before the first look nothing is decided',
		() => compareAt(19, 5, looks(5)),
		/Before look 1 of 5, with 19 % of the planned answers: nothing is decided yet\.$/,
		/^Not enough data · the first of 5 looks is at 20 % of the planned answers$/,
	],
	[
		'at a look the level is what the looks before have left of alpha',
		() => compareAt(40, 5, looks(5)),
		/Interim: 1 of 1 planned seeds, 40 of 100 cases\. Look 2 of 5, with 40 % of the planned answers: a difference counts with p < 0\.00079, so that all looks together keep to 5 % false alarms\.$/,
		/^Improved$/,
	],
	[
		'what is below alpha and not below the level is no difference',
		() => compareAt(40, 2, looks(5)),
		/Look 2 of 5/,
		/^No difference shown/,
	],
	['without looks the same data are', () => compareAt(40, 2, {}), /40 of 100 cases\.$/, /^Improved$/],
	['between looks the level is stricter', () => compareAt(50, 5, looks(5)), /Look 2 of 5, with 50 % .* p < 0\.00017,/, /^Improved$/],
	['the last look pays for the others', () => compareAt(100, 2, looks(2)), /Look 2 of 2, with all of .* p < 0\.049,/, /^Improved$/],
	[
		'an always-valid sequence counts no looks',
		() => compareAt(40, 5, looks('any')),
		/One of any number of looks, with 40 %/,
		/^Improved$/,
	],
	[
		'a plan that counts neither seeds nor cases cannot tell',
		() => compareAt(40, 5, { ...looks(3), seeds: undefined, dataset: { path: 'a.jsonl' } }),
		/^(?!.*Look)/,
		/^Not enough data · the plan has looks, but neither seeds nor a number of cases to count them by$/,
	],
	[
		'seeds alone count where the number of cases is not planned',
		() => compareAt(40, 5, { ...looks(2), seeds: [1, 2], dataset: { path: 'a.jsonl' } }),
		/Look 1 of 2, with 50 % of the planned answers/,
		/^Improved$/,
	],
	[
		'answers that were not planned bring no look closer',
		() => compareAt(30, 5, { ...looks(4), seeds: [1, 2] }, [1, 7, 8]),
		/Before look 1 of 4, with 15 % of the planned answers/,
		/^Not enough data/,
	],
];

suite('a look that the plan allows', () => {
	for (const [title, compare, sentence, words] of cases) {
		test(title, () => {
			const comparison = compare();
			assert.match(comparison.comparability, sentence);
			const [metric] = comparison.metrics;
			assert.match(metric?.words ?? '', words);
			assertTranslated(metric?.words ?? '');
			assertTranslated(comparison.comparability);
		});
	}

	test('looking again at the same answers is the same look', () => {
		assert.deepEqual(compareAt(40, 5, looks(5)).look, compareAt(40, 5, looks(5)).look);
	});

	test('is in JSON, text, Markdown, HTML and CSV, with the interval that belongs to it', () => {
		const comparison = compareAt(40, 5, looks(5));
		assert.deepEqual(comparison.look, { number: 2, planned: 5, share: 0.4, overall_alpha: 0.05 });
		assert.ok(Math.abs(comparison.alpha - 0.00079) < 1e-5);
		for (const print of [comparisonToText, comparisonToMarkdown, comparisonToHtml]) {
			assert.match(print(comparison), /Look 2 of 5, with 40 % [^]*99\.921 % interval/);
		}
		assert.match(comparisonToCsv(comparison), /,alpha,look,looks_planned,look_share,[^]*,0\.00078\d+,2,5,0\.4,/);
	});
});

suite('a gate and a plan that is not complete', () => {
	const plan = (decision: object) =>
		experimentSchema.parse({ id: 'exp-001', seeds: [1], dataset: { path: 'a.jsonl', size: 100 }, decision });
	const passed = { outcome: 'passed', detail: 'The whole interval is at least 90 %.' } as const;
	const table: readonly (readonly [title: string, cases: number, decision: object, outcome: string, detail: RegExp])[] = [
		['decides when everything is there', 100, {}, 'passed', /90 %\.$/],
		[
			'waits for the rest',
			40,
			{},
			'inconclusive',
			/90 %\. Interim: 1 of 1 planned seeds, 40 of 100 cases\. Nothing is decided before all planned seeds and cases are there, unless the plan allows looks/,
		],
		['decides at a look', 40, { looks: 5 }, 'passed', /90 %\.$/],
		[
			'waits for the first look',
			10,
			{ looks: 5 },
			'inconclusive',
			/Nothing is decided yet: the first of 5 looks is at 20 % of the planned answers\.$/,
		],
		['decides at any look', 10, { looks: 'any' }, 'passed', /90 %\.$/],
	];
	for (const [title, caseCount, decision, outcome, detail] of table) {
		test(title, () => {
			const rule = decisionRule(plan(decision), [side('v1', caseCount, () => false)]);
			const found = withPlan(passed, rule);
			assert.equal(found.outcome, outcome);
			assert.match(found.detail ?? '', detail);
			assertTranslated(found.detail ?? '');
			if ('looks' in decision && outcome === 'passed') assert.ok(rule.alpha < 0.05);
		});
	}
});
