import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { approvalRules } from '../../judging/approvals/check-approvals.ts';
import type { GateOutcome, RegistryRequest } from '../../formats/registry/registry-file.ts';
import { askedSubject } from '../../workspace/asked-subject.ts';
import { changeRegistry, refusalOfRepository } from '../promote/change-registry.ts';
import { openRequestFor } from '../promote/find-approvals.ts';
import { findMove } from '../promote/find-move.ts';
import { findVersion } from '../promote/find-version.ts';
import { judgeMove } from '../promote/judge-move.ts';
import type { PromotionPorts } from '../promote/judge-move.ts';
import { uncommittedContent } from '../promote/content/uncommitted-content.ts';
import type { AskedMove, FoundMove, FoundVersion, RegisteredName } from '../promote/move.ts';
import { refusalOfReason, refusalOfRegistry, refusalOfStage } from '../promote/refuse-registry.ts';
import { registryChange } from '../promote/registry-change.ts';
import type { RequestFailure, RequestOutcome, RequestPlan } from './promotion-request.ts';

/**
 * Asks for a move: notes a pending request with the content it is about and the checks of that moment, and commits it as
 * `request(code-generator): 2.1.0 to Production`. Nothing moves. Nothing is written when the answer is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function requestPromotion(
	wanted: Pick<AskedMove, 'name' | 'version' | 'to' | 'reason' | 'withContent'>,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<RequestOutcome, RequestFailure>> {
	return await changeRegistry(wanted, open => planRequest(wanted, open, ports, signal), ports, signal);
}

async function planRequest(
	wanted: AskedMove,
	open: RegisteredName,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<RequestPlan, RequestFailure>> {
	const found = await findMove(wanted, open, findWanted, { files: ports.files, signal });
	if (!found.ok) return found;
	// Before the gates, which may take long.
	const refusal = await refusalOfRepository(open, ports);
	if (refusal !== undefined) return fail(refusal);
	const contents = await uncommittedContent(found.value, wanted.withContent === true, ports);
	if (!contents.ok) return contents;
	const checks = await judgeMove(found.value, ports, signal);
	const request = newRequest(found.value, `r-${ports.randomness.hex(6)}`, checks);
	const { id, version, to, reason } = request;
	const subject = `request(${open.name}): ${version} to ${to}`;
	const change = registryChange(open, { requests: [request], contents: contents.value }, { subject, reason, version, request: id });
	const missingApprovals = approvalRules(open.config, to, askedSubject(open, version)).required;
	return succeed({ path: open.path, request, missingApprovals, transitions: [], ...change });
}

function findWanted({ name, version, to, reason }: AskedMove, open: RegisteredName): Result<FoundVersion, RequestFailure> {
	const refusal = refusalOfReason(reason) ?? refusalOfStage(to, open.config) ?? refusalOfRegistry(open);
	if (refusal !== undefined) return fail(refusal);
	if (open.registry === undefined && open.versions.length === 0) return fail({ kind: 'unknown-name', name, suggestion: undefined });
	const target = findVersion({ name, version }, open);
	if (!target.ok) return target;
	const { version: found, from } = target.value;
	if (from === to) return fail({ kind: 'already-there', name, version: found, stage: to });
	const earlier = openRequestFor(open.registry?.value, found, to);
	return earlier === undefined ? target : fail({ kind: 'request-exists', request: earlier.id, name, version: found, stage: to });
}

function newRequest(move: FoundMove, id: string, checks: readonly GateOutcome[]): RegistryRequest {
	const { version, to, by, at, reason, sha256 } = move;
	const content = sha256 === undefined ? {} : { prompt_sha256: sha256 };
	return { id, version, to, by, at, reason: reason.trim(), ...content, status: 'pending', checks: [...checks], reviews: [] };
}
