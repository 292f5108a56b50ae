import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/**
 * What scored a run, when the request does not say: the first word of the experiment's `run.command` that is a file of the
 * workspace (`evaluate.py` of `python evaluate.py`), looked for beside the methodology and then from the root, with the
 * hash of its content, and its path. Undefined when there is none; comparisons then cannot tell whether the scorer changed.
 */
export async function findScorer(
	experiment: Experiment,
	folder: WorkspacePath,
	files: FileReader,
	signal: CancelSignal,
): Promise<{ readonly scorer: NonNullable<RunRecord['scorer']>; readonly path: WorkspacePath } | undefined> {
	const words = experiment.run?.command.split(/\s+/).filter(word => !word.startsWith('-')) ?? [];
	for (const word of words) {
		const name = word.replace(/^["']|["']$/g, '').replace(/^\.\//, '');
		for (const path of [`${folder}/${name}`, name]) {
			const sha256 = await files.sha256(path, signal);
			if (sha256 !== undefined) return { scorer: { name, sha256 }, path };
		}
	}
	return undefined;
}
