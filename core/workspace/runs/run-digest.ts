import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import { parseLfsPointer } from '../../formats/dataset/lfs-pointer.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader, WorkspacePath } from '../../ports/file-store.ts';
import type { LoadedRun } from './load-runs.ts';

/**
 * One digest for all that was measured in a run: the SHA-256, in lower-case hex, of the canonical JSON that gives each of `run.json`,
 * `samples.jsonl`, `series.jsonl` and the artifacts that the record lists its own hash, and null to what is not there. Line ends do
 * not count (see `FileReader.portableSha256`), and of a file whose content Git LFS has not fetched its pointer says the hash. What
 * people add to a run later, such as feedback, is not in it.
 *
 * @throws The signal's reason when cancelled.
 */
export async function runDigest(
	{ record, folder }: Pick<LoadedRun, 'folder' | 'record'>,
	files: FileReader,
	signal: CancelSignal,
): Promise<string> {
	const names = new Set(['run.json', 'samples.jsonl', 'series.jsonl', ...record.artifacts.map(({ path }) => path)]);
	const hashes: [name: string, hash: string | null][] = [];
	for (const name of names) hashes.push([name, await hashOf(`${folder}/${name}`, files, signal)]);
	return sha256Hex(canonicalJson(Object.fromEntries(hashes)));
}

async function hashOf(path: WorkspacePath, files: FileReader, signal: CancelSignal): Promise<string | null> {
	const content = await files.read(path);
	if (content.kind === 'missing') return null;
	const pointer = content.kind === 'text' ? parseLfsPointer(content.text) : undefined;
	return pointer?.sha256 ?? (await files.portableSha256(path, signal)) ?? null;
}
