import type { SimulatedRate } from './simulation-cell.ts';

/** A share with its standard error. */
export function rateOf(count: number, repetitions: number): SimulatedRate {
	const rate = count / repetitions;
	return { count, rate, repetitions, error: Math.sqrt((rate * (1 - rate)) / repetitions) };
}
