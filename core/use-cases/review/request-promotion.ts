import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { assertWritten } from '../promote/assert-written.ts';
import { approvalRules } from '../../judging/approvals/check-approvals.ts';
import { editRegistry } from '../../formats/registry/edit-registry.ts';
import { openRequestFor } from '../promote/find-approvals.ts';
import { findPromotionTarget } from '../promote/find-promotion-target.ts';
import type { PromotionTarget } from '../promote/find-promotion-target.ts';
import { judgePromotion } from '../promote/judge-promotion.ts';
import type { PromotionPorts } from '../promote/judge-promotion.ts';
import { openRegistry, writeRegistry } from '../promote/open-registry.ts';
import type { OpenRegistry } from '../promote/open-registry.ts';
import type { RequestFailure, RequestOutcome } from './promotion-request.ts';
import { refusalOfReason, refusalOfRegistry, refusalOfStage } from '../promote/refuse-registry.ts';
import type { GateOutcome, RegistryRequest } from '../../formats/registry/registry-file.ts';
import { withEvidence } from '../promote/version-facts.ts';

/** One version of one name that somebody wants in a stage. */
export interface NewRequest {
	readonly name: string;
	/** `2.3` reads as `2.3.0`. */
	readonly version: string;
	/** A stage of the configuration, as it is spelled there. */
	readonly to: string;
	readonly reason: string;
}

/**
 * Asks for a move: notes a pending request with the content it is about and the checks of that moment, and commits it as
 * `request(code-generator): 2.1.0 to Production`. Nothing moves. Nothing is written when the answer is a failure.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function requestPromotion(
	wanted: NewRequest,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<RequestOutcome, RequestFailure>> {
	const interrupted = await finishInterruptedChange(ports);
	const open = await openRegistry(wanted, ports, signal);
	if (!open.ok) return open;
	const target = targetOf(wanted, open.value);
	if (!target.ok) return target;
	const { index } = open.value;
	const known = await withEvidence(wanted, open.value, { facts: index, files: ports.files }, signal);
	if (!known.ok) return known;
	const checks = await judgePromotion({ request: wanted, target: target.value, known: known.value, facts: index }, ports, signal);
	const request = newRequest(wanted, target.value, { open: open.value, id: `r-${ports.randomness.hex(6)}`, checks });
	signal.throwIfAborted();

	const { name } = wanted;
	const nothing = { pointers: new Map<string, string>(), stages: new Map<string, string>(), registered: [], transitions: [] };
	const text = editRegistry(open.value.registry?.text, { name, kind: open.value.kind, ...nothing, requests: [request] });
	assertWritten(open.value, text, []);
	const message = commitMessage(`request(${name}): ${request.version} to ${request.to}`, request.reason, [
		['Stagemark-Prompt', `${name}@${request.version}`],
		['Stagemark-Request', request.id],
	]);
	const applied = await writeRegistry(open.value, { text, message }, ports);
	if (!applied.ok) return applied;
	const missingApprovals = approvalRules(open.value.config, request.to).required;
	return succeed({ path: open.value.path, request, missingApprovals, transitions: [], applied: applied.value, interrupted });
}

function targetOf({ name, version, to, reason }: NewRequest, open: OpenRegistry): Result<PromotionTarget, RequestFailure> {
	const refusal = refusalOfReason(reason) ?? refusalOfStage(to, open.config) ?? refusalOfRegistry(open);
	if (refusal !== undefined) return fail(refusal);
	if (open.registry === undefined && open.versions.length === 0) return fail({ kind: 'unknown-name', name, suggestion: undefined });
	const target = findPromotionTarget({ name, version }, open);
	if (!target.ok) return target;
	const { version: found, from } = target.value;
	if (from === to) return fail({ kind: 'already-there', name, version: found, stage: to });
	const earlier = openRequestFor(open.registry?.value, found, to);
	return earlier === undefined ? target : fail({ kind: 'request-exists', request: earlier.id, name, version: found, stage: to });
}

function newRequest(
	{ to, reason }: NewRequest,
	{ version, sha256 }: PromotionTarget,
	{ open, id, checks }: { readonly open: OpenRegistry; readonly id: string; readonly checks: readonly GateOutcome[] },
): RegistryRequest {
	const { by, at } = open;
	const content = sha256 === undefined ? {} : { prompt_sha256: sha256 };
	return { id, version, to, by, at, reason: reason.trim(), ...content, status: 'pending', checks: [...checks], reviews: [] };
}
