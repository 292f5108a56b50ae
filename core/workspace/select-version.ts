import { nearestWord } from '../base/text/nearest-word.ts';
import { normaliseVersion } from '../formats/prompt/version/version.ts';

/** The version that a selector stands for, or why it stands for none. */
export type VersionSelection<Version> =
	| { readonly kind: 'found'; readonly value: Version; readonly via: 'version' | 'stage' }
	| { readonly kind: 'unknown-selector'; readonly suggestion: string | undefined; readonly known: readonly string[] };

/**
 * Finds what the text after `@` stands for: a semantic version, or a stage or alias that points to one.
 *
 * @param pointers - Stages and aliases, each with the version it points to.
 */
export function selectVersion<Version extends { readonly version: string | undefined }>(
	selector: string,
	versions: readonly Version[],
	pointers: ReadonlyMap<string, string>,
): VersionSelection<Version> {
	const version = normaliseVersion(selector);
	const wanted = version ?? normaliseVersion(pointers.get(selector) ?? '');
	const value = wanted === undefined ? undefined : versions.find(candidate => candidate.version === wanted);
	if (value !== undefined) return { kind: 'found', value, via: version === undefined ? 'stage' : 'version' };
	const known = [...new Set([...versions.flatMap(candidate => candidate.version ?? []), ...pointers.keys()])];
	return { kind: 'unknown-selector', suggestion: nearestWord(selector, known), known };
}
