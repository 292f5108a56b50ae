import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Result } from '../../base/result.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { PromotionPorts } from './judge-move.ts';
import type { AskedMove, WrittenMove } from './move.ts';
import { prepareMove } from './prepare-move.ts';
import type { PromoteFailure } from './promote-failure.ts';
import { signOverride } from './signing/sign-override.ts';

/**
 * Moves a version to a stage: plans the move, writes the registry file in one rename, commits it as
 * `promote(code-generator): 2.0.0 Staging -> Production`, and tags the first release. Nothing is written when the answer
 * is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function promoteVersion(
	asked: AskedMove,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<WrittenMove, PromoteFailure>> {
	return await unitOfWork(
		async work => {
			const planned = await prepareMove(asked, ports, signal, work);
			return planned.ok ? await signOverride(planned.value, ports, signal) : planned;
		},
		ports,
		signal,
	);
}
