import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Random draws for simulations, all from one stream of numbers in [0, 1). */
export function normal(random: () => number): number {
	return normalQuantile(random() * (1 - 1e-12) + 5e-13, 0, 1);
}

export function lognormal(random: () => number, sigma: number): number {
	return Math.exp(sigma * normal(random));
}

/** 1 with this chance, else 0. */
export function chance(random: () => number, share: number): number {
	return random() < share ? 1 : 0;
}

export function list<Value>(length: number, make: (index: number) => Value): Value[] {
	return Array.from({ length }, (_, index) => make(index));
}

/** The mean of several answers. */
export function averageOf(count: number, make: () => number): number {
	let sum = 0;
	for (let index = 0; index < count; index++) sum += make();
	return sum / count;
}
