import type { RunRecord } from '../../formats/run/run-record.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Worktree } from '../../ports/ports.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import type { ReproduceFailure } from './reproduction.ts';

/**
 * Puts the inputs of a run that no commit had to their places: from the copies kept with the run, or of a file that was too large for
 * that, from the workspace when it still has this content. Then makes sure that the dataset is there.
 *
 * @throws The signal's reason when cancelled.
 */
export async function bringInputs(
	worktree: Worktree,
	{ record, folder }: LoadedRun,
	signal: CancelSignal,
): Promise<ReproduceFailure | undefined> {
	for (const { path, sha256: recorded, status, kept } of record.git?.files ?? []) {
		if (status === 'changed') continue;
		await worktree.bring(path, kept === undefined ? path : `${folder}/${kept}`);
		const found = await worktree.ports.files.sha256(path, signal);
		if (found !== recorded) return { kind: 'input-differs', path, recorded, found, isKept: kept !== undefined };
	}
	return await bringDataset(worktree, record, signal);
}

async function bringDataset(worktree: Worktree, { dataset }: RunRecord, signal: CancelSignal): Promise<ReproduceFailure | undefined> {
	if (dataset === null || dataset.sha256 === null) return undefined;
	const { files } = worktree.ports;
	const { path, sha256: recorded } = dataset;
	if ((await files.sha256(path, signal)) === recorded) return undefined;
	await worktree.bring(path);
	const found = await files.sha256(path, signal);
	return found === recorded ? undefined : { kind: 'dataset-differs', path, recorded, found };
}
