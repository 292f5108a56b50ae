import { compare, diff, parse } from 'semver';
import type { VersionBump } from '../diff/prompt-diff.ts';

/**
 * A version as everything else writes and compares it: `2.3` and `2` read as `2.3.0` and `2.0.0`, build metadata is dropped because it has
 * no rank. Undefined for text that is no semantic version, also for `v2.3.0`.
 *
 * Source: Semantic Versioning 2.0.0.
 */
export function normaliseVersion(text: string): string | undefined {
	const trimmed = text.trim();
	const missing = /^\d+$/.test(trimmed) ? '.0.0' : /^\d+\.\d+$/.test(trimmed) ? '.0' : '';
	return parse(/^\d/.test(trimmed) ? `${trimmed}${missing}` : null)?.version;
}

/** Orders two normalised versions by precedence: negative when `left` is older. Text that is no version is older than every version. */
export function compareVersions(left: string | undefined, right: string | undefined): number {
	const [first, second] = [parse(left), parse(right)];
	if (first === null || second === null) return Number(first !== null) - Number(second !== null);
	return compare(first, second);
}

/** The next version after `version` for a change of this kind; a prerelease leads to the release it announces. */
export function nextVersion(version: string, bump: Exclude<VersionBump, 'none'>): string {
	const parsed = parse(version);
	if (parsed === null) throw new RangeError(`Not a semantic version: ${version}`);
	return parsed.inc(bump).version;
}

/**
 * True when going from `before` to `after` announces a change of at least this kind. Below 1.0.0 a minor step announces a
 * breaking change, as is the custom. Undefined when either is no semantic version.
 */
export function isBumpSufficient(before: string, after: string, required: VersionBump): boolean | undefined {
	const [first, second] = [normaliseVersion(before), normaliseVersion(after)];
	if (first === undefined || second === undefined) return undefined;
	const order = compareVersions(first, second);
	if (order >= 0) return order === 0 && required === 'none';
	const given = diff(first, second)?.replace(/^pre(?=m|p)/, '') ?? 'none';
	return rank(given, first.startsWith('0.')) >= rank(required, false);
}

function rank(bump: string, isInitialDevelopment: boolean): number {
	const position = ['none', 'patch', 'minor', 'major'].indexOf(bump);
	return isInitialDevelopment && bump === 'minor' ? position + 1 : Math.max(position, 1);
}
