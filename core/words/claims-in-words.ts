import { claimNames } from '../use-cases/verify/claim.ts';
import type { Claim, ClaimName, SignedEntry } from '../use-cases/verify/claim.ts';
import { isAnyUnsigned } from './signatures-in-words.ts';
import { noRepository } from '../workspace/registry/git-sight.ts';
import { gitAction } from './git-action.ts';
import type { VerifiedWorkspace } from '../use-cases/verify/verify-workspace.ts';

/**
 * The claims that hold for every name, as the subject and verb of a sentence: `chain and contents hold`. Undefined when none does.
 * Approvals are not among them where one is not signed: nothing was seen to hold but what Git says of its author.
 */
export function holdingInWords(claims: readonly Claim[], signatures: readonly SignedEntry[] = []): string | undefined {
	const hasUnsigned = isAnyUnsigned(signatures);
	const holding = claimNames
		.filter(name => name !== 'approvals' || !hasUnsigned)
		.filter(name => claims.some(({ claim }) => claim === name) && statesOf(claims, name).every(isHolding));
	if (holding.length === 0) return undefined;
	return `${listInWords(holding)} ${holding.length === 1 ? 'holds' : 'hold'}`;
}

/** One sentence for each reason why something was not checked: what, why, and what to do where there is something to do. */
export function uncheckedInWords({ claims, git }: Pick<VerifiedWorkspace, 'claims' | 'git'>): readonly string[] {
	const byReason = Map.groupBy(
		claims.filter(({ state }) => state === 'not-checked'),
		({ reason = '' }) => reason,
	);
	return [...byReason].map(([reason, unchecked]) => {
		const names = claimNames.filter(name => unchecked.some(({ claim }) => claim === name));
		const action = reason === git.reason ? actionFor(git) : '';
		return `Not checked: ${listInWords(names)}, because ${reason}.${action}`;
	});
}

function actionFor({ shallow, readable, reason = '' }: VerifiedWorkspace['git']): string {
	if (!readable) return reason === noRepository ? '' : ` ${gitAction(reason)}`;
	return shallow ? ' Fetch them with “git fetch --unshallow --tags”.' : '';
}

function statesOf(claims: readonly Claim[], name: ClaimName): readonly Claim['state'][] {
	return claims.filter(({ claim }) => claim === name).map(({ state }) => state);
}

function isHolding(state: Claim['state']): boolean {
	return state === 'holds';
}

function listInWords(names: readonly string[]): string {
	return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
