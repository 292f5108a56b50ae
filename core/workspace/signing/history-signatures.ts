import { emailOf } from '../../formats/registry/person.ts';
import type { Config } from '../../formats/config/config.ts';
import type { Registry, RegistryRequest, Review } from '../../formats/registry/registry-file.ts';
import { approvalStatement } from '../../formats/signing/approval-statement.ts';
import { parseSignersLog } from '../../formats/signing/signers-log.ts';
import { statementText } from '../../formats/signing/statement.ts';
import type { SignedText } from '../../ports/signer.ts';
import { introducedBy } from '../registry/registry-history.ts';
import type { RegistryHistory } from '../registry/registry-history.ts';
import type { SigningAccess } from './load-signers.ts';
import { reviewSignatures } from './review-signatures.ts';
import type { SignatureState } from './signature-state.ts';
import { signersPaths } from './signers-paths.ts';

/**
 * What the signatures of all reviews are worth, with what Git knows of when they came: a key that had ended before the commit that brought
 * its signature may have signed with an older date.
 */
export async function historySignatures(
	registry: Registry,
	config: Pick<Config, 'registry'>,
	history: RegistryHistory,
	access: SigningAccess,
): Promise<ReadonlyMap<Review, SignatureState>> {
	const states = new Map(await reviewSignatures(registry, config, access));
	for (const request of registry.requests) {
		for (const review of request.reviews) {
			if (states.get(review)?.kind !== 'signed') continue;
			const end = await endBefore({ name: registry.name, request, review }, history, { config, access });
			if (end !== undefined) states.set(review, { kind: 'broken', why: end });
		}
	}
	return states;
}

interface SignedReview {
	readonly name: string;
	readonly request: RegistryRequest;
	readonly review: Review;
}

/** Why a signature came too late, as the end of a sentence; undefined when it did not. */
async function endBefore(
	{ name, request, review }: SignedReview,
	history: RegistryHistory,
	{ config, access }: { readonly config: Pick<Config, 'registry'>; readonly access: SigningAccess },
): Promise<string | undefined> {
	const { log } = signersPaths(config);
	const principal = emailOf(review.by) ?? review.by;
	const text = statementText(approvalStatement(name, request, review));
	const commits = introducedBy(history, ({ requests }) => hasSignature(requests, request.id, review));
	for (const { commit } of commits) {
		const newest = parseSignersLog((await access.git.readAt(`${commit}^`, [log])).get(log) ?? '')?.versions.at(-1);
		if (newest === undefined || newest.at <= review.at) return undefined;
		const claim: SignedText = { text, signature: review.signature ?? '', principal, allowedSigners: newest.text, at: review.at };
		const then = await access.signer.check(claim, access.signal);
		const later = await access.signer.check({ ...claim, at: secondAfter(newest.at) }, access.signal);
		if (then.kind !== 'good' || later.kind !== 'bad') return undefined;
	}
	return commits.length === 0 ? undefined : `the key of ${principal} had ended before the commit that brought it`;
}

/** OpenSSH takes a key until the second of its end. */
function secondAfter(at: string): string {
	return `${new Date(Date.parse(at) + 1000).toISOString().slice(0, 19)}Z`;
}

function hasSignature(requests: readonly RegistryRequest[], id: string, { signature }: Review): boolean {
	return requests.some(request => request.id === id && request.reviews.some(review => review.signature === signature));
}
