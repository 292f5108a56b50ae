import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import { parseLfsPointer } from '../../formats/dataset/lfs-pointer.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** The dataset of a run as it is on disk now. */
export interface DatasetFacts {
	readonly dataset: RunRecord['dataset'];
	readonly warnings: readonly string[];
}

/**
 * Hashes the dataset of an experiment and counts its cases, streamed. What is missing on disk is recorded without a hash, with a warning:
 * comparisons can then only warn that nobody knows what was measured on.
 */
export async function describeDataset(dataset: Experiment['dataset'], files: FileReader, signal: CancelSignal): Promise<DatasetFacts> {
	const path = datasetPath(dataset);
	if (dataset === undefined || path === undefined) return { dataset: null, warnings: [] };
	const content = await files.read(path);
	if (content.kind === 'text' && parseLfsPointer(content.text) !== undefined) {
		const warning = `Only the Git LFS pointer of ${path} is on disk, so the run does not record which data it used. Fetch the data with “git lfs pull” and record again.`;
		return { dataset: { path, sha256: null, cases: dataset.size ?? null }, warnings: [warning] };
	}
	const sha256 = await files.sha256(path, signal);
	if (sha256 === undefined) {
		const warning = `The dataset ${path} is not on disk, so the run does not record which data it used. Fetch it and record again.`;
		return { dataset: { path, sha256: null, cases: dataset.size ?? null }, warnings: [warning] };
	}
	const cases = await countLines(files, path, signal);
	return { dataset: { path, sha256, cases }, warnings: differences(dataset, { path, sha256, cases }) };
}

/** Where the file is not what the methodology says it is. */
function differences(
	dataset: NonNullable<Experiment['dataset']>,
	{ path, sha256, cases }: { readonly path: WorkspacePath; readonly sha256: string; readonly cases: number },
): readonly string[] {
	const warnings: string[] = [];
	if (dataset.sha256 !== undefined && dataset.sha256 !== sha256) {
		warnings.push(
			`The dataset ${path} is not the one the methodology names: its SHA-256 is ${sha256.slice(0, 12)}…, not ${dataset.sha256.slice(0, 12)}…. The run records what is on disk.`,
		);
	}
	if (dataset.size !== undefined && dataset.size !== cases) {
		warnings.push(`The dataset ${path} has ${cases} cases, and the methodology says ${dataset.size}. The run records what is on disk.`);
	}
	return warnings;
}

async function countLines(files: FileReader, path: WorkspacePath, signal: CancelSignal): Promise<number> {
	let count = 0;
	for await (const line of files.lines(path, signal)) if (line.trim() !== '') count++;
	return count;
}
