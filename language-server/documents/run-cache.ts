import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import { readUncounted } from '../../core/workspace/runs/current/read-current-runs.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import type { LoadedRun } from '../../core/workspace/runs/load-runs.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';
import type { ExperimentSummary } from '../../core/workspace/summaries/file-summary.ts';

/** Run records by experiment folder, read once and kept until a file below the folder changes. */
export interface RunCache {
	/** The runs of the experiments in `folders`, those of one folder together. */
	get(folders: readonly WorkspacePath[], signal: CancelSignal): Promise<readonly RunRecord[]>;
	/** Ids of the runs of an experiment of which nothing counts any more, kept until any file changes: scorers may lie anywhere. */
	uncounted(summary: ExperimentSummary, signal: CancelSignal): Promise<ReadonlySet<string>>;
	/** Forgets what `paths` may have changed. */
	forget(paths: readonly WorkspacePath[]): void;
}

export function createRunCache(files: FileReader): RunCache {
	const byFolder = new Map<WorkspacePath, readonly LoadedRun[]>();
	const uncountedBy = new Map<WorkspacePath, ReadonlySet<string>>();
	return {
		async get(folders, signal) {
			const all: RunRecord[] = [];
			for (const folder of folders) all.push(...(await runsOf(folder, signal)).map(({ record }) => record));
			return all;
		},
		async uncounted(summary, signal) {
			const known = uncountedBy.get(summary.folder);
			if (known !== undefined) return known;
			const found = await readUncounted(summary, await runsOf(summary.folder, signal), files, signal);
			uncountedBy.set(summary.folder, found);
			return found;
		},
		forget(paths) {
			if (paths.length > 0) uncountedBy.clear();
			for (const folder of byFolder.keys()) {
				if (paths.some(path => path.startsWith(folder === '' ? 'runs/' : `${folder}/runs`))) byFolder.delete(folder);
			}
		},
	};

	async function runsOf(folder: WorkspacePath, signal: CancelSignal): Promise<readonly LoadedRun[]> {
		const known = byFolder.get(folder);
		if (known !== undefined) return known;
		const { runs } = await loadRuns(files, folder, signal);
		byFolder.set(folder, runs);
		return runs;
	}
}
