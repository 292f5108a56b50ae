import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { compareValues } from './compare-values.ts';
import type { FactorRule } from './compare-values.ts';
import type { FactorFinding } from './factor-finding.ts';
import { printValue } from './side-factors.ts';
import type { FactorValue } from './side-factors.ts';

/**
 * Compares parameters value by value, however deep: of `{a: {b: [1, 2]}}` and `{a: {b: [1, 3]}}` only `a.b[1]` differs, and only that is
 * named. Parameters that are under study may differ; the others may not.
 *
 * @param studied - Names of parameters that differ by plan.
 */
export function compareParameters(before: readonly RunRecord[], after: readonly RunRecord[], studied: ReadonlySet<string>): FactorFinding {
	const [left, right] = [before, after].map(records => records.map(({ parameters }) => leavesOf(parameters)));
	const different = differingPaths([...(left ?? []), ...(right ?? [])]);
	const compare = (isMeant: (name: string) => boolean, rule: FactorRule): FactorFinding => {
		const isNamed = (path: string, leaf: Leaf): boolean => isMeant(leaf.parameter) && (different.size === 0 || different.has(path));
		const read = (leaves: ReadonlyMap<string, Leaf>): FactorValue => valueOf([...leaves].filter(([path, leaf]) => isNamed(path, leaf)));
		return compareValues('parameters', [(left ?? []).map(read), (right ?? []).map(read)], rule);
	};
	const others = compare(name => !studied.has(name), {});
	return others.status === 'confounder' || studied.size === 0 ? others : compare(name => studied.has(name), { isExpected: true });
}

/** One value inside the parameters. */
interface Leaf {
	/** The parameter that it belongs to. */
	readonly parameter: string;
	/** As JSON, since the text "1" is not the number 1. */
	readonly json: string;
	/** For people. */
	readonly text: string;
}

/** Every value by its path, such as `a.b[1]`; a list or map that is empty is a value. */
function leavesOf(parameters: RunRecord['parameters']): ReadonlyMap<string, Leaf> {
	const leaves = new Map<string, Leaf>();
	for (const [name, value] of Object.entries(parameters)) addLeaves(name, value, { parameter: name, depth: 0, leaves });
	return leaves;
}

/** Deeper values are compared as a whole: nobody sets parameters that deep, and hostile text must not nest deeper than the stack. */
const deepestLeaf = 16;

function addLeaves(
	path: string,
	value: unknown,
	{ parameter, depth, leaves }: { readonly parameter: string; readonly depth: number; readonly leaves: Map<string, Leaf> },
): void {
	const inner = { parameter, depth: depth + 1, leaves };
	const isGroup = typeof value === 'object' && value !== null && Object.keys(value).length > 0 && depth < deepestLeaf;
	if (!isGroup) leaves.set(path, { parameter, json: canonicalJson(value), text: printLeaf(value) });
	else if (Array.isArray(value)) value.forEach((each, index) => addLeaves(`${path}[${index}]`, each, inner));
	else for (const [name, each] of Object.entries(value)) addLeaves(`${path}.${name}`, each, inner);
}

/** Text bare, except where it reads like another value. */
function printLeaf(value: unknown): string {
	return typeof value === 'string' && /^(?:[-\d]|true$|false$|null$|$)/.test(value) ? canonicalJson(value) : printValue(value);
}

/** The paths that do not have the same value everywhere. */
function differingPaths(sides: readonly ReadonlyMap<string, Leaf>[]): ReadonlySet<string> {
	const paths = new Set(sides.flatMap(leaves => [...leaves.keys()]));
	return new Set([...paths].filter(path => new Set(sides.map(leaves => leaves.get(path)?.json)).size > 1));
}

function valueOf(leaves: readonly (readonly [path: string, leaf: Leaf])[]): FactorValue {
	const texts = leaves.map(([path, { text }]) => `${path}: ${text}`);
	const key = canonicalJson(Object.fromEntries(leaves.map(([path, { json }]) => [path, json])));
	return { key, text: texts.length === 0 ? 'none' : texts.join(', ') };
}
