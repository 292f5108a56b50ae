import type { GitState } from '../../ports/git.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import type { ApprovalPeople } from '../../judging/approvals/check-approvals.ts';
import { findPeople } from './find-people.ts';
import { findPromotionTarget } from './find-promotion-target.ts';
import type { PromotionTarget } from './find-promotion-target.ts';
import { refusalOfRepository } from './open-registry.ts';
import type { PromoteFailure, PromotionRequest } from './promotion.ts';
import { refusalOfName, refusalOfStage, refusalOfSubject } from './refuse-registry.ts';
import { readNameFacts, withEvidence } from './version-facts.ts';
import type { VersionFacts } from './version-facts.ts';

/** The move that somebody wants to look at, whether it was asked for, can be made, or was made already. */
export type PromotionSubject = Pick<PromotionRequest, 'name' | 'version' | 'to'>;

/** Everything that is known of a move before its gates are asked. Nothing was written, and no identity was needed. */
export interface PromotionReading {
	readonly subject: PromotionSubject;
	readonly target: PromotionTarget;
	readonly known: VersionFacts;
	readonly index: WorkspaceIndex;
	readonly people: ApprovalPeople;
	/** Who is looking, `Name <email>`; undefined when Git has no identity. */
	readonly by: string | undefined;
	/** ISO 8601 in UTC. */
	readonly at: string;
	readonly state: GitState;
	/** What stands in the way of any entry in this registry file now, beside gates and approvals. */
	readonly refusals: readonly PromoteFailure[];
}

/**
 * Reads what is known of a move. A failure is a subject that does not exist, or content that is not what was registered.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readPromotion(
	subject: PromotionSubject,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<PromotionReading, PromoteFailure>> {
	const { name, to, version } = subject;
	const index = await loadWorkspace(ports.files, ports.git, signal);
	const refusal = refusalOfName(name) ?? refusalOfStage(to, index.config);
	if (refusal !== undefined) return fail(refusal);
	const named = await readNameFacts({ name, version }, index, ports, signal);
	if (!named.ok) return named;
	const known = await withEvidence(subject, named.value, { facts: index, files: ports.files }, signal);
	if (!known.ok) return known;
	const target = findPromotionTarget(subject, known.value);
	if (!target.ok) return target;
	const by = await ports.git.identity();
	const state = await ports.git.state();
	const people = await findPeople(version, { ...named.value, by }, ports.git, signal);
	const inTheWay = refusalOfSubject(subject, known.value) ?? (await refusalOfRepository({ ...named.value, state }, ports));
	const refusals: readonly PromoteFailure[] = inTheWay === undefined ? [] : [inTheWay];
	return succeed({ subject, target: target.value, known: known.value, index, people, by, at: ports.clock.now(), state, refusals });
}
