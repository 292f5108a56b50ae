import { drawGamma } from './draw-gamma.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Columns kept at a time: 64 of 9,999 numbers are 5 MB. */
const capacity = 64;

const columns = new Map<string, Float64Array>();

/**
 * Random numbers of the gamma distribution with this shape and scale 1: the same ones whenever they are asked for with the same
 * seed, and independent of those with another. They are kept, because to draw them takes most of the time of an interval.
 *
 * @param shape - At least 1.
 */
export function gammaColumn(shape: number, seed: number, draws: number): Float64Array {
	const key = `${shape} ${seed} ${draws}`;
	const known = columns.get(key);
	if (known !== undefined) return known;
	const random = createSeededRandom(seed);
	const drawn = Float64Array.from({ length: draws }, () => drawGamma(shape, random));
	const [oldest] = columns.keys();
	if (columns.size >= capacity && oldest !== undefined) columns.delete(oldest);
	columns.set(key, drawn);
	return drawn;
}
