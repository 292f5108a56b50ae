import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { applyChange } from '../unit-of-work/apply-change.ts';
import type { AppliedChange } from '../unit-of-work/change.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { PromotionPorts } from './judge-promotion.ts';
import { preparePromotion } from './prepare-promotion.ts';
import type { PreparedPromotion } from './prepare-promotion.ts';
import type { PromoteFailure, Promotion, PromotionRequest } from './promotion.ts';
import type { Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';

/**
 * Moves a version to a stage: plans the move, writes the registry file in one rename, commits it as
 * `promote(code-generator): 2.0.0 Staging -> Production`, and tags the first release. Nothing is written when the answer
 * is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function promoteVersion(
	request: PromotionRequest,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<Promotion, PromoteFailure>> {
	const interrupted = await finishInterruptedChange(ports);
	const prepared = await preparePromotion(request, ports, signal);
	if (!prepared.ok) return prepared;
	signal.throwIfAborted();

	const { plan, message, tag, config } = prepared.value;
	const { path, before, text, transitions } = plan;
	const applied = await applyChange({ write: { kind: 'file', path, text, before }, message, tag, settings: config.git }, ports);
	if (!applied.ok) return applied;
	const warnings = warningsAbout(prepared.value, applied.value);
	return succeed({ path, transitions, applied: applied.value, warnings, interrupted });
}

function warningsAbout({ plan, config, state }: PreparedPromotion, applied: AppliedChange): readonly string[] {
	const [moved] = plan.transitions;
	const warnings: string[] = [];
	if (moved.runs === undefined && stageRoles(config).held.includes(moved.to)) {
		warnings.push('No recorded run evaluated exactly this content, so the move carries no evidence. Record runs of this version.');
	}
	if (moved.override === true) {
		warnings.push(overrideWords(moved));
	}
	if (applied.tagFailure !== undefined)
		warnings.push('The move is committed, but Git refused the tag that marks it. Add the tag by hand.');
	if (applied.commit !== undefined && state.kind === 'repository' && state.branch === undefined) {
		warnings.push('HEAD is detached, so the commit is on no branch. Make a branch to keep it.');
	}
	if (applied.ignored.length > 0) {
		warnings.push(
			`.gitignore keeps ${plan.path} out of Git, so nobody else sees this move. Change .gitignore and add the file by hand.`,
		);
	}
	return warnings;
}

function overrideWords({ to, gates = [] }: Transition): string {
	const held = gates.filter(isHeldBack);
	const what =
		held.length === 0
			? `The requirements of ${to}`
			: `${held.length} of ${gates.length} gates of ${to} (${held.map(({ gate }) => gate).join(', ')})`;
	return `${what} ${held.length === 1 ? 'was' : 'were'} overridden, and the transition records this.`;
}
