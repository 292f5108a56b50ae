import type { RunLibrary } from '../compare/run-library.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Severity } from '../../base/problem.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import type { TextRange } from '../../base/text/text-range.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { GateRequirement } from '../../formats/config/requirements-of.ts';
import type { Subject } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { GateOutcome, RegistryKind } from '../../formats/registry/registry-file.ts';

/** A finding of the linter, as the gate `lint-clean` needs it. */
export interface LintFinding {
	/** Rule id. */
	readonly rule: string;
	readonly severity: Severity;
	readonly message: string;
	readonly range: TextRange;
}

/** Lints a text as if it stood at `path`, by the rules and severities of the workspace. */
export type Lint = (path: WorkspacePath, text: string, signal: CancelSignal) => Promise<readonly LintFinding[]>;

/** A version that holds Production, or whatever the highest stage is called. */
export interface StageHolder {
	readonly stage: string;
	readonly version: string;
	/** What was promoted; undefined when neither the registry nor a file says. */
	readonly contentHash: string | undefined;
	/** Undefined when no file and no commit has it any more. */
	readonly source: Subject | undefined;
}

/** The version that is to move, and what speaks for it. */
export interface GateSubject {
	readonly name: string;
	readonly version: string;
	/** The stage it is to move to. */
	readonly to: string;
	readonly kind: RegistryKind;
	/** Undefined when no file and no commit has the version any more. */
	readonly source: Subject | undefined;
	readonly contentHash: string | undefined;
	/** The experiment that is the evidence; undefined without one. */
	readonly experiment: ExperimentSummary | undefined;
	/** True when whoever asks named the experiment, so that no other may stand in for it. */
	readonly isExperimentNamed: boolean;
	/** Completed runs of exactly this content in that experiment that count, oldest first; see settle-runs.ts. */
	readonly runs: readonly LoadedRun[];
	/** The same with those in whose place others count: repeats of one seed. */
	readonly repeats: readonly LoadedRun[];
	/** Undefined while nobody holds Production. The same version as the subject when it holds it itself. */
	readonly production: StageHolder | undefined;
	/** Everything the stage requires, for gates that depend on others being there. */
	readonly requirements: readonly GateRequirement[];
}

/** What a gate works with. */
export interface GateContext {
	readonly subject: GateSubject;
	readonly facts: WorkspaceFacts;
	readonly library: RunLibrary;
	readonly ports: Pick<Ports, 'files' | 'git' | 'processes'>;
	/** Undefined where no linter is at hand; what needs it is then inconclusive. */
	readonly lint: Lint | undefined;
	/** False in a workspace the user does not trust: no command of it is run. */
	readonly isTrusted: boolean;
	readonly signal: CancelSignal;
}

/** What a gate found. Anything but `passed` and `skipped` keeps the version where it is. */
export type GateFinding = Omit<GateOutcome, 'gate'>;

/** One evaluation that a requirement asks for. */
export interface GateCheck {
	/** What it is called in reports and in the registry file, for example `lint-clean` or the name of a metric. */
	readonly label: string;
	/**
	 * Decides. Missing data is an outcome (`inconclusive`, with what to do in `detail`), never a throw. `skipped` is for what
	 * cannot apply, such as a comparison for the first version of all.
	 *
	 * @throws The signal's reason when cancelled.
	 */
	evaluate(context: GateContext): Promise<GateFinding>;
}

/** One kind of gate. To add one: `node tools/new.mjs gate NAME`. */
export interface Gate {
	/** Equals the file name. */
	readonly id: string;
	/** Its row in docs/gates.md. */
	readonly documentation: GateDocumentation;
	/** The checks that a requirement asks of this gate; none for a requirement of another gate. */
	checksFor(requirement: GateRequirement): readonly GateCheck[];
}

interface GateDocumentation {
	/** One entry of `gates:`, or of a stage with `require:`, as it is written in stagemark.yaml. */
	readonly example: string;
	/** A sentence of Markdown that completes “Passes when”: what holds then. */
	readonly passes: string;
}
