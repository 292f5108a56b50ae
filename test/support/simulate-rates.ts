import assert from 'node:assert/strict';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { createSeededRandom } from '../../core/statistics/resampling/seeded-random.ts';

/** Simulated experiments per test. The binomial interval around 5 % is then 0.7 points wide on each side. */
const repetitions = 10_000;
export const alpha = 0.05;

export function createNormal(seed: number): () => number {
	const random = createSeededRandom(seed);
	return () => normalQuantile(random() * (1 - 1e-12) + 5e-13, 0, 1);
}

export function list<Value>(length: number, make: (index: number) => Value): Value[] {
	return Array.from({ length }, (_, index) => make(index));
}

/** How often something happens, in [0, 1]. */
export function rateOf(happens: () => boolean, times = repetitions): number {
	let count = 0;
	for (let repetition = 0; repetition < times; repetition++) if (happens()) count++;
	return count / times;
}

/** Half the width of the 99.9 % interval of a rate over the repetitions. */
function tolerance(rate: number, times: number): number {
	return 3.29 * Math.sqrt((rate * (1 - rate)) / times);
}

/** A test whose title ends with the rate it found, so that a report shows it. */
export function rateTest(title: string, find: () => number, check: (rate: number) => void): void {
	test(title, function () {
		const rate = find();
		if (this.test) this.test.title = `${title}: ${(rate * 100).toFixed(2)} %`;
		check(rate);
	});
}

export function isAlpha(rate: number, times = repetitions): void {
	assert.ok(Math.abs(rate - alpha) <= tolerance(alpha, times), `${rate} is not ${alpha}`);
}

export function isAtMostAlpha(rate: number, times = repetitions): void {
	assert.ok(rate <= alpha + tolerance(alpha, times), `${rate} is more than ${alpha}`);
}

export function isNominalCoverage(rate: number): void {
	assert.ok(rate >= 0.93 && rate <= 0.97, `${rate} is not about 0.95`);
}

export function covers(interval: readonly [number, number] | null | undefined, truth: number): boolean {
	return interval !== null && interval !== undefined && interval[0] <= truth && truth <= interval[1];
}
