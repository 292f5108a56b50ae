import { canonicalJson } from '../../base/canonical-json.ts';
import { formatMetric } from '../compare/report/format-metric.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import { primaryMetric } from '../../workspace/runs/run-summary.ts';
import type { GateRule } from '../../formats/config/promotion-config.ts';
import { roundObserved } from './parts/bound-words.ts';
import { evidenceOf } from './parts/evidence-of.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';
import { withoutMetric, withoutRuns } from './parts/without-data.ts';

/**
 * Passes when runs under equal conditions agree: the largest distance between two of them on a metric is within the tolerance. Equal
 * conditions are variant, model, parameters, dataset and scorer. Repeats of one seed count first; without enough of them, runs
 * with different seeds, which is the harder test.
 */
export const reproducibility: Gate = {
	id: 'reproducibility',
	documentation: {
		example: '{reproducibility: {runs: 2, tolerance: 0.02}}',
		passes: 'Runs under equal conditions agree within the tolerance.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.reproducibility === undefined) return [];
		const rule = requirement.rule.reproducibility;
		return [{ label: 'reproducibility', evaluate: context => Promise.resolve(evaluate(context, rule)) }];
	},
};

type ReproducibilityRule = NonNullable<GateRule['reproducibility']>;

function evaluate({ subject }: GateContext, { runs: needed, tolerance, metric }: ReproducibilityRule): GateFinding {
	const threshold = `${needed} runs within ${tolerance}`;
	if (subject.runs.length === 0) return withoutRuns(subject, threshold);
	const { runs, isSameSeed } = repeatsOf(subject.runs, needed);
	if (runs.length < needed) {
		const detail = `${runs.length} ${runs.length === 1 ? 'run has' : 'runs have'} equal conditions, and ${needed} are needed. Run the experiment again with “stagemark run --again”.`;
		return { outcome: 'inconclusive', observed: runs.length, threshold, detail, ...evidenceOf(runs) };
	}
	const spreads = metricsOf(subject.experiment, runs, metric).map(name => spreadOf(runs, name));
	const [worst] = spreads.toSorted((left, right) => right.spread - left.spread);
	if (worst === undefined || spreads.some(({ spread }) => Number.isNaN(spread))) {
		return { ...withoutMetric(subject, metric ?? 'a metric of the experiment', threshold), ...evidenceOf(runs) };
	}
	const { name, low, high, spread } = worst;
	const isWithin = spread <= tolerance + 1e-12 * Math.max(1, Math.abs(high));
	const seeds = isSameSeed ? 'with the same seed' : 'with different seeds';
	return {
		outcome: isWithin ? 'passed' : 'failed',
		observed: roundObserved(spread),
		threshold,
		detail: `${name} is between ${formatMetric(name, low)} and ${formatMetric(name, high)} in ${runs.length} runs ${seeds}.`,
		...evidenceOf(runs),
	};
}

function repeatsOf(runs: readonly LoadedRun[], needed: number): { readonly runs: readonly LoadedRun[]; readonly isSameSeed: boolean } {
	const sameSeed = largestGroup(runs, ({ record }) => canonicalJson([conditionsOf(record), record.seed]));
	return sameSeed.length >= needed
		? { runs: sameSeed, isSameSeed: true }
		: { runs: largestGroup(runs, ({ record }) => canonicalJson(conditionsOf(record))), isSameSeed: false };
}

function conditionsOf({ variant, model, parameters, dataset, scorer }: LoadedRun['record']): readonly unknown[] {
	return [variant, model, parameters, dataset?.sha256 ?? dataset?.path ?? null, scorer];
}

function largestGroup(runs: readonly LoadedRun[], keyOf: (run: LoadedRun) => string): readonly LoadedRun[] {
	const groups = new Map<string, LoadedRun[]>();
	for (const run of runs) groups.set(keyOf(run), [...(groups.get(keyOf(run)) ?? []), run]);
	return [...groups.values()].sort((left, right) => right.length - left.length)[0] ?? [];
}

function metricsOf(
	experiment: GateContext['subject']['experiment'],
	runs: readonly LoadedRun[],
	wanted: string | undefined,
): readonly string[] {
	if (wanted !== undefined) return [wanted];
	const primary = experiment && primaryMetric(experiment.experiment)?.name;
	if (primary !== undefined) return [primary];
	return [...new Set(runs.flatMap(({ record }) => Object.keys(record.metrics)))];
}

/** NaN for a metric that a run does not have. */
function spreadOf(
	runs: readonly LoadedRun[],
	name: string,
): { readonly name: string; readonly low: number; readonly high: number; readonly spread: number } {
	const values = runs.map(({ record }) => (Object.hasOwn(record.metrics, name) ? (record.metrics[name] ?? Number.NaN) : Number.NaN));
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return { name, low, high, spread: high - low };
}
