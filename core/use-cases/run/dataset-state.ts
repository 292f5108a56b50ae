import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { Git } from '../../ports/git.ts';
import { dvcFilesFor, parseDvcOutputs } from '../../formats/dataset/dvc-outputs.ts';
import { parseLfsPointer } from '../../formats/dataset/lfs-pointer.ts';
import type { LfsPointer } from '../../formats/dataset/lfs-pointer.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import { describeDataset } from '../../workspace/runs/describe-dataset.ts';
import type { DatasetKeeper } from './experiment-run.ts';

/** How the dataset of an experiment stands on disk, in Git, in Git LFS and in DVC. */
export interface DatasetState {
	readonly path: WorkspacePath;
	/** SHA-256 of the content, also where only a pointer of Git LFS is on disk; undefined when neither is there. */
	readonly sha256: string | undefined;
	/** Lines that are not empty; undefined when the content is not on disk. */
	readonly caseCount: number | undefined;
	readonly byteCount: number | undefined;
	/** True when a pointer of Git LFS stands where the content should. */
	readonly isLfsPointer: boolean;
	/** `committed` covers files whose change is not committed yet. */
	readonly git: 'committed' | 'untracked' | 'ignored' | 'none';
	readonly isInLfs: boolean;
	/** What DVC wrote down of the file; undefined when it does not keep it. */
	readonly dvc: { readonly file: WorkspacePath; readonly isOutdated: boolean; readonly isKeptInGit: boolean } | undefined;
}

/**
 * Reads and hashes the dataset of an experiment, streamed. Undefined for an experiment that names none.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readDatasetState(
	dataset: Experiment['dataset'],
	files: FileReader,
	git: Pick<Git, 'status' | 'lfsPaths' | 'state'>,
	signal: CancelSignal,
): Promise<DatasetState | undefined> {
	const path = datasetPath(dataset);
	if (path === undefined) return undefined;
	return {
		path,
		...(await contentStateOf(path, files, signal)),
		git: await gitStateOf(path, git),
		dvc: await dvcStateOf(path, files, signal),
		...(await lfsStateOf(path, files, git)),
	};
}

/** Who keeps the content of a dataset of which only a pointer is on disk. Undefined when the content is there, and when nobody does. */
export async function keeperOfMissingData(path: WorkspacePath, files: FileReader): Promise<DatasetKeeper | undefined> {
	const content = await files.read(path);
	if (content.kind === 'text' && parseLfsPointer(content.text) !== undefined) return { kind: 'lfs' };
	if (content.kind !== 'missing') return undefined;
	for (const file of dvcFilesFor(path)) {
		const pointer = await files.read(file);
		if (pointer.kind === 'text' && parseDvcOutputs(file, pointer.text).some(output => output.path === path))
			return { kind: 'dvc', file };
	}
	return undefined;
}

async function contentStateOf(
	path: WorkspacePath,
	files: FileReader,
	signal: CancelSignal,
): Promise<Pick<DatasetState, 'sha256' | 'caseCount' | 'byteCount'>> {
	const pointer = await pointerAt(path, files);
	if (pointer !== undefined) return { sha256: pointer.sha256, caseCount: undefined, byteCount: pointer.byteCount };
	const { dataset } = await describeDataset({ path }, files, signal);
	const sha256 = dataset?.sha256 ?? undefined;
	const caseCount = sha256 === undefined ? undefined : (dataset?.cases ?? undefined);
	return { sha256, caseCount, byteCount: await byteCountOf(path, files, signal) };
}

async function lfsStateOf(
	path: WorkspacePath,
	files: FileReader,
	git: Pick<Git, 'lfsPaths'>,
): Promise<Pick<DatasetState, 'isLfsPointer' | 'isInLfs'>> {
	const isLfsPointer = (await pointerAt(path, files)) !== undefined;
	return { isLfsPointer, isInLfs: isLfsPointer || (await git.lfsPaths([path])).has(path) };
}

async function pointerAt(path: WorkspacePath, files: FileReader): Promise<LfsPointer | undefined> {
	const content = await files.read(path);
	return content.kind === 'text' ? parseLfsPointer(content.text) : undefined;
}

async function byteCountOf(path: WorkspacePath, files: FileReader, signal: CancelSignal): Promise<number | undefined> {
	const folder = path.split('/').slice(0, -1).join('/');
	return (await files.list(folder, signal)).find(entry => entry.path === path)?.byteCount;
}

async function gitStateOf(path: WorkspacePath, git: Pick<Git, 'status' | 'state'>): Promise<DatasetState['git']> {
	if ((await git.state()).kind !== 'repository') return 'none';
	const status = (await git.status([path])).get(path) ?? 'untracked';
	return status === 'unchanged' || status === 'changed' ? 'committed' : status;
}

async function dvcStateOf(path: WorkspacePath, files: FileReader, signal: CancelSignal): Promise<DatasetState['dvc']> {
	for (const file of dvcFilesFor(path)) {
		const content = await files.read(file);
		const output = content.kind === 'text' ? parseDvcOutputs(file, content.text).find(found => found.path === path) : undefined;
		if (output === undefined) continue;
		const md5 = await files.md5(path, signal);
		return { file, isOutdated: md5 !== undefined && md5 !== output.md5, isKeptInGit: output.isKeptInGit };
	}
	return undefined;
}
