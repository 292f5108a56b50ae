import { canonicalJson } from '../../base/canonical-json.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { judge } from './evaluate-gates.ts';
import type { GateProgress } from './evaluate-gates.ts';
import type { GateQuestion } from './gate-subject.ts';
import type { Lint } from '../../judging/gates/gate.ts';
import type { GateOutcome } from '../../formats/registry/registry-file.ts';

/** The ports, and what gates need beside them. */
export interface PromotionPorts extends Ports {
	/** As in `GateTools`. */
	readonly lint?: Lint | undefined;
	/** False where the workspace is only looked at, so that none of its commands is run. True without it. */
	readonly isTrusted?: boolean | undefined;
	/** Told before each gate. */
	readonly onGate?: ((progress: GateProgress) => void) | undefined;
	/**
	 * What gates said before, by the question they were asked. Whoever shows a promotion first and carries it out afterwards hands over the
	 * same map both times: then what was shown is what is recorded, and slow gates are asked once.
	 */
	readonly judged?: Map<string, readonly GateOutcome[]> | undefined;
}

/**
 * What the gates before a move say, in the order of the configuration.
 *
 * @throws The signal's reason when cancelled.
 */
export async function judgePromotion(question: GateQuestion, ports: PromotionPorts, signal: CancelSignal): Promise<readonly GateOutcome[]> {
	const { request, target, known } = question;
	const key = canonicalJson([request.name, request.to, target, known.evidence, known.config.promotion, known.registry?.value?.stages]);
	const before = ports.judged?.get(key);
	if (before !== undefined) return before;
	const tools = { ports, isTrusted: ports.isTrusted ?? true, lint: ports.lint, onProgress: ports.onGate };
	const { gates } = await judge(question, tools, signal);
	ports.judged?.set(key, gates);
	return gates;
}
