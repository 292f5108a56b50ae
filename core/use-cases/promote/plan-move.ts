import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { sealTransition } from '../../formats/registry/hash-chain.ts';
import { isArrival } from '../../formats/registry/holders-of-stage.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import { movePointers } from '../../formats/registry/move-pointers.ts';
import type { RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';
import { releaseTag } from '../../workspace/prompt-versions.ts';
import type { Change } from '../unit-of-work/change.ts';
import { findApprovals } from './find-approvals.ts';
import { findVersion } from './find-version.ts';
import type { AskedMove, FoundVersion, JudgedMove, PlannedMove, RegisteredName } from './move.ts';
import { moveWarnings } from './move-warnings.ts';
import type { PlanFailure } from './promote-failure.ts';
import { refusalOfReason, refusalOfSubject } from './refuse-registry.ts';
import { registryChange } from './registry-change.ts';

/** What a move is refused for before any gate is asked, or else the version that is to move. Pure. */
export function checkMove(asked: AskedMove, name: RegisteredName): Result<FoundVersion, PlanFailure> {
	const refusal = refusalOfReason(asked.reason) ?? refusalOfSubject(asked, name);
	if (refusal !== undefined) return fail(refusal);
	const found = findVersion(asked, name);
	if (!found.ok || found.value.from !== asked.to) return found;
	return fail({ kind: 'already-there', name: asked.name, version: found.value.version, stage: asked.to });
}

/**
 * Decides whether a version may move to a stage, and what its registry file says afterwards. The former holder of the
 * stage goes to the archive in the same change. Pure: the caller reads, and writes what comes out.
 *
 * What the gates of the stage said is recorded. The move carries out the open request for it, if there is one, whose valid approvals the
 * transition then holds. A gate that is not passed and missing approvals refuse the move, unless it is overridden, which the transition
 * then says. Who goes back is in a hurry, and what comes back has met the requirements before; only its content must be the same.
 */
export function planMove(move: JudgedMove): Result<PlannedMove, PlanFailure> {
	const { name, version, to: stage, gates } = move;
	if (move.rollback === true) {
		const held = move.registry?.value?.transitions.some(entry => isArrival(entry, stage) && entry.version === version);
		return held === true ? succeed(makePlan(move, { rollback: true })) : fail({ kind: 'never-held', name, version, stage });
	}
	const isEveryGatePassed = !gates.some(isHeldBack);
	const approvals = findApprovals(move);
	if (move.override !== true) {
		if (!isEveryGatePassed) return fail({ kind: 'gates-failed', name, version, stage, gates });
		if (approvals.failure !== undefined) return fail(approvals.failure);
	}
	const isOverridden = !isEveryGatePassed || approvals.failure !== undefined;
	return succeed(makePlan(move, { ...approvals.record, ...(isOverridden ? { override: true } : {}) }));
}

/** What the transition says beside who moved what, when and why. */
type Marks = Pick<Transition, 'request' | 'approvals' | 'override' | 'rollback'>;

function makePlan(move: JudgedMove, marks: Marks): PlannedMove {
	const { held, archive } = stageRoles(move.config);
	const { at, by, version, to, registry, registered, name } = move;
	const moved = sealMove(move, marks);
	const former = held.includes(to) ? new Map(Object.entries(registry?.value?.stages ?? {})).get(to) : undefined;
	const transitions: [Transition, ...Transition[]] = [moved];
	const stages = new Map([[version, to]]);
	if (former !== undefined) {
		const replaced = { at, by, version: former, from: to, to: archive, reason: `Replaced by ${version} in ${to}` };
		transitions.push(sealTransition(replaced, moved));
		stages.set(former, archive);
	}
	const edit = {
		pointers: movePointers(moved, held),
		stages,
		registered: registered === undefined ? [] : [registered],
		transitions,
		requests: requestsDone(move, marks),
		contents: move.contents ?? [],
	};
	const verb = moved.rollback === true ? 'rollback' : to === archive ? 'archive' : 'promote';
	const subject = `${verb}(${name}): ${version} ${moved.from} -> ${to}`;
	const change = registryChange(move, edit, { subject, reason: moved.reason, version });
	const planned = { ...move, ...change, transitions, tag: releaseTagFor(move) };
	return { ...planned, warningsAbout: (applied, before) => moveWarnings(planned, applied, before) };
}

/** Marks the first move of a version to the highest stage. */
function releaseTagFor({ name, version, to, reason, config, registry }: JudgedMove): Change['tag'] {
	const isFirst = registry?.value?.transitions.some(entry => entry.version === version && entry.to === to) !== true;
	if (to !== stageRoles(config).final || !isFirst) return undefined;
	return { name: releaseTag(name, version), message: `${name} ${version} in ${to}\n\n${reason.trim()}` };
}

/** The request that the move carries out. */
function requestsDone({ registry }: JudgedMove, { request }: Marks): readonly RegistryRequest[] {
	const carriedOut = registry?.value?.requests.filter(({ id }) => id === request) ?? [];
	return carriedOut.map(open => ({ ...open, status: 'done' }));
}

/** Keys are absent rather than empty, so that the file says only what is known. */
function sealMove(move: JudgedMove, { request, approvals, override, rollback }: Marks): Transition {
	const { at, by, version, from, to, reason, basis, sha256, gates, registry } = move;
	const entry = {
		at,
		by,
		version,
		from,
		to,
		reason: reason.trim(),
		...withoutUndefined({ request, experiment: basis.experiment }),
		...(basis.runs.length === 0 ? {} : { runs: basis.runs.map(({ id, sha256: digest }) => ({ id, sha256: digest })) }),
		...withoutUndefined({ prompt_sha256: sha256 }),
		...(gates.length > 0 ? { gates: [...gates] } : {}),
		...withoutUndefined({ approvals }),
		...(override === true ? { override } : {}),
		...(rollback === true ? { rollback } : {}),
		...move.signed,
	};
	return sealTransition(entry, registry?.value?.transitions.at(-1));
}
