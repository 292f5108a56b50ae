import type { CompareSideInput } from '../../judging/compare/cases/compare-side.ts';

/** How many cases are named. */
const shownCaseCount = 3;

/**
 * A sentence for each side in which some cases have more answers than others: an id that stands for two cases looks like that. Files in
 * which every case was answered equally often are repeats by plan, and nothing is said of them.
 */
export function repeatedCases(sides: readonly CompareSideInput[]): readonly string[] {
	return sides.flatMap(({ label, runs }) => {
		const counts = new Map<string, number>();
		for (const { samples } of runs) for (const { case: id } of samples) counts.set(id, (counts.get(id) ?? 0) + 1);
		let least = Infinity;
		for (const count of counts.values()) least = Math.min(least, count);
		const repeated = [...counts].filter(([, count]) => count > least);
		if (repeated.length === 0) return [];
		const named = repeated.slice(0, shownCaseCount).map(([id, count]) => `“${id}” has ${count}`);
		const list = [...named, ...(repeated.length > shownCaseCount ? ['…'] : [])].join(', ');
		const many = repeated.length === 1 ? '1 case has' : `${repeated.length} cases have`;
		return [
			`${label}: ${many} more answers than the others (${list}). They are averaged. If they are different cases, give each its own id.`,
		];
	});
}
