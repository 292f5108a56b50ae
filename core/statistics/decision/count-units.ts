import type { WeightedValue } from '../bounds/range-interval.ts';
import { roundDifferences } from '../difference/round-differences.ts';

/** The independent units of a sample, by their values. */
export interface UnitCounts {
	/** Cases, or groups. */
	readonly count: number;
	/** Units that have the most common value. */
	readonly commonCount: number;
	/** Units that have another one. */
	readonly otherCount: number;
	/** Each value with how many units of which size have it. */
	readonly values: readonly WeightedValue[];
}

/** Counts cases by their value, or groups by their mean and size. Values that differ by rounding alone are one. */
export function countUnits(values: readonly number[], clusters: readonly string[] | undefined): UnitCounts {
	const units = clusters === undefined ? values.map(value => ({ value, size: 1 })) : meansOfGroups(values, clusters);
	const rounded = roundDifferences(units.map(({ value }) => value));
	const byKind = new Map<string, WeightedValue>();
	const byValue = new Map<number, number>();
	for (const [index, { value, size }] of units.entries()) {
		const key = rounded[index] ?? value;
		const kind = `${key} ${size}`;
		const known = byKind.get(kind) ?? { value, size, count: 0 };
		byKind.set(kind, { ...known, count: known.count + 1 });
		byValue.set(key, (byValue.get(key) ?? 0) + 1);
	}
	let commonCount = 0;
	for (const count of byValue.values()) commonCount = Math.max(commonCount, count);
	return { count: units.length, commonCount, otherCount: units.length - commonCount, values: [...byKind.values()] };
}

function meansOfGroups(
	values: readonly number[],
	clusters: readonly string[],
): readonly { readonly value: number; readonly size: number }[] {
	const groups = new Map<string, { readonly value: number; readonly size: number }>();
	for (const [index, value] of values.entries()) {
		const cluster = clusters[index] ?? '';
		const group = groups.get(cluster) ?? { value: 0, size: 0 };
		const size = group.size + 1;
		// A running mean stays between the smallest and the largest value, where a sum divided at the end may leave the range.
		groups.set(cluster, { value: group.value + (value - group.value) / size, size });
	}
	return [...groups.values()];
}
