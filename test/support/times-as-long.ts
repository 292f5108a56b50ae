/**
 * How many times as much processor time `work` takes for `large` as for `small`: the smallest of three ratios, each from
 * both in turns. Processor time leaves out what other processes do, and the smallest ratio what the collector of garbage does.
 */
export function timesAsLong(work: (size: number) => void, small: number, large: number): number {
	return Math.min(
		...[1, 2, 3].map(
			() =>
				processorTime(() => work(large)) /
				Math.max(
					processorTime(() => work(small)),
					1000,
				),
		),
	);
}

/** Microseconds. */
function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}
