import { evaluateScorer } from '../../formats/experiment/evaluate-scorer.ts';
import type { Experiment } from '../../formats/experiment/experiment.ts';
import { scorerFiles } from '../../formats/experiment/scorer-files.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';

/** The scorers of a plan that asks a model, with the files they name as they are now. */
export async function readEvaluateScorer(
	experiment: Pick<Experiment, 'metrics'>,
	files: Pick<FileReader, 'sha256'>,
	signal: CancelSignal,
): Promise<ReturnType<typeof evaluateScorer>> {
	const hashes = new Map<string, string | undefined>();
	for (const path of scorerFiles(experiment)) hashes.set(path, await files.sha256(path, signal));
	return evaluateScorer(experiment, hashes);
}
