import assert from 'node:assert/strict';
import { assertTranslated } from '../translation/assert-translated.ts';
import { examplePrompt, exampleRun } from '../../golden/example-run.ts';
import { experimentSchema } from '../../../core/formats/experiment/experiment.ts';
import type { Experiment } from '../../../core/formats/experiment/experiment.ts';
import type { RunRecord } from '../../../core/formats/run/run-record.ts';
import { sampleSchema } from '../../../core/formats/run/sample.ts';
import type { Sample } from '../../../core/formats/run/sample.ts';
import { compareRuns } from '../../../core/judging/compare/compare-runs.ts';
import type { CompareSideInput } from '../../../core/judging/compare/cases/compare-side.ts';
import type { Comparison, MetricComparison } from '../../../core/judging/compare/comparison.ts';

export const experiment = experimentOf({ rate: { primary: true } });

export function experimentOf(metrics: object, decision: object = {}): Experiment {
	return experimentSchema.parse({
		id: 'exp-001',
		variants: {
			v1: { prompt: 'code-generator@1.0.0', baseline: true },
			v2: { prompt: 'code-generator@2.0.0' },
			v3: { prompt: 'code-generator@3.0.0' },
		},
		metrics,
		decision,
	});
}

/** Samples with one score each; undefined leaves the case out, an Error is one. */
export function samplesOf(scores: readonly (number | Error | undefined)[], more: object = {}, metric = 'rate'): Sample[] {
	return scores.flatMap((score, index) => {
		if (score === undefined) return [];
		const answer = score instanceof Error ? { error: score.message } : { scores: { [metric]: score } };
		return sampleSchema.parse({ case: `case-${index}`, ...answer, ...more });
	});
}

export function side(variant: string, ...runs: readonly (readonly Sample[])[]): CompareSideInput {
	const number = Number(variant.slice(1));
	const record = (index: number): RunRecord =>
		exampleRun(number * 10 + index, { variant, prompt: examplePrompt(`${number}.0.0`), seed: index });
	return {
		label: `exp-001/${variant}`,
		experiment: 'exp-001',
		variant,
		runs: runs.map((samples, index) => ({ record: record(index), samples })),
	};
}

export function compare(before: CompareSideInput, after: CompareSideInput, rules: Experiment | undefined = experiment): Comparison {
	const comparison = compareRuns({ title: 'Test', sides: [before, after], experiment: rules });
	const { metrics, comparability, footnote, agreement } = comparison;
	// Whatever a comparison says here has to be there for readers of Portuguese too.
	for (const words of [...metrics.map(metric => metric.words), comparability, ...footnote.split(' · '), agreement?.words ?? '']) {
		if (words !== '') assertTranslated(words);
	}
	return comparison;
}

export function only(comparison: Comparison): MetricComparison {
	const [metric, ...others] = comparison.metrics.filter(({ name }) => name !== 'error_rate');
	assert.ok(metric !== undefined && others.length === 0);
	return metric;
}

export function repeat<Value>(count: number, value: Value): Value[] {
	return Array.from({ length: count }, () => value);
}
