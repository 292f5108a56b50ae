import type { WorkspacePath } from '../../ports/file-store.ts';
import type { ChangeFailure } from '../unit-of-work/change.ts';
import type { SigningRefusal } from '../signers/signing-refusal.ts';
import type { ReviewObjection } from '../../judging/approvals/check-approvals.ts';
import type { GateOutcome, RegistryRequest } from '../../formats/registry/registry-file.ts';

/** Why nothing was promoted. */
export type PromoteFailure = PlanFailure | EvidenceFailure | RollbackFailure | SigningRefusal | ChangeFailure;

/** Why a promotion cannot be planned. */
export type PlanFailure =
	| { readonly kind: 'bad-name'; readonly name: string }
	| { readonly kind: 'name-is-folder'; readonly name: string; readonly other: string }
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
	| {
			readonly kind: 'uncommitted-content';
			readonly name: string;
			readonly version: string;
			/** The files that no commit has as they are. */
			readonly paths: readonly WorkspacePath[];
			/** `.gitignore` keeps one of them out of Git. */
			readonly isIgnored: boolean;
			/** They can be committed together with the entry. */
			readonly canCommit: boolean;
	  }
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
	| { readonly kind: 'unread-run'; readonly run: string; readonly message: string }
	| { readonly kind: 'foreign-run'; readonly run: string; readonly name: string; readonly version: string };

/** Why there is nothing to go back to. */
export type RollbackFailure =
	| { readonly kind: 'no-previous-holder'; readonly name: string; readonly stage: string }
	| { readonly kind: 'not-registered'; readonly name: string };
