import type { MemberContent } from '../../formats/component/component-hash.ts';
import type { AppliedChange, ChangeFailure } from '../unit-of-work/change.ts';
import type { InterruptedChange } from '../unit-of-work/finish-interrupted-change.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Config } from '../../formats/config/config.ts';
import type { Problem } from '../../base/problem.ts';
import type { ApprovalPeople, ReviewObjection } from '../../judging/approvals/check-approvals.ts';
import type { GateOutcome, ParsedRegistry, RegistryKind, RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';

/** What the user asks for: one version of one name to one stage. */
export interface PromotionRequest {
	readonly name: string;
	/** `2.3` reads as `2.3.0`. */
	readonly version: string;
	/** A stage of the configuration, as it is spelled there. */
	readonly to: string;
	readonly reason: string;
	/** The evidence; what is not given is found by the content hash of the version among the recorded runs. */
	readonly evidence?: { readonly experiment?: string; readonly runs?: readonly string[] };
	/** Goes ahead although gates are not passed or approvals are missing; kept in the transition together with what was not. */
	readonly override?: boolean;
	/** Brings back a version that held the stage before, for which gates and approvals were met then; kept in the transition. */
	readonly rollback?: boolean;
}

/** A version whose content can be read. */
export interface KnownVersion {
	readonly version: string;
	readonly path: WorkspacePath;
	readonly contentHash: string;
	/** What a pipeline is made of at this moment; none for other kinds. */
	readonly members?: readonly MemberContent[];
}

/** What is known when a promotion is planned. */
export interface PromotionFacts {
	readonly config: Config;
	/** What is wrong in stagemark.yaml. Whatever it is, a requirement may be lost in it. */
	readonly configProblems: readonly Problem[];
	/** Where the registry file of the name is or will be. */
	readonly path: WorkspacePath;
	/** The file as it is; undefined when there is none yet. */
	readonly registry: ParsedRegistry | undefined;
	/** What the name is; a name that nothing has yet counts as a prompt. */
	readonly kind: RegistryKind;
	/** Every version that can be read, also from Git history. */
	readonly versions: readonly KnownVersion[];
	readonly evidence: { readonly experiment: string | undefined; readonly runs: readonly string[] };
	/** What every gate of the stage said; empty for a stage without gates. */
	readonly gates: readonly GateOutcome[];
	/** What Git knows of authors and reviewers. */
	readonly people: ApprovalPeople;
	/** `Name <email>`. */
	readonly by: string;
	/** ISO 8601 in UTC. */
	readonly at: string;
}

/** What a promotion did. */
export interface Promotion {
	readonly path: WorkspacePath;
	/** The move that was asked for, then the former holder's move to the archive, if there was one. */
	readonly transitions: readonly Transition[];
	readonly applied: AppliedChange;
	/** What the user should know although it worked, each in one or two sentences. */
	readonly warnings: readonly string[];
	/** A change of a killed process that was brought to its end first. */
	readonly interrupted: InterruptedChange | undefined;
}

/** Why nothing was promoted. */
export type PromoteFailure = PlanFailure | EvidenceFailure | RollbackFailure | ChangeFailure;

/** Why a promotion cannot be planned. */
export type PlanFailure =
	| { readonly kind: 'bad-name'; readonly name: string }
	| { readonly kind: 'missing-reason' }
	| { readonly kind: 'unknown-name'; readonly name: string; readonly suggestion: string | undefined }
	| {
			readonly kind: 'unknown-version';
			readonly name: string;
			readonly version: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	| { readonly kind: 'unknown-stage'; readonly stage: string; readonly suggestion: string | undefined; readonly known: readonly string[] }
	| { readonly kind: 'already-there'; readonly name: string; readonly version: string; readonly stage: string }
	| { readonly kind: 'registry-unreadable'; readonly path: WorkspacePath; readonly message: string }
	| { readonly kind: 'chain-broken'; readonly path: WorkspacePath; readonly transition: number }
	| { readonly kind: 'uncommitted-registry'; readonly path: WorkspacePath }
	| { readonly kind: 'content-changed'; readonly name: string; readonly version: string; readonly path: WorkspacePath }
	| { readonly kind: 'configuration-unreadable'; readonly message: string }
	| {
			readonly kind: 'gates-failed';
			readonly name: string;
			readonly version: string;
			readonly stage: string;
			readonly gates: readonly GateOutcome[];
	  }
	| {
			readonly kind: 'approvals-missing';
			readonly name: string;
			readonly version: string;
			readonly stage: string;
			readonly required: number;
			readonly given: number;
			/** Approvals that do not count, and why. */
			readonly refused: readonly { readonly by: string; readonly objection: ReviewObjection }[];
			/** The open request; undefined when nobody has made one. */
			readonly request: RegistryRequest['id'] | undefined;
	  }
	| { readonly kind: 'never-held'; readonly name: string; readonly version: string; readonly stage: string }
	| { readonly kind: 'secret-found'; readonly secret: string; readonly place: string };

/** Why runs that the user named are no evidence for this version. */
export type EvidenceFailure =
	| {
			readonly kind: 'unknown-experiment';
			readonly experiment: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  }
	| { readonly kind: 'unknown-run'; readonly run: string }
	| { readonly kind: 'foreign-run'; readonly run: string; readonly name: string; readonly version: string };

/** Why there is nothing to go back to. */
export type RollbackFailure =
	| { readonly kind: 'no-previous-holder'; readonly name: string; readonly stage: string }
	| { readonly kind: 'not-registered'; readonly name: string };
