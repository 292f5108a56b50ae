/**
 * Numbers in [0, 1) that are the same on every machine for the same seed, for resampling whose result must be repeatable.
 * Not for secrets.
 *
 * Source: mulberry32, T. Ettinger (2017), public domain.
 */
export function createSeededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
