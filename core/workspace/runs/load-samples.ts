import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import type { LoadedRun } from './load-runs.ts';
import { parseSamples } from '../../formats/run/parse-samples.ts';
import type { SampleProblem } from '../../formats/run/parse-samples.ts';
import type { Sample } from '../../formats/run/sample.ts';

/**
 * The per-case results of one recorded run. A run without samples.jsonl has none, and no problems.
 *
 * @throws The signal's reason when cancelled.
 */
export async function loadSamples(
	files: FileReader,
	run: LoadedRun,
	signal: CancelSignal,
): Promise<{ readonly samples: readonly Sample[]; readonly problems: readonly SampleProblem[] }> {
	if (!run.hasSamples) return { samples: [], problems: [] };
	return parseSamples(files.lines(`${run.folder}/samples.jsonl`, signal), signal);
}
