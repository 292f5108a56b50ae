import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { ExternalFile, NewFile } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sha256HexOfBytes } from '../../base/sha256.ts';
import type { ArtifactFile, InputFailure } from './record-request.ts';
import { searchForSecret } from './search-for-secret.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** The artifacts of a run: how the record describes them, and the files to write, by path inside the run's folder. */
export interface CollectedArtifacts {
	readonly described: RunRecord['artifacts'];
	readonly files: ReadonlyMap<string, NewFile>;
	readonly warnings: readonly string[];
}

/** Largest artifact that goes into Git: 10 MB. Larger ones belong to DVC or Git LFS, with their pointer as the artifact. */
const byteLimit = 10 * 1024 * 1024;

/**
 * Gathers artifact files, and what is kept of a run that no commit has. All of them go to `artifacts/`. Refused when there is a
 * credential in one.
 *
 * @param kept - Bytes by path inside the run's folder.
 */
export async function collectArtifacts(
	artifacts: readonly ArtifactFile[],
	kept: ReadonlyMap<string, Uint8Array>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<CollectedArtifacts, InputFailure>> {
	const described: RunRecord['artifacts'] = [];
	const files = new Map<string, NewFile>();
	const binary: string[] = [];
	for (const [path, bytes] of kept) {
		files.set(path, { kind: 'bytes', bytes });
		described.push({ path, sha256: sha256HexOfBytes(bytes), bytes: bytes.length, storage: 'git' });
	}
	for (const artifact of artifacts) {
		const file = ports.external(typeof artifact === 'string' ? artifact : artifact.file);
		const { absolutePath } = file;
		const facts = await file.facts(signal);
		if (facts === undefined) return fail({ kind: 'unreadable-input', path: absolutePath, reason: 'there is no such file' });
		if (facts.byteCount > byteLimit) {
			return fail({ kind: 'artifact-too-large', path: absolutePath, byteCount: facts.byteCount, limit: byteLimit });
		}
		const name = typeof artifact === 'string' ? lastPart(absolutePath) : artifact.name;
		const path = `artifacts/${name}`;
		const search = await searchForSecret(file.text(signal));
		if (search.kind === 'found')
			return fail({ kind: 'secret-found', secret: search.secret, place: `line ${search.line} of ${absolutePath}` });
		if (search.kind === 'binary') binary.push(name);
		// Compared without case, because two names that differ in case alone are one file on many disks.
		if ([...files.keys()].some(taken => taken.toLowerCase() === path.toLowerCase())) return fail({ kind: 'duplicate-artifact', name });
		files.set(path, { kind: 'copy', absolutePath, sha256: facts.sha256 });
		described.push({ path, sha256: facts.sha256, bytes: facts.byteCount, storage: await storageOf(file, facts.byteCount) });
	}
	return succeed({ described, files, warnings: warningsAbout(binary) });
}

function warningsAbout(binary: readonly string[]): readonly string[] {
	if (binary.length === 0) return [];
	const shown = binary.slice(0, 5).join(', ') + (binary.length > 5 ? ', …' : '');
	return [`Binary artifacts were not searched for credentials: ${shown}.`];
}

function lastPart(absolutePath: string): string {
	return absolutePath.slice(Math.max(absolutePath.lastIndexOf('/'), absolutePath.lastIndexOf('\\')) + 1);
}

/** A pointer of DVC or Git LFS is a few lines that stand for a file kept elsewhere. */
async function storageOf(file: ExternalFile, byteCount: number): Promise<'git' | 'dvc' | 'lfs'> {
	if (file.absolutePath.endsWith('.dvc')) return 'dvc';
	if (byteCount > 1024) return 'git';
	const content = await file.read();
	return content.kind === 'text' && content.text.startsWith('version https://git-lfs.github.com/spec/') ? 'lfs' : 'git';
}
