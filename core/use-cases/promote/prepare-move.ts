import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readWork } from '../unit-of-work/begin-work.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import { openRegistry, refusalOfRepository } from './change-registry.ts';
import { findMove } from './find-move.ts';
import { findPeople } from './find-people.ts';
import { judgeMove } from './judge-move.ts';
import type { PromotionPorts } from './judge-move.ts';
import type { AskedMove, PlannedMove } from './move.ts';
import { checkMove, planMove } from './plan-move.ts';
import { uncommittedContent } from './content/uncommitted-content.ts';
import type { PromoteFailure } from './promote-failure.ts';

/**
 * Takes a move from asked to planned: what is shown before, and what is done after the user agrees. Writes nothing.
 *
 * @param begun - The workspace, where it was read already.
 * @throws The signal's reason when cancelled.
 */
export async function prepareMove(
	asked: AskedMove,
	ports: PromotionPorts,
	signal: CancelSignal,
	begun?: Work,
): Promise<Result<PlannedMove, PromoteFailure>> {
	const { files, clock } = ports;
	const open = await openRegistry(asked, begun ?? (await readWork(ports, signal)), ports, signal);
	if (!open.ok) return open;
	const found = await findMove(asked, open.value, checkMove, { files, signal });
	if (!found.ok) return found;
	const refusal = await refusalOfRepository(found.value, ports);
	if (refusal !== undefined) return fail(refusal);
	// What goes back is in a hurry, and was registered before.
	const contents = asked.rollback === true ? succeed([]) : await uncommittedContent(found.value, asked.withContent === true, ports);
	if (!contents.ok) return contents;
	const people = await findPeople(found.value.version, found.value, ports, signal);
	// Gates may take long, so they come last; what goes back has passed them before.
	const gates = asked.rollback === true ? [] : await judgeMove(found.value, ports, signal);
	return planMove({ ...found.value, people, gates, contents: contents.value, at: clock.now() });
}
