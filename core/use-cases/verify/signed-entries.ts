import type { Registry, RegistryProblem, RegistryRequest, Review, Transition } from '../../formats/registry/registry-file.ts';
import { moveStatement } from '../../formats/signing/move-statement.ts';
import { statementText } from '../../formats/signing/statement.ts';
import type { ApprovalRules } from '../../judging/approvals/check-approvals.ts';
import type { ClaimEvidence } from '../../workspace/registry/asked-of-transition.ts';
import { checkSignature } from '../../workspace/signing/check-signature.ts';
import { loadSigners } from '../../workspace/signing/load-signers.ts';
import { notSigned } from '../../workspace/signing/signature-state.ts';
import type { SignatureState } from '../../workspace/signing/signature-state.ts';
import type { SignedEntry } from './claim.ts';

type Approval = NonNullable<Transition['approvals']>[number];

/** Every approval of a move, every override, and every approval of a request that is open, each with what its signature is worth. */
export async function signedEntries(
	{ name, requests, transitions }: Registry,
	signatures: ReadonlyMap<Review, SignatureState>,
	{ config, access }: Pick<ClaimEvidence, 'access' | 'config'>,
): Promise<readonly SignedEntry[]> {
	const entries: SignedEntry[] = [];
	const signers = transitions.some(({ signature }) => signature !== undefined) ? await loadSigners(config, access) : undefined;
	for (const [transition, move] of transitions.entries()) {
		const request = requests.find(({ id }) => id === move.request);
		for (const approval of move.approvals ?? []) {
			entries.push({ name, transition, what: 'approval', by: approval.by, state: stateOf(approval, request, signatures) });
		}
		if (move.override !== true) continue;
		const state =
			signers === undefined ? notSigned : await checkSignature(move, statementText(moveStatement(name, move)), signers, access);
		entries.push({ name, transition, what: 'override', by: move.by, state });
	}
	const open = requests.filter(({ status }) => status === 'pending' || status === 'approved').flatMap(({ reviews }) => reviews);
	const given = open.filter(({ verdict }) => verdict === 'approve');
	return [
		...entries,
		...given.map(review => ({
			name,
			transition: undefined,
			what: 'approval' as const,
			by: review.by,
			state: signatures.get(review) ?? notSigned,
		})),
	];
}

/** The review that an approval of a move is a copy of. */
export function reviewOf({ by, at }: Approval, request: RegistryRequest | undefined): Review | undefined {
	return request?.reviews.find(review => review.by === by && review.at === at && review.verdict === 'approve');
}

/** What the signature of an approval of a move is worth: that of the review that it is a copy of. */
export function stateOf(
	approval: Approval,
	request: RegistryRequest | undefined,
	signatures: ReadonlyMap<Review, SignatureState>,
): SignatureState {
	const review = reviewOf(approval, request);
	return (review && signatures.get(review)) ?? notSigned;
}

/** What speaks against an override, in words that follow the move; undefined when nothing does. */
export function objectionToOverride(state: SignatureState, { signed }: Pick<ApprovalRules, 'signed'>): string | undefined {
	if (state.kind === 'broken') return `is an override whose signature is broken: ${state.why}. Restore the file from Git.`;
	if (state.kind !== 'not-signed' || !signed) return undefined;
	return 'is an override that nobody signed, and stagemark.yaml asked for signatures. Have the version reviewed, and promote it again.';
}

/** A problem for each broken signature of a review that no move claims. */
export function brokenReviews(
	{ name, requests, transitions }: Registry,
	signatures: ReadonlyMap<Review, SignatureState>,
): readonly RegistryProblem[] {
	const claimed = new Set(
		transitions.flatMap(({ request, approvals = [] }) => approvals.map(({ by, at }) => `${request ?? ''} ${by} ${at}`)),
	);
	return requests.flatMap(({ id, reviews }) =>
		reviews.flatMap(review => {
			const state = signatures.get(review);
			if (state?.kind !== 'broken' || claimed.has(`${id} ${review.by} ${review.at}`)) return [];
			const message = `The approval of request ${id} by ${review.by} has a broken signature: ${state.why}. Restore the file from Git.`;
			return [{ name, transition: undefined, kind: 'invalid-approval' as const, message }];
		}),
	);
}
