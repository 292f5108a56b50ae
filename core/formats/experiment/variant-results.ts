import { ownValue } from '../../base/own-value.ts';
import type { RunRecord } from '../run/run-record.ts';
import { mean } from '../../statistics/descriptive/mean.ts';
import type { Experiment } from './experiment.ts';

/** The text of `results/metrics.json`: for each declared variant its runs, and each metric over the completed ones. */
export function variantResults(experiment: Experiment, runs: readonly RunRecord[]): string {
	const variants = Object.keys(experiment.variants).map((variant): readonly [string, unknown] => {
		const own = runs.filter(run => run.variant === variant);
		const completed = own.filter(run => run.status === 'completed');
		const names = [...new Set(completed.flatMap(run => Object.keys(run.metrics)))].sort();
		const metrics = names.map((name): readonly [string, unknown] => [
			name,
			overRuns(completed.flatMap(run => ownValue(run.metrics, name) ?? [])),
		]);
		const summary = { runs: completed.length, unfinished: own.length - completed.length, metrics: Object.fromEntries(metrics) };
		return [variant, summary];
	});
	const results = { schema: 'stagemark/results/v1', experiment: experiment.id, variants: Object.fromEntries(variants) };
	return `${JSON.stringify(results, null, 2)}\n`;
}

/** Over runs, as a reading aid. Tests are made over cases, and their results stand in comparisons.csv. */
function overRuns(values: readonly number[]): unknown {
	return { mean: mean(values), min: Math.min(...values), max: Math.max(...values), runs: values.length };
}
