type Point = readonly [x: number, y: number];

/**
 * At most `limit` points that look like all of them: from each stretch of equally many points the lowest and the highest, in
 * their order, and the first and last of all. So a spike stays, which means or every tenth point would hide.
 */
export function thinPoints(points: readonly Point[], limit = 400): readonly Point[] {
	if (points.length <= limit) return points;
	const [first, last] = [points[0], points.at(-1)];
	const stretch = Math.ceil(points.length / ((limit - 2) / 2));
	const kept = new Set<Point>(first === undefined ? [] : [first]);
	for (let start = 0; start < points.length; start += stretch) {
		const part = points.slice(start, start + stretch);
		const lowest = part.reduce((least, point) => (point[1] < least[1] ? point : least));
		const highest = part.reduce((most, point) => (point[1] > most[1] ? point : most));
		for (const point of part) if (point === lowest || point === highest) kept.add(point);
	}
	if (last !== undefined) kept.add(last);
	return [...kept];
}
