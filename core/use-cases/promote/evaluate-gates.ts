import { RunLibrary } from '../../judging/compare/run-library.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import { findPromotionTarget } from './find-promotion-target.ts';
import { gateSubject } from './gate-subject.ts';
import type { GateQuestion } from './gate-subject.ts';
import { checksFor } from '../../judging/gates/checks-for.ts';
import type { GateContext, GateFinding, Lint } from '../../judging/gates/gate.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { EvidenceFailure, PlanFailure, PromotionRequest } from './promotion.ts';
import { refusalOfSubject } from './refuse-registry.ts';
import type { GateOutcome } from '../../formats/registry/registry-file.ts';
import { gatherVersionFacts } from './version-facts.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** Which version is to be judged for which stage. */
export type GateRequest = Pick<PromotionRequest, 'name' | 'version' | 'to' | 'evidence'>;

/** How gates reach beyond the ports. Each front end gives its own. */
export interface GateTools {
	/** The linter of the editor; without it `lint-clean` is inconclusive. */
	readonly lint?: Lint | undefined;
	/** True where the user trusts the workspace, so that its commands may run. */
	readonly isTrusted: boolean;
	/** Told before each gate. */
	readonly onProgress?: ((progress: GateProgress) => void) | undefined;
}

/** Where an evaluation stands. */
export interface GateProgress {
	/** The gate that is about to be evaluated. */
	readonly label: string;
	readonly doneCount: number;
	readonly totalCount: number;
}

/** What the gates of a stage say of a version. Plain data. */
export interface GateReport {
	readonly name: string;
	/** Normalised. */
	readonly version: string;
	readonly to: string;
	/** True when every gate passed or could not apply; also for a stage without gates. */
	readonly passed: boolean;
	/** In the order of the configuration, in the shape in which transitions and requests record them. */
	readonly gates: readonly GateOutcome[];
	/** What could not be read and was left out, in words. */
	readonly warnings: readonly string[];
}

/** Why there is nothing to judge. */
export type GateFailure = PlanFailure | EvidenceFailure;

/**
 * Evaluates every gate that the configuration sets before a stage. Panel, command line, hook and CI all call this one function, and a
 * promotion records what it says. Writes nothing; commands of the configuration are run in trusted workspaces only. The version
 * may be in the stage already.
 *
 * @throws The signal's reason when cancelled; a command that runs is ended first.
 */
export async function evaluateGates(
	request: GateRequest,
	{ ports, ...tools }: GateTools & { readonly ports: Pick<Ports, 'files' | 'git' | 'processes'> },
	signal: CancelSignal,
): Promise<Result<GateReport, GateFailure>> {
	const facts = await loadWorkspace(ports.files, ports.git, signal);
	const known = await gatherVersionFacts(request, facts, ports, signal);
	if (!known.ok) return known;
	const refusal = refusalOfSubject(request, known.value);
	if (refusal !== undefined) return fail(refusal);
	const target = findPromotionTarget(request, known.value);
	if (!target.ok) return target;
	return succeed(await judge({ request, target: target.value, known: known.value, facts }, { ports, ...tools }, signal));
}

/** As `evaluateGates`, for whoever has read the workspace and found the version already. */
export async function judge(
	question: GateQuestion,
	{ ports, lint, isTrusted, onProgress }: GateTools & { readonly ports: GateContext['ports'] },
	signal: CancelSignal,
): Promise<GateReport> {
	const { facts } = question;
	const library = new RunLibrary({ facts, files: ports.files, signal });
	const subject = await gateSubject(question, library);
	const context: GateContext = { subject, facts, library, ports, lint, isTrusted, signal };
	const checks = subject.requirements.flatMap(checksFor);
	const outcomes: GateOutcome[] = [];
	for (const check of checks) {
		const { label } = check;
		signal.throwIfAborted();
		onProgress?.({ label, doneCount: outcomes.length, totalCount: checks.length });
		outcomes.push(outcomeOf(label, await check.evaluate(context)));
	}
	const { name, version, to } = subject;
	return { name, version, to, passed: !outcomes.some(isHeldBack), gates: outcomes, warnings: library.warnings };
}

/** Keys in the order in which they are written. */
function outcomeOf(gate: string, { outcome, observed, threshold, detail, evidence }: GateFinding): GateOutcome {
	return {
		gate,
		outcome,
		...withoutUndefined({ observed, threshold, detail, evidence }),
	};
}
