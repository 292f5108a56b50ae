import { formatMetric } from '../../compare/report/format-metric.ts';
import type { LoadedRun } from '../../../workspace/runs/load-runs.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { keepsBound, roundObserved, thresholdOf } from './bound-words.ts';
import type { Bound } from './bound-words.ts';
import { evidenceOf } from './evidence-of.ts';
import type { GateFinding } from '../gate.ts';

/** The value of each run that has one, together with the run. */
export interface RunTotal {
	readonly run: LoadedRun;
	readonly value: number;
}

/** Reads one number of each run; runs without it are left out. */
export function totalsOf(runs: readonly LoadedRun[], read: (record: RunRecord) => number | undefined): readonly RunTotal[] {
	return runs.flatMap(run => {
		const value = read(run.record);
		return value === undefined || !Number.isFinite(value) ? [] : [{ run, value }];
	});
}

/** Holds a bound against every run: the worst decides. For measures of whole runs, which have no interval over cases. */
export function decideByWorstRun(totals: readonly [RunTotal, ...RunTotal[]], bound: Bound, metric: string): GateFinding {
	const values = totals.map(({ value }) => value);
	const worst = bound.kind === 'min' ? Math.min(...values) : Math.max(...values);
	const count = totals.length === 1 ? 'the only run' : `the worst of ${totals.length} runs`;
	return {
		outcome: keepsBound(worst, bound) ? 'passed' : 'failed',
		observed: roundObserved(worst),
		threshold: thresholdOf(bound),
		detail: `${formatMetric(metric, worst)} in ${count}. Only run totals were recorded, without a value for each case, so the worst run decides.`,
		...evidenceOf(totals.map(({ run }) => run)),
	};
}

/** True for a list with an entry. */
export function hasTotals(totals: readonly RunTotal[]): totals is readonly [RunTotal, ...RunTotal[]] {
	return totals.length > 0;
}
