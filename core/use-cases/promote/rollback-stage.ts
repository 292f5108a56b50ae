import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { previousHolder } from '../../formats/registry/holders-of-stage.ts';
import { openRegistry } from './change-registry.ts';
import type { PlannedMove, WrittenMove } from './move.ts';
import { prepareMove } from './prepare-move.ts';
import type { PromoteFailure } from './promote-failure.ts';
import { refusalOfRegistry, refusalOfStage } from './refuse-registry.ts';
import { stageRoles } from '../../formats/registry/stage-roles.ts';

/** A stage that is to have its previous version again. */
export interface RollbackRequest {
	readonly name: string;
	/** The highest stage by default. */
	readonly stage?: string;
	readonly reason: string;
}

/**
 * Brings the previous holder of a stage back and archives the present one, in one commit. Gates and approvals were met when
 * that version first moved there and are not asked for again; its content must be what was registered then.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function rollbackStage(
	request: RollbackRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<WrittenMove, PromoteFailure>> {
	return await unitOfWork(work => planRollback(request, work, ports, signal), ports, signal);
}

async function planRollback(
	{ name, stage, reason }: RollbackRequest,
	work: Work,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<PlannedMove, PromoteFailure>> {
	const open = await openRegistry({ name, version: undefined }, work, ports, signal);
	if (!open.ok) return open;
	const { config, registry } = open.value;
	const to = stage ?? stageRoles(config).final ?? '';
	const refusal = refusalOfStage(to, config) ?? refusalOfRegistry(open.value);
	if (refusal !== undefined) return fail(refusal);
	if (registry?.value === undefined) return fail({ kind: 'not-registered', name });
	const version = previousHolder(registry.value, to);
	if (version === undefined) return fail({ kind: 'no-previous-holder', name, stage: to });
	return await prepareMove({ name, version, to, reason, rollback: true }, ports, signal, work);
}
