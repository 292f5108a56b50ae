/** A stretch of text in a comparison by words. */
export interface TextChange {
	readonly kind: 'same' | 'added' | 'removed';
	readonly text: string;
}

export type VersionBump = 'major' | 'minor' | 'patch' | 'none';

/** Why a bump is required, for example `major: input "tone" removed`. */
export interface BumpReason {
	readonly bump: VersionBump;
	readonly reason: string;
}

/** A value that differs; undefined means it is absent on that side. Values are printed as in the file. */
export interface ValueChange {
	readonly name: string;
	readonly before: string | undefined;
	readonly after: string | undefined;
}

export interface MessageDiff {
	readonly role: string;
	readonly status: 'same' | 'changed' | 'added' | 'removed';
	readonly changes: readonly TextChange[];
}

/** One side's facts. Token counts are estimates (characters and words, no tokenizer) and are printed with `~`. */
export interface PromptDiffSide {
	readonly label: string;
	readonly name: string;
	readonly version: string | undefined;
	readonly path: string;
	readonly contentHash: string;
	readonly estimatedTokenCount: number;
}

/** What changed between two prompts, by structure. Plain data: it is printed, sent to a panel, and written as JSON. */
export interface PromptDiff {
	readonly version: 1;
	readonly before: PromptDiffSide;
	readonly after: PromptDiffSide;
	readonly isIdentical: boolean;
	readonly messages: readonly MessageDiff[];
	/** Inputs and used variables that were added, removed or declared otherwise. */
	readonly inputs: readonly ValueChange[];
	readonly parameters: readonly ValueChange[];
	readonly model: ValueChange | undefined;
	readonly output: ValueChange | undefined;
	readonly requiredBump: VersionBump;
	readonly reasons: readonly BumpReason[];
	/** True when the versions given satisfy the required bump; undefined when a version is missing or unreadable. */
	readonly isBumpSufficient: boolean | undefined;
}
