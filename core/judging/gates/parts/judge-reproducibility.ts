import { formatDelta } from '../../compare/report/format-metric.ts';
import { averageByCase } from '../../compare/cases/case-answers.ts';
import type { ErrorPolicy } from '../../../formats/run/error-score.ts';
import type { CompareSideInput, RunWithSamples } from '../../compare/cases/compare-side.ts';
import type { PlannedMetric } from '../../compare/cases/planned-metrics.ts';
import { decideTolerance } from '../../../statistics/bounds/decide-tolerance.ts';
import { runDeviation } from '../../../statistics/repeats/run-deviation.ts';
import type { RunDeviation } from '../../../statistics/repeats/run-deviation.ts';
import type { GateFinding } from '../gate.ts';
import { boundRange } from './bound-range.ts';
import { confidence, roundObserved } from './bound-words.ts';

/** Runs under equal conditions, and how much they may vary. */
export interface RepeatQuestion {
	readonly runs: readonly RunWithSamples[];
	readonly isSameSeed: boolean;
	readonly metric: PlannedMetric;
	/** The largest standard deviation of a run's mean, in the unit of the metric. */
	readonly tolerance: number;
	readonly decision: { readonly alpha: number; readonly errors: ErrorPolicy };
}

/**
 * Whether the mean of a run varies by no more than the tolerance, on the interval of its standard deviation. Undefined when no case has
 * a value in every run.
 */
export function judgeReproducibility({ runs, isSameSeed, metric, tolerance, decision }: RepeatQuestion): GateFinding | undefined {
	const values = commonValues(runs, metric, decision.errors);
	const { alpha } = decision;
	const found = runDeviation(values, { alpha, scoreRange: boundRange([sideOf(runs)], metric) });
	if (found === undefined) return undefined;
	const outcome = decideTolerance(found.interval, tolerance);
	const [low, high] = found.interval.map(end => sizeOf(metric.name, end));
	const seeds = isSameSeed ? 'with the same seed' : 'with different seeds';
	const basis = `${metric.name} in ${runs.length} runs ${seeds} over ${values[0]?.length ?? 0} cases`;
	const sentences = [
		`The mean of a run has a standard deviation of ${sizeOf(metric.name, found.deviation)} (${basis}), ${confidence(alpha)} ${low ?? ''} to ${high ?? ''}.`,
		reasonWords(outcome, sizeOf(metric.name, tolerance)),
		...adviceOf(outcome, found),
	];
	return { outcome, observed: roundObserved(found.deviation), detail: sentences.join(' ') };
}

/** Of each run the values of the cases that every run has, in the same order. */
function commonValues(runs: readonly RunWithSamples[], metric: PlannedMetric, errors: ErrorPolicy): readonly (readonly number[])[] {
	const byRun = runs.map(run => averageByCase(sideOf([run]), [metric], errors));
	const valueOf = (cases: (typeof byRun)[number], id: string): number | undefined => cases.get(id)?.scores.get(metric.name)?.mean;
	const common = [...(byRun[0]?.keys() ?? [])].filter(id => byRun.every(cases => valueOf(cases, id) !== undefined));
	return byRun.map(cases => common.flatMap(id => valueOf(cases, id) ?? []));
}

function sideOf(runs: readonly RunWithSamples[]): CompareSideInput {
	return { label: '', experiment: undefined, variant: undefined, runs };
}

function reasonWords(outcome: ReturnType<typeof decideTolerance>, tolerance: string): string {
	switch (outcome) {
		case 'passed':
			return `The whole interval is within the tolerance of ${tolerance}.`;
		case 'failed':
			return `The whole interval is beyond the tolerance of ${tolerance}.`;
		case 'inconclusive':
			return `The interval includes the tolerance of ${tolerance}.`;
	}
}

function adviceOf(outcome: ReturnType<typeof decideTolerance>, { source }: RunDeviation): readonly string[] {
	if (outcome === 'passed') return [];
	if (source === 'between-runs') return ['Whole runs vary more than their answers do, so only more runs can tell more.'];
	return outcome === 'failed'
		? ['More cases would make the deviation smaller.']
		: ['More runs would narrow the interval, more cases would make the deviation smaller.'];
}

/** Without a sign: how large a deviation is. */
function sizeOf(name: string, value: number): string {
	return formatDelta(name, value).replace(/^\+/, '');
}
