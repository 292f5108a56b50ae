import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readWork } from '../unit-of-work/begin-work.ts';
import { refusalOfRepository } from './change-registry.ts';
import { findMove } from './find-move.ts';
import { findPeople } from './find-people.ts';
import { findVersion } from './find-version.ts';
import type { AskedMove, FoundMove, JudgedMove } from './move.ts';
import type { PromoteFailure } from './promote-failure.ts';
import { readName } from './read-name.ts';
import { refusalOfName, refusalOfStage, refusalOfSubject } from './refuse-registry.ts';

/** A move that somebody looks at, whether it was asked for, can be made, or was made already. No identity is needed for that. */
export interface SeenMove extends FoundMove<string | undefined>, Pick<JudgedMove, 'people'> {
	/** What stands in the way of any entry in this registry file now, beside gates and approvals. */
	readonly refusals: readonly PromoteFailure[];
}

/**
 * Reads what is known of a move before its gates are asked. Writes nothing. A failure is a subject that does not exist, or content
 * that is not what was registered.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readMove(
	subject: Pick<AskedMove, 'name' | 'version' | 'to'>,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<SeenMove, PromoteFailure>> {
	const { files } = ports;
	const work = await readWork(ports, signal);
	const refusal = refusalOfName(subject.name) ?? refusalOfStage(subject.to, work.index.config);
	if (refusal !== undefined) return fail(refusal);
	const name = await readName(subject, work, ports, signal);
	if (!name.ok) return name;
	const { name: wanted, version, to } = subject;
	const found = await findMove({ name: wanted, version, to, reason: '' }, name.value, findVersion, { files, signal });
	if (!found.ok) return found;
	const people = await findPeople(found.value.version, found.value, ports, signal);
	const inTheWay = refusalOfSubject(subject, found.value) ?? (await refusalOfRepository(found.value, ports));
	return succeed({ ...found.value, people, refusals: inTheWay === undefined ? [] : [inTheWay] });
}
