import type { TextRange } from './text-range.ts';

/**
 * Finds, in logarithmic time, which of many ranges an offset lies in; undefined between them. They must not overlap and come in any
 * order. A rule that looks through all of them for each of its findings needs minutes for a generated file.
 */
export function rangeFinder<Item extends { readonly range: TextRange }>(items: readonly Item[]): (offset: number) => Item | undefined {
	const sorted = items.toSorted((left, right) => left.range.start - right.range.start);
	return offset => {
		let low = 0;
		let high = sorted.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((sorted[middle]?.range.start ?? 0) <= offset) low = middle + 1;
			else high = middle;
		}
		const candidate = sorted[low - 1];
		return candidate !== undefined && offset < candidate.range.end ? candidate : undefined;
	};
}
