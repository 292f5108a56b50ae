import type { FactorValue } from './side-factors.ts';
import type { Factor, FactorFinding } from './factor-finding.ts';

/** What is asked of a factor. */
export interface FactorRule {
	readonly isExpected?: boolean;
	readonly isFatal?: boolean;
	/** Runs of one side may disagree as long as both sides do so alike. */
	readonly mayVary?: boolean;
	/** Not recorded is a confounder, also when it is on both sides: what is compared must be known to be what it is called. */
	readonly mustBeKnown?: boolean;
	/** Runs of earlier versions and imports do not record it, so that not recorded on one side is told and is no doubt about the rest. */
	readonly isRecent?: boolean;
}

/** Compares the values that the runs of both sides have of one factor: baseline first, one value a run. */
export function compareValues(
	factor: Factor,
	[before, after]: readonly [readonly FactorValue[], readonly FactorValue[]],
	rule: FactorRule,
): FactorFinding {
	const [left, right] = [keysOf(before), keysOf(after)];
	const all = new Set([...left, ...right]);
	const isUniform = rule.mayVary === true ? isSameSet(left, right) : all.size === 1;
	const texts = { factor, baseline: printAll(before), candidate: printAll(after) };
	const isKnown = !all.has(undefined);
	if (isUniform && isKnown) return { ...texts, status: 'same', isFatal: false };
	if (isUniform && rule.mustBeKnown !== true) return { ...texts, status: 'unknown', isFatal: false };
	if (rule.isExpected === true && isKnown && left.size + right.size === 2) return { ...texts, status: 'expected', isFatal: false };
	// Not recorded on one side is a doubt, not a proof of difference.
	all.delete(undefined);
	if (rule.isRecent === true && all.size <= 1) return { ...texts, status: 'half-known', isFatal: false };
	return { ...texts, status: 'confounder', isFatal: rule.isFatal === true && all.size > 1 };
}

/** The distinct texts of a side, the first three and a count: `a; b; c and 4 more`. */
export function listSome(texts: readonly string[]): string {
	return texts.length <= 3 ? texts.join('; ') : `${texts.slice(0, 3).join('; ')} and ${texts.length - 3} more`;
}

function keysOf(values: readonly FactorValue[]): Set<string | undefined> {
	return new Set(values.map(value => value.key));
}

function isSameSet<Value>(left: ReadonlySet<Value>, right: ReadonlySet<Value>): boolean {
	return left.size === right.size && [...left].every(value => right.has(value));
}

/** The distinct values of a side; a side that mixes them says so. */
function printAll(values: readonly FactorValue[]): string {
	const texts = [...new Set(values.map(value => value.text))];
	return texts.length === 1 ? texts.join() : `mixed: ${listSome(texts)}`;
}
