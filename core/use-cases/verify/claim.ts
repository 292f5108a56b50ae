import type { SignatureState } from '../../workspace/signing/signature-state.ts';
import type { RegistryProblem } from '../../formats/registry/registry-file.ts';

/** What a registry file claims, in the order in which it is told. */
export const claimNames = ['chain', 'contents', 'evidence', 'gates', 'approvals', 'history', 'tags'] as const;

export type ClaimName = (typeof claimNames)[number];

/** One claim of one registry file, and what was found. A claim holds only when all of it was looked at. */
export interface Claim {
	/** The registered name; the path of a file that cannot be read. */
	readonly name: string;
	readonly claim: ClaimName;
	readonly state: 'holds' | 'broken' | 'not-checked';
	/** Why it was not checked, as the end of a sentence; undefined for the other states. */
	readonly reason: string | undefined;
}

/** What one look at a registry file came to. */
export interface Checked {
	readonly problems: readonly RegistryProblem[];
	/** Claims, or parts of them, that could not be looked at, each with the end of a sentence that says why. */
	readonly unchecked: readonly (readonly [claim: ClaimName, reason: string])[];
	/** Every approval and override, and whether it is signed; absent where none was looked for. */
	readonly signatures?: readonly SignedEntry[];
}

/** An approval or an override, and what its signature is worth. */
export interface SignedEntry {
	readonly name: string;
	/** 0-based position in `transitions`; undefined for an approval that no transition has yet. */
	readonly transition: number | undefined;
	readonly what: 'approval' | 'override';
	readonly by: string;
	readonly state: SignatureState;
}

/** Several looks as one. */
export function together(...looks: readonly Checked[]): Checked {
	return {
		problems: looks.flatMap(({ problems }) => problems),
		unchecked: looks.flatMap(({ unchecked }) => unchecked),
		signatures: looks.flatMap(({ signatures = [] }) => signatures),
	};
}

/** Which claim a problem breaks. */
function claimOf({ kind }: Pick<RegistryProblem, 'kind'>): ClaimName {
	return brokenBy[kind];
}

const brokenBy: Readonly<Record<RegistryProblem['kind'], ClaimName>> = {
	'broken-chain': 'chain',
	'changed-evidence': 'evidence',
	'content-mismatch': 'contents',
	'history-rewritten': 'history',
	'invalid-approval': 'approvals',
	'invalid-signers': 'approvals',
	'missing-evidence': 'evidence',
	'missing-gates': 'gates',
	'missing-source': 'contents',
	'missing-tag': 'tags',
	'pointer-mismatch': 'chain',
	'tag-mismatch': 'tags',
	unreadable: 'chain',
};

/** Every claim of one file. Broken wins over not checked: what was seen to be wrong is wrong, whatever else could not be seen. */
export function judgeClaims(name: string, { problems, unchecked }: Checked): readonly Claim[] {
	const broken = new Set(problems.map(claimOf));
	// The first reason is told: the others follow from it or come after it is seen to.
	const reasons = new Map(unchecked.toReversed());
	return claimNames.map(claim => {
		if (broken.has(claim)) return { name, claim, state: 'broken', reason: undefined };
		const reason = reasons.get(claim);
		return { name, claim, state: reason === undefined ? 'holds' : 'not-checked', reason };
	});
}
