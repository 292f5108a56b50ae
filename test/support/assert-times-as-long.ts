import assert from 'node:assert/strict';

const MOST_TRIES = 7;

/**
 * Asserts that `work` takes less than `below` times as much processor time for `large` as for `small`. Processor time
 * leaves out what other processes do. What still disturbs, such as the collector of garbage or a processor that slows
 * down, makes a ratio too large now and then but not seven times in a row, as a pass that grows too fast does.
 */
export function assertTimesAsLong(work: (size: number) => void, small: number, large: number, below: number): void {
	const ratios: number[] = [];
	while (ratios.length < MOST_TRIES) {
		const ratio =
			processorTime(() => work(large)) /
			Math.max(
				processorTime(() => work(small)),
				1000,
			);
		if (ratio < below) return;
		ratios.push(ratio);
	}
	assert.fail(`${large / small} times as much takes ${Math.min(...ratios).toFixed(1)} times as long`);
}

/** Microseconds. */
function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}
