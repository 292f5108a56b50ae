import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Config } from '../../formats/config/config.ts';

/** Which of two branches a merge keeps where both decided. */
export type MergeSide = 'ours' | 'theirs';

/** How to merge. */
export interface MergeChoices {
	readonly config: Config;
	/** Whose decision stays where both decided; without it such a matter is a conflict. */
	readonly keep: MergeSide | undefined;
	/** `Name <email>` and time of whoever merges, for entries that carry out a choice. */
	readonly by: string;
	readonly at: string;
}

/** Two branches that said different things of one matter. `undefined` is no version. */
export type MergeConflict =
	| { readonly kind: 'stage'; readonly stage: string; readonly ours: string | undefined; readonly theirs: string | undefined }
	/** One version that is in different stages. */
	| { readonly kind: 'version'; readonly version: string; readonly ours: string; readonly theirs: string }
	| { readonly kind: 'alias'; readonly alias: string; readonly ours: string | undefined; readonly theirs: string | undefined }
	/** Status of one request. */
	| { readonly kind: 'request'; readonly request: string; readonly ours: string; readonly theirs: string }
	/** Description or tags of one version. */
	| { readonly kind: 'details'; readonly version: string }
	/** One version that is registered with different contents. No choice helps: a version never changes. */
	| { readonly kind: 'content'; readonly version: string };

/** Why two branches of a registry file were not merged. */
export type MergeFailure =
	| { readonly kind: 'merge-conflict'; readonly path: WorkspacePath; readonly conflicts: readonly MergeConflict[] }
	| { readonly kind: 'merge-unreadable'; readonly path: WorkspacePath; readonly side: MergeSide; readonly message: string }
	| { readonly kind: 'no-conflict'; readonly path: WorkspacePath }
	| { readonly kind: 'one-sided-merge'; readonly path: WorkspacePath };

/** A conflict in one sentence. */
export function conflictInWords(conflict: MergeConflict): string {
	switch (conflict.kind) {
		case 'stage':
			return `${conflict.stage} holds ${conflict.ours ?? 'nothing'} on our branch and ${conflict.theirs ?? 'nothing'} on theirs.`;
		case 'version':
			return `${conflict.version} is in ${conflict.ours} on our branch and in ${conflict.theirs} on theirs.`;
		case 'alias':
			return `The alias ${conflict.alias} points to ${conflict.ours ?? 'nothing'} on our branch and to ${conflict.theirs ?? 'nothing'} on theirs.`;
		case 'request':
			return `Request ${conflict.request} is ${conflict.ours} on our branch and ${conflict.theirs} on theirs.`;
		case 'details':
			return `Both branches changed the description or the tags of ${conflict.version}.`;
		case 'content':
			return `${conflict.version} has other content on each branch, and a version never changes.`;
	}
}
