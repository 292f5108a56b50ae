import { canonicalJson } from '../../base/canonical-json.ts';
import type { MergeSide } from './merge-conflict.ts';
import type { RegistryRequest } from '../../formats/registry/registry-file.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';

/** The requests of both branches: those of one as they are, those of both with the reviews of both. */
export function mergeRequests(
	ours: readonly RegistryRequest[],
	theirs: readonly RegistryRequest[],
	keep: MergeSide | undefined,
): readonly RegistryRequest[] {
	return theirs.map(other => {
		const own = ours.find(({ id }) => id === other.id);
		if (own === undefined) return other;
		const known = new Set(own.reviews.map(canonicalJson));
		const reviews = [...own.reviews, ...other.reviews.filter(review => !known.has(canonicalJson(review)))];
		const status = mergedStatus(own.status, other.status) ?? (keep === 'theirs' ? other.status : own.status);
		const withdrawn = own.withdrawn ?? other.withdrawn;
		return { ...own, status, reviews, ...withoutUndefined({ withdrawn }) };
	});
}

/** What was decided wins over what is open; undefined for two different decisions. */
export function mergedStatus(ours: RegistryRequest['status'], theirs: RegistryRequest['status']): RegistryRequest['status'] | undefined {
	const [lower, higher] = rank(ours) <= rank(theirs) ? [ours, theirs] : [theirs, ours];
	return lower === higher || rank(lower) < rank(higher) ? higher : undefined;
}

function rank(status: RegistryRequest['status']): number {
	return status === 'pending' ? 0 : status === 'approved' ? 1 : 2;
}
