import type { Git } from '../../ports/git.ts';
import { findSecrets } from '../../base/secrets/find-secrets.ts';
import { decodeLatin1 } from './decode-latin1.ts';
import { sha256HexOfBytes } from '../../base/sha256.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** Where in history a run was made, and what was not committed then. */
export interface GitCapture {
	/** Null without a repository. */
	readonly git: RunRecord['git'];
	/** The uncommitted change of tracked files, when it is to be kept with the run. */
	readonly patch: Uint8Array | undefined;
	readonly warnings: readonly string[];
}

/** Largest patch that is kept with a run: 1 MB. */
const patchLimit = 1024 * 1024;

/**
 * Commit, branch, and the uncommitted change as a patch. A patch over 1 MB, or one with a credential in it, is not kept;
 * the run is then marked dirty without a patch, and nobody can reproduce it exactly.
 */
export async function captureGitState(git: Git): Promise<GitCapture> {
	const state = await git.state();
	if (state.kind !== 'repository') return { git: null, patch: undefined, warnings: [] };
	const place = { commit: state.commit ?? null, branch: state.branch ?? null };
	const patch = await git.uncommittedPatch(patchLimit);
	if (patch.kind === 'none') return { git: { ...place, dirty: false }, patch: undefined, warnings: [] };
	const refusal = patch.kind === 'too-large' ? 'is larger than 1 MB' : secretIn(patch.bytes);
	if (patch.kind === 'too-large' || refusal !== undefined) {
		const warning = `The uncommitted change of this repository ${refusal ?? ''} and is not kept with the run, so the run cannot be reproduced exactly. Commit the change before the next run.`;
		return { git: { ...place, dirty: true, patch_omitted: true }, patch: undefined, warnings: [warning] };
	}
	return { git: { ...place, dirty: true, patch_sha256: sha256HexOfBytes(patch.bytes) }, patch: patch.bytes, warnings: [] };
}

function secretIn(patch: Uint8Array): string | undefined {
	const secret = findSecrets(decodeLatin1(patch))[0];
	return secret === undefined ? undefined : `contains what looks like a credential (${secret.kind})`;
}
