/** Values that are equal share the mean of the ranks they take up. */
export interface Ranking {
	/** From 1, in the order of the values. */
	readonly ranks: readonly number[];
	/** How many values share each rank, for every rank that more than one value has. */
	readonly tieCounts: readonly number[];
}

/** Ranks values from the smallest. Values must be finite. */
export function rankValues(values: readonly number[]): Ranking {
	const order = values.map((value, index) => ({ value, index })).sort((left, right) => left.value - right.value);
	const ranks = new Array<number>(values.length).fill(0);
	const tieCounts: number[] = [];
	for (let start = 0; start < order.length;) {
		let end = start + 1;
		while (end < order.length && order[end]?.value === order[start]?.value) end++;
		for (const { index } of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
		if (end - start > 1) tieCounts.push(end - start);
		start = end;
	}
	return { ranks, tieCounts };
}
