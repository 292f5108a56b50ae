import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { FileReader } from '../../../ports/file-store.ts';
import { visitSamples } from '../../../formats/run/parse-samples.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import type { ExperimentSummary } from '../../summaries/file-summary.ts';
import { currentRuns } from './current-runs.ts';
import type { CurrentRuns, RunReading } from './current-runs.ts';
import { findScorer } from '../find-scorer.ts';
import type { LoadedRun } from '../load-runs.ts';

/**
 * The runs of one experiment that count, for those that list runs and compare nothing. Reads of the samples only their cases.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readCurrentRuns(
	summary: ExperimentSummary,
	runs: readonly LoadedRun[],
	files: FileReader,
	signal: CancelSignal,
): Promise<CurrentRuns> {
	const reading: RunReading = {
		casesOf: run => casesOf(run, files, signal),
		plannedScorer: () => plannedScorer(summary, runs, files, signal),
	};
	return await currentRuns(runs, reading);
}

/**
 * Ids of the runs of one experiment of which nothing counts any more.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readUncounted(
	summary: ExperimentSummary,
	runs: readonly LoadedRun[],
	files: FileReader,
	signal: CancelSignal,
): Promise<ReadonlySet<string>> {
	const { superseded } = await readCurrentRuns(summary, runs, files, signal);
	return new Set(superseded.filter(({ remaining }) => remaining === 0).map(({ run }) => run));
}

/** The scorer that the plan names today, as a run that is recorded now would have it. */
export async function plannedScorer(
	summary: ExperimentSummary,
	runs: readonly LoadedRun[],
	files: FileReader,
	signal: CancelSignal,
): Promise<RunRecord['scorer'] | undefined> {
	const listed = new Set((await files.list('', signal)).map(({ path }) => path));
	const prompts = new Set(runs.flatMap(({ record }) => record.prompt?.path ?? []));
	return (await findScorer(summary, { prompts, listed }, files, signal)).scorer ?? undefined;
}

async function casesOf(run: LoadedRun, files: FileReader, signal: CancelSignal): Promise<ReadonlySet<string>> {
	const cases = new Set<string>();
	if (run.hasSamples) await visitSamples(files.lines(`${run.folder}/samples.jsonl`, signal), sample => cases.add(sample.case), signal);
	return cases;
}
