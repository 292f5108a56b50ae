import type { WorkspacePath } from '../../ports/file-store.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { assertWritten } from './assert-written.ts';
import { editRegistry } from '../../formats/registry/edit-registry.ts';
import { findApprovals } from './find-approvals.ts';
import { findPromotionTarget } from './find-promotion-target.ts';
import type { PromotionTarget } from './find-promotion-target.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import { movePointers } from '../../formats/registry/move-pointers.ts';
import type { PlanFailure, PromotionFacts, PromotionRequest } from './promotion.ts';
import { refusalOfReason, refusalOfSubject } from './refuse-registry.ts';
import type { RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import type { VersionFacts } from './version-facts.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** A promotion that may go ahead. */
export interface PromotionPlan {
	readonly path: WorkspacePath;
	/** The registry file before and after; before is undefined for a new file. */
	readonly before: string | undefined;
	readonly text: string;
	/** The move that was asked for, then the former holder's move to the archive, if there was one. */
	readonly transitions: readonly [Transition, ...Transition[]];
	/** True for the first move of this version to the highest stage, which is tagged. */
	readonly isFirstRelease: boolean;
}

/**
 * Decides whether a version may move to a stage, and what its registry file says afterwards. The former holder of the
 * stage goes to the archive in the same change. Pure: the caller reads, and writes what comes out.
 *
 * What the gates of the stage said is among the facts and is recorded. The move carries out the open request for it, if there is one,
 * whose valid approvals the transition then holds. A gate that is not passed and missing approvals refuse the move, unless it is
 * overridden, which the transition then says.
 */
export function planPromotion(request: PromotionRequest, facts: PromotionFacts): Result<PromotionPlan, PlanFailure> {
	const target = checkPromotion(request, facts);
	if (!target.ok) return target;
	if (request.rollback === true) return planRollback(request, facts, target.value);
	const isEveryGatePassed = !facts.gates.some(isHeldBack);
	const approvals = findApprovals(request, facts, target.value);
	if (request.override !== true) {
		const { name, to: stage } = request;
		if (!isEveryGatePassed) return fail({ kind: 'gates-failed', name, version: target.value.version, stage, gates: facts.gates });
		if (approvals.failure !== undefined) return fail(approvals.failure);
	}
	const isOverridden = !isEveryGatePassed || approvals.failure !== undefined;
	const marks = { ...approvals.record, ...(isOverridden ? { override: true } : {}) };
	return succeed(makePlan(request, facts, target.value, marks));
}

/** What a promotion is refused for before any gate is asked, or else the version that is to move. */
export function checkPromotion(request: PromotionRequest, facts: VersionFacts): Result<PromotionTarget, PlanFailure> {
	const refusal = refusalOfReason(request.reason) ?? refusalOfSubject(request, facts);
	if (refusal !== undefined) return fail(refusal);
	const target = findPromotionTarget(request, facts);
	if (!target.ok || target.value.from !== request.to) return target;
	return fail({ kind: 'already-there', name: request.name, version: target.value.version, stage: request.to });
}

/** Who goes back is in a hurry, and what comes back has met the requirements before; only its content must be the same. */
function planRollback(request: PromotionRequest, facts: PromotionFacts, target: PromotionTarget): Result<PromotionPlan, PlanFailure> {
	const { name, to: stage } = request;
	const held = facts.registry?.value?.transitions.find(move => isArrival(move, stage) && move.version === target.version);
	if (held === undefined) return fail({ kind: 'never-held', name, version: target.version, stage });
	return succeed(makePlan(request, facts, target, { rollback: true }));
}
/** What the transition says beside who moved what, when and why. */
type Marks = Pick<Transition, 'request' | 'approvals' | 'override' | 'rollback'>;

function makePlan(request: PromotionRequest, facts: PromotionFacts, target: PromotionTarget, marks: Marks): PromotionPlan {
	const { held, archive, final } = stageRoles(facts.config);
	const registry = facts.registry?.value;
	const moved = sealMove(request, facts, target, marks);
	const former = held.includes(request.to) ? new Map(Object.entries(registry?.stages ?? {})).get(request.to) : undefined;
	const transitions: [Transition, ...Transition[]] = [moved];
	const stages = new Map([[target.version, request.to]]);
	if (former !== undefined) {
		const reason = `Replaced by ${target.version} in ${request.to}`;
		transitions.push(sealTransition({ at: facts.at, by: facts.by, version: former, from: request.to, to: archive, reason }, moved));
		stages.set(former, archive);
	}
	const registered = target.registered === undefined ? [] : [target.registered];
	const text = editRegistry(facts.registry?.text, {
		name: request.name,
		kind: facts.kind,
		pointers: movePointers(moved, held),
		stages,
		registered,
		transitions,
		requests: requestsDone(facts, marks),
	});
	assertWritten(facts, text, transitions);
	const isFirst = registry?.transitions.some(entry => entry.version === target.version && entry.to === request.to) !== true;
	return { path: facts.path, before: facts.registry?.text, text, transitions, isFirstRelease: request.to === final && isFirst };
}

/** The request that the move carries out. */
function requestsDone({ registry }: PromotionFacts, { request }: Marks): readonly RegistryRequest[] {
	const carriedOut = registry?.value?.requests.filter(({ id }) => id === request) ?? [];
	return carriedOut.map(open => ({ ...open, status: 'done' }));
}

function sealMove(
	request: PromotionRequest,
	facts: PromotionFacts,
	target: PromotionTarget,
	{ request: id, approvals, override, rollback }: Marks,
): Transition {
	const move = {
		at: facts.at,
		by: facts.by,
		version: target.version,
		from: target.from,
		to: request.to,
		reason: request.reason.trim(),
		...withoutUndefined({ request: id }),
		...evidenceOf(facts, target),
		...(facts.gates.length > 0 ? { gates: [...facts.gates] } : {}),
		...withoutUndefined({ approvals }),
		...(override === true ? { override } : {}),
		...(rollback === true ? { rollback } : {}),
	};
	return sealTransition(move, facts.registry?.value?.transitions.at(-1));
}

/** Absent rather than empty, so that the file says only what is known. */
function evidenceOf({ evidence }: PromotionFacts, { sha256 }: PromotionTarget): Pick<Transition, 'experiment' | 'runs' | 'prompt_sha256'> {
	return {
		...withoutUndefined({ experiment: evidence.experiment }),
		...(evidence.runs.length === 0 ? {} : { runs: [...evidence.runs] }),
		...withoutUndefined({ prompt_sha256: sha256 }),
	};
}
