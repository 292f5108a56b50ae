/**
 * The quantile of values in any order, as `quantile` gives it for ascending ones, without sorting all of them. Moves the values.
 * 0 without values.
 *
 * Source: C. A. R. Hoare (1961), Algorithm 65: Find, Communications of the ACM 4(7).
 */
export function quantileOfUnsorted(values: Float64Array, share: number): number {
	const at = share * (values.length - 1);
	const position = Math.floor(at);
	const low = select(values, position);
	if (position === at || position + 1 >= values.length) return low;
	// All behind the position are at least as large.
	let high = Number.POSITIVE_INFINITY;
	for (let index = position + 1; index < values.length; index++) high = Math.min(high, values[index] ?? high);
	return low + (high - low) * (at - position);
}

/** The value that would stand at `position` in ascending order; smaller ones are before it, larger ones behind it. */
function select(values: Float64Array, position: number): number {
	let first = 0;
	let last = values.length - 1;
	while (first < last) {
		const [left, right] = partition(values, first, last);
		if (position <= right) last = right;
		else if (position >= left) first = left;
		else break;
	}
	return values[position] ?? 0;
}

/** Moves values up to a pivot before `left`, and those from it on behind `right`; what is between is the pivot. */
function partition(values: Float64Array, first: number, last: number): readonly [left: number, right: number] {
	const pivot = values[Math.floor((first + last) / 2)] ?? 0;
	let left = first;
	let right = last;
	while (left <= right) {
		while ((values[left] ?? pivot) < pivot) left++;
		while ((values[right] ?? pivot) > pivot) right--;
		if (left > right) break;
		const moved = values[left] ?? 0;
		values[left++] = values[right] ?? 0;
		values[right--] = moved;
	}
	return [left, right];
}
