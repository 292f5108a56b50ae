import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import { loadRuns } from '../../core/workspace/runs/load-runs.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';

/** Run records by experiment folder, read once and kept until a file below the folder changes. */
export interface RunCache {
	/** The runs of the experiments in `folders`, those of one folder together. */
	get(folders: readonly WorkspacePath[], signal: CancelSignal): Promise<readonly RunRecord[]>;
	/** Forgets what `paths` may have changed. */
	forget(paths: readonly WorkspacePath[]): void;
}

export function createRunCache(files: FileReader): RunCache {
	const byFolder = new Map<WorkspacePath, readonly RunRecord[]>();
	return {
		async get(folders, signal) {
			const all: RunRecord[] = [];
			for (const folder of folders) all.push(...(await runsOf(folder, signal)));
			return all;
		},
		forget(paths) {
			for (const folder of byFolder.keys()) {
				if (paths.some(path => path.startsWith(folder === '' ? 'runs/' : `${folder}/runs`))) byFolder.delete(folder);
			}
		},
	};

	async function runsOf(folder: WorkspacePath, signal: CancelSignal): Promise<readonly RunRecord[]> {
		const known = byFolder.get(folder);
		if (known !== undefined) return known;
		const { runs } = await loadRuns(files, folder, signal);
		const records = runs.map(({ record }) => record);
		byFolder.set(folder, records);
		return records;
	}
}
