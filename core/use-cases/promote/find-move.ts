import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { findEvidence } from './find-evidence.ts';
import type { AskedMove, FoundMove, FoundVersion, RegisteredName } from './move.ts';
import type { EvidenceFailure } from './promote-failure.ts';

/**
 * Finds the version that is to move, and the runs that speak for it.
 *
 * @param find - What the move is refused for, or else its version.
 * @throws The signal's reason when cancelled.
 */
export async function findMove<By extends string | undefined, Failure>(
	asked: AskedMove,
	name: RegisteredName<By>,
	find: (asked: AskedMove, name: RegisteredName<By>) => Result<FoundVersion, Failure>,
	{ files, signal }: { readonly files: FileReader; readonly signal: CancelSignal },
): Promise<Result<FoundMove<By>, Failure | EvidenceFailure>> {
	const basis = await findEvidence(asked, name, files, signal);
	if (!basis.ok) return basis;
	const version = find(asked, name);
	return version.ok ? succeed({ ...asked, ...name, ...version.value, basis: basis.value }) : version;
}
