/**
 * The candidate a writer probably meant: the one with the smallest edit distance (insert, delete, replace and swap of
 * neighbours, case ignored), undefined when even that is more than a third of the word away. Ties go to the first candidate.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
	// A word this long is no typing slip of anything, and the distance below is quadratic.
	if (word.length > 100) return undefined;
	const wanted = word.toLowerCase();
	let nearest: string | undefined;
	let smallest = Math.max(1, Math.floor(word.length / 3)) + 1;
	for (const candidate of candidates) {
		if (Math.abs(candidate.length - word.length) >= smallest) continue;
		const distance = editDistance(wanted, candidate.toLowerCase());
		if (distance < smallest) {
			smallest = distance;
			nearest = candidate;
		}
	}
	return nearest;
}

/** Optimal string alignment distance, one row at a time. */
function editDistance(left: string, right: string): number {
	let beforePrevious: number[] = [];
	let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
	for (let row = 1; row <= left.length; row++) {
		const current = [row];
		for (let column = 1; column <= right.length; column++) {
			const isSame = left[row - 1] === right[column - 1];
			const replace = at(previous, column - 1) + (isSame ? 0 : 1);
			let best = Math.min(replace, at(previous, column) + 1, at(current, column - 1) + 1);
			if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
				best = Math.min(best, at(beforePrevious, column - 2) + 1);
			}
			current.push(best);
		}
		beforePrevious = previous;
		previous = current;
	}
	return at(previous, right.length);
}

function at(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
