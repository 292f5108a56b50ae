import type { CancelSignal } from '../../ports/cancel-signal.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { GateOutcome } from '../../formats/registry/registry-file.ts';
import { readWork } from '../unit-of-work/begin-work.ts';
import { findMove } from './find-move.ts';
import { findVersion } from './find-version.ts';
import { askGates } from './judge-move.ts';
import type { PromotionPorts } from './judge-move.ts';
import type { AskedMove, FoundVersion, RegisteredName } from './move.ts';
import type { EvidenceFailure, PlanFailure } from './promote-failure.ts';
import { readName } from './read-name.ts';
import { refusalOfSubject } from './refuse-registry.ts';

/** What the gates of a stage say of a version. Plain data. */
export interface GateReport {
	readonly name: string;
	/** Normalised. */
	readonly version: string;
	readonly to: string;
	/** True when every gate passed or could not apply; also for a stage without gates, where nothing was checked. */
	readonly passed: boolean;
	/** In the order of the configuration, in the shape in which transitions and requests record them. */
	readonly gates: readonly GateOutcome[];
	/** What could not be read and was left out, in words. */
	readonly warnings: readonly string[];
}

/**
 * Evaluates every gate that the configuration sets before a stage. Panel, command line, hook and CI ask gates in this one way, and a
 * promotion records what they say. Writes nothing; commands of the configuration are run in trusted workspaces only. The version
 * may be in the stage already.
 *
 * @throws The signal's reason when cancelled; a command that runs is ended first.
 */
export async function evaluateGates(
	request: Omit<AskedMove, 'reason'>,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<Result<GateReport, PlanFailure | EvidenceFailure>> {
	const name = await readName(request, await readWork(ports, signal), ports, signal);
	if (!name.ok) return name;
	const { files } = ports;
	const found = await findMove({ ...request, reason: '' }, name.value, findKnown, { files, signal });
	if (!found.ok) return found;
	const { gates, warnings } = await askGates(found.value, ports, signal);
	const version = normaliseVersion(found.value.version) ?? found.value.version;
	return succeed({ name: request.name, version, to: request.to, passed: !gates.some(isHeldBack), gates, warnings });
}

function findKnown(asked: AskedMove, name: RegisteredName<string | undefined>): Result<FoundVersion, PlanFailure> {
	const refusal = refusalOfSubject(asked, name);
	return refusal === undefined ? findVersion(asked, name) : fail(refusal);
}
