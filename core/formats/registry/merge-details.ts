import { canonicalJson } from '../../base/canonical-json.ts';
import type { Registry } from './registry-file.ts';

/** What people may write at a version by hand. */
export type VersionDetails = Pick<Registry['versions'][string], 'description' | 'tags'>;

/** The details that only one branch changed, or both alike; undefined when they changed them differently. */
export function mergedDetails(ours: VersionDetails, theirs: VersionDetails, base: VersionDetails | undefined): VersionDetails | undefined {
	const [own, other, before] = [ours, theirs, base ?? {}].map(({ description, tags }) => canonicalJson({ description, tags }));
	if (own === other || other === before) return ours;
	return own === before ? theirs : undefined;
}
