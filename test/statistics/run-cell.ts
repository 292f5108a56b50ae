import { createSeededRandom } from '../../core/statistics/resampling/seeded-random.ts';
import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

/** `STAGEMARK_LONG=1`, which `npm run test:long` sets, asks for the 4,000 repetitions that the promises are about. */
export const isLong = process.env['STAGEMARK_LONG'] === '1';

const longRepetitions = 4000;
const shortRepetitions = 150;

/** Runs a cell with the seed that its words give, so that adding a cell changes no other. */
export function runCell(cell: SimulationCell): SimulatedRate {
	const repetitions = isLong ? longRepetitions : Math.ceil(shortRepetitions * (cell.shortShare ?? 1));
	const happens = cell.simulate(createSeededRandom(seedOf(`${cell.section} ${cell.situation} ${cell.counted}`)));
	let count = 0;
	for (let repetition = 0; repetition < repetitions; repetition++) if (happens()) count++;
	const rate = count / repetitions;
	return { rate, repetitions, error: Math.sqrt((rate * (1 - rate)) / repetitions) };
}

/** Random draws inside a method: fewer than the 9,999 of the product, for time. */
export const draws = isLong ? 1999 : 999;

function seedOf(words: string): number {
	let seed = 0;
	for (const character of words) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
	return seed;
}
