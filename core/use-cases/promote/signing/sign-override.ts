import type { CancelSignal } from '../../../ports/cancel-signal.ts';
import type { Ports } from '../../../ports/ports.ts';
import { succeed } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';
import { moveStatement } from '../../../formats/signing/move-statement.ts';
import { statementText } from '../../../formats/signing/statement.ts';
import { approvalRules } from '../../../judging/approvals/check-approvals.ts';
import { askedSubject } from '../../../workspace/asked-subject.ts';
import { signEntry } from '../../signers/sign-entry.ts';
import type { PlannedMove } from '../move.ts';
import { planMove } from '../plan-move.ts';
import type { PromoteFailure } from '../promote-failure.ts';

/** The same move with the signature of the person who makes it, where it is an override and its stage asks for signatures. */
export async function signOverride(
	move: PlannedMove,
	ports: Pick<Ports, 'files' | 'git' | 'signer'>,
	signal: CancelSignal,
): Promise<Result<PlannedMove, PromoteFailure>> {
	const { config, name, version, to, state } = move;
	const [transition] = move.transitions;
	if (transition.override !== true || !approvalRules(config, to, askedSubject(move, version)).signed) return succeed(move);
	const commit = state.kind === 'repository' ? state.commit : undefined;
	const said = { ...transition, ...withoutUndefined({ commit }) };
	const { files, git, signer } = ports;
	const signed = await signEntry(said, statementText(moveStatement(name, said)), { config, files, git, signer }, signal);
	if (!signed.ok) return signed;
	return planMove({ ...move, signed: { ...withoutUndefined({ commit }), signature: signed.value } });
}
