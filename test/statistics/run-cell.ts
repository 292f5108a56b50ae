import { createSeededRandom } from '../../core/statistics/resampling/seeded-random.ts';
import { rateOf } from './rate-of.ts';
import { titleOf } from './simulation-cell.ts';
import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

/** `STAGEMARK_LONG=1`, which `npm run test:long` sets, asks for the 4,000 repetitions that the promises are about. */
export const isLong = process.env['STAGEMARK_LONG'] === '1';

/** In the long form, words that a cell must have one of: `STAGEMARK_SIMULATIONS`, one a line; without them every cell is run. */
const wantedWords = isLong ? (process.env['STAGEMARK_SIMULATIONS'] ?? '').split('\n').filter(words => words !== '') : [];

export function isWanted(cell: SimulationCell): boolean {
	return wantedWords.length === 0 || wantedWords.some(words => titleOf(cell).toLowerCase().includes(words.toLowerCase()));
}

const longRepetitions = 4000;
const shortRepetitions = 100;

/**
 * Runs a cell with the seed that its words give, so that adding a cell changes no other. In the long form a rate less than two
 * standard errors from its bar is measured on, four times as often in all: 4,000 repetitions cannot tell 5.0 from 5.5 %.
 */
export function runCell(cell: SimulationCell): SimulatedRate {
	const happens = cell.simulate(createSeededRandom(seedOf(`${cell.section} ${cell.situation} ${cell.counted}`)));
	let count = 0;
	let repetitions = 0;
	const measure = (until: number): SimulatedRate => {
		for (; repetitions < until; repetitions++) if (happens()) count++;
		return rateOf(count, repetitions);
	};
	if (!isLong) return measure(Math.ceil(shortRepetitions * (cell.shortShare ?? 1)));
	const first = measure(longRepetitions);
	const isClose = cell.bar?.some(end => end > 0 && Math.abs(first.rate - end) < 2 * first.error) ?? false;
	return isClose ? measure(4 * longRepetitions) : first;
}

/** Random draws inside a method: fewer than the 9,999 of the product, for time. */
export const draws = isLong ? 1999 : 999;

function seedOf(words: string): number {
	let seed = 0;
	for (const character of words) seed = (Math.imul(seed, 31) + (character.codePointAt(0) ?? 0)) | 0;
	return seed;
}
