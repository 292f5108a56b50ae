import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Change } from '../unit-of-work/change.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import type { PersonObjection } from '../../judging/approvals/check-approvals.ts';
import type { PromoteFailure } from '../promote/promote-failure.ts';
import type { RegistryRequest, Transition } from '../../formats/registry/registry-file.ts';

/** What asking, reviewing or withdrawing does to a registry file. */
export interface RequestPlan extends Change {
	readonly path: WorkspacePath;
	/** As it stands in the file afterwards. */
	readonly request: RegistryRequest;
	/** Approvals that are still needed before the version can be promoted; 0 for a stage that needs none. */
	readonly missingApprovals: number;
	/** Moves that went with it: a rejected version to the archive, where the configuration says so. */
	readonly transitions: readonly Transition[];
}

/** What asking, reviewing or withdrawing did. */
export type RequestOutcome = Written<RequestPlan>;

/** Why nothing was asked, reviewed or withdrawn. */
export type RequestFailure = PromoteFailure | OwnRequestFailure;

export type OwnRequestFailure =
	| { readonly kind: 'already-approved'; readonly request: string; readonly by: string }
	| { readonly kind: 'author-unknown'; readonly name: string; readonly version: string }
	| { readonly kind: 'not-requester'; readonly request: string; readonly requester: string }
	| { readonly kind: 'request-closed'; readonly request: string; readonly status: RegistryRequest['status'] }
	| { readonly kind: 'request-exists'; readonly request: string; readonly name: string; readonly version: string; readonly stage: string }
	| {
			readonly kind: 'review-refused';
			readonly request: string;
			readonly by: string;
			readonly objection: PersonObjection;
			readonly approvers: readonly string[];
	  }
	| {
			readonly kind: 'unknown-request';
			readonly name: string;
			readonly request: string;
			readonly suggestion: string | undefined;
			readonly known: readonly string[];
	  };
