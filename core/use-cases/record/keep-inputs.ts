import { findSecrets } from '../../base/secrets/find-secrets.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sha256HexOfBytes } from '../../base/sha256.ts';
import type { UncommittedInput } from '../../formats/run/run-record.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { decodeLatin1 } from './decode-latin1.ts';
import { readBytes } from './read-bytes.ts';
import type { InputFailure } from './record-request.ts';

/** The inputs of a run that no commit has as they are, and what is kept of them. */
export interface KeptInputs {
	readonly inputs: readonly UncommittedInput[];
	/** Bytes by path inside the run's folder. */
	readonly copies: ReadonlyMap<string, Uint8Array>;
	readonly warnings: readonly string[];
}

/** Largest file of which a copy is kept with a run: 1 MB. */
const copyLimit = 1024 * 1024;

/**
 * Looks at the files a run was made of. A changed one is in the patch of the run, of an untracked one a copy is kept. Copies are named by
 * their hash, so that no prompt is there twice. What `.gitignore` keeps out of Git is kept elsewhere on purpose and is left alone.
 *
 * @throws The signal's reason when cancelled.
 */
export async function keepInputs(
	paths: readonly WorkspacePath[],
	ports: Pick<Ports, 'external' | 'files' | 'git'>,
	signal: CancelSignal,
): Promise<Result<KeptInputs, InputFailure>> {
	const statuses = await ports.git.status([...new Set(paths)]);
	const inputs: UncommittedInput[] = [];
	const copies = new Map<string, Uint8Array>();
	const warnings: string[] = [];
	for (const [path, status] of statuses) {
		const sha256 = status === 'changed' || status === 'untracked' ? await ports.files.sha256(path, signal) : undefined;
		if (sha256 === undefined || (status !== 'changed' && status !== 'untracked')) continue;
		const bytes = await readBytes(`${ports.files.root}/${path}`, ports, { signal, limit: copyLimit });
		const input = { path, sha256, bytes: bytes.byteCount, status };
		if (status === 'changed') inputs.push(input);
		else if (bytes.value === undefined) {
			inputs.push(input);
			warnings.push(
				`${path} is in no commit and is larger than 1 MB, so the run keeps its hash and not its content. Commit it to make the run reproducible.`,
			);
		} else {
			if (sha256HexOfBytes(bytes.value) !== sha256) return fail({ kind: 'changed-while-running', path });
			const secret = findSecrets(decodeLatin1(bytes.value))[0];
			if (secret !== undefined) return fail({ kind: 'secret-found', secret: secret.kind, place: path });
			const kept = `artifacts/inputs/${sha256}`;
			inputs.push({ ...input, kept });
			copies.set(kept, bytes.value);
		}
	}
	return succeed({ inputs, copies, warnings });
}
