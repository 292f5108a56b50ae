import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { LoadedRun } from '../load-runs.ts';
import { groupsOf, settleRuns } from './settle-runs.ts';
import type { RunCases, SupersededRun } from './settle-runs.ts';

/** What has to be read to tell which runs count. */
export interface RunReading {
	/** The cases a run has answers to. */
	readonly casesOf: (run: LoadedRun) => Promise<ReadonlySet<string>>;
	/** What the plan of an experiment names as its scorer today. */
	readonly plannedScorer: (experiment: string) => Promise<RunRecord['scorer'] | undefined>;
}

/** The runs that count, and those in whose place they do. */
export interface CurrentRuns {
	/** In the given order; `replacedCases` says what does not count of a run. */
	readonly runs: readonly LoadedRun[];
	readonly superseded: readonly SupersededRun[];
}

/**
 * The completed runs that count, see `settleRuns`. Samples are read only where a variant has several runs of one seed, and the scorer of
 * the plan only where these were scored in different ways.
 */
export async function currentRuns(runs: readonly LoadedRun[], reading: RunReading): Promise<CurrentRuns> {
	const completed = runs.filter(({ record }) => record.status === 'completed');
	const rivals = [...groupsOf(completed).values()].filter(group => group.length > 1);
	const settled: SupersededRun[] = [];
	for (const group of rivals) {
		const read: RunCases[] = [];
		for (const run of group) read.push({ record: run.record, cases: await reading.casesOf(run) });
		const scorers = new Set(group.map(({ record }) => JSON.stringify(record.scorer)));
		const planned = scorers.size > 1 ? await reading.plannedScorer(group[0]?.record.experiment ?? '') : undefined;
		settled.push(...settleRuns(read, () => planned));
	}
	const byRun = new Map(settled.map(each => [each.run, each]));
	return {
		runs: completed.flatMap(run => withoutReplaced(run, byRun.get(run.record.id))),
		superseded: completed.flatMap(({ record }) => byRun.get(record.id) ?? []),
	};
}

function withoutReplaced(run: LoadedRun, superseded: SupersededRun | undefined): readonly LoadedRun[] {
	if (superseded === undefined) return [run];
	return superseded.remaining === 0 ? [] : [{ ...run, replacedCases: superseded.replaced }];
}
