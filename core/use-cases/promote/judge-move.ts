import { RunLibrary } from '../../judging/compare/run-library.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { checksFor } from '../../judging/gates/checks-for.ts';
import type { GateContext, GateFinding, Lint } from '../../judging/gates/gate.ts';
import { withKeptPlan } from '../../judging/gates/parts/kept-plan.ts';
import type { GateOutcome } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { gateSubject } from './gate-subject.ts';
import type { FoundMove } from './move.ts';

/** The ports, and what gates need beside them. Each front end gives its own. */
export interface PromotionPorts extends Ports {
	/** The linter of the editor; without it `lint-clean` is inconclusive. */
	readonly lint?: Lint | undefined;
	/** False where the workspace is only looked at, so that none of its commands is run. True without it. */
	readonly isTrusted?: boolean | undefined;
	/** Told before each gate which one is about to be evaluated. */
	readonly onGate?: ((progress: { readonly label: string; readonly doneCount: number; readonly totalCount: number }) => void) | undefined;
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
export async function judgeMove(
	move: FoundMove<string | undefined>,
	ports: PromotionPorts,
	signal: CancelSignal,
): Promise<readonly GateOutcome[]> {
	const { name, to, version, from, sha256, registered, basis, config, registry } = move;
	const stages = registry?.value?.stages;
	const key = canonicalJson([name, to, { version, from, sha256, registered }, basis, config.promotion, stages]);
	const before = ports.judged?.get(key);
	if (before !== undefined) return before;
	const { gates } = await askGates(move, ports, signal);
	ports.judged?.set(key, gates);
	return gates;
}

/** As `judgeMove`, always asked anew, and with what could not be read and was left out, in words. */
export async function askGates(
	move: FoundMove<string | undefined>,
	{ lint, isTrusted = true, onGate, ...ports }: PromotionPorts,
	signal: CancelSignal,
): Promise<{ readonly gates: readonly GateOutcome[]; readonly warnings: readonly string[] }> {
	const { index: facts } = move;
	const library = new RunLibrary({ facts, files: ports.files, signal, unread: move.basis.unread });
	const subject = await gateSubject(move, library);
	const context: GateContext = { subject, facts, library, ports, lint, isTrusted, signal };
	const checks = subject.requirements.flatMap(checksFor);
	const gates: GateOutcome[] = [];
	for (const check of checks) {
		const { label } = check;
		signal.throwIfAborted();
		onGate?.({ label, doneCount: gates.length, totalCount: checks.length });
		gates.push(outcomeOf(label, await withKeptPlan(await check.evaluate(context), context)));
	}
	return { gates, warnings: library.warnings };
}

/** Keys in the order in which they are written. */
function outcomeOf(gate: string, { outcome, observed, threshold, detail, evidence }: GateFinding): GateOutcome {
	return {
		gate,
		outcome,
		...withoutUndefined({ observed, threshold, detail, evidence }),
	};
}
