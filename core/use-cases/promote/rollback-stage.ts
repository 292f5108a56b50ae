import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { finishInterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import { fail } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { previousHolder } from '../../formats/registry/holders-of-stage.ts';
import { openRegistry } from './open-registry.ts';
import { promoteVersion } from './promote-version.ts';
import type { PromoteFailure, Promotion } from './promotion.ts';
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
	{ name, stage, reason }: RollbackRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Promotion, PromoteFailure>> {
	const interrupted = await finishInterruptedChange(ports);
	const open = await openRegistry({ name, version: undefined }, ports, signal);
	if (!open.ok) return open;
	const { config, registry } = open.value;
	const to = stage ?? stageRoles(config).final ?? '';
	const refusal = refusalOfStage(to, config) ?? refusalOfRegistry(open.value);
	if (refusal !== undefined) return fail(refusal);
	if (registry?.value === undefined) return fail({ kind: 'not-registered', name });
	const version = previousHolder(registry.value, to);
	if (version === undefined) return fail({ kind: 'no-previous-holder', name, stage: to });
	const promoted = await promoteVersion({ name, version, to, reason, rollback: true }, ports, signal);
	return promoted.ok && interrupted !== undefined ? { ...promoted, value: { ...promoted.value, interrupted } } : promoted;
}
