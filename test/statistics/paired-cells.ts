import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import type { PairedSample } from '../../core/statistics/decision/estimate-difference.ts';
import { averageOf, chance, list, lognormal, normal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

type Sampler = (random: () => number) => PairedSample;

/** A prompt against itself: how often a difference is called. */
function falsePositives(situation: string, sampler: Sampler): SimulationCell {
	return {
		section: 'Paired difference, independent cases',
		situation,
		counted: 'called different, nothing differs',
		bar: atMost(0.055),
		simulate: random => () => decideDifference(sampler(random), { alpha: 0.05, goal: 'maximize', draws }).isDifferent,
	};
}

/** Both sides of `count` cases from the same distribution. */
function twice(count: number, make: (random: () => number) => number, scoreRange?: readonly [number, number]): Sampler {
	return random => ({
		baseline: list(count, () => make(random)),
		candidate: list(count, () => make(random)),
		scoreRange,
	});
}

/** Most cases come out the same on both sides. */
function mostlySame(count: number, share: number): Sampler {
	return random => {
		const baseline = list(count, random);
		return { baseline, candidate: baseline.map(value => (chance(random, share) === 1 ? random() : value)), scoreRange: [0, 1] };
	};
}

export const pairedCells: readonly SimulationCell[] = [
	falsePositives('6 normal scores', twice(6, normal)),
	falsePositives('8 normal scores', twice(8, normal)),
	falsePositives('40 normal scores', twice(40, normal)),
	falsePositives(
		'30 lognormal costs, σ = 1',
		twice(30, random => lognormal(random, 1)),
	),
	...[6, 10].map(count =>
		falsePositives(
			`${count} lognormal costs, σ = 1`,
			twice(count, random => lognormal(random, 1)),
		),
	),
	falsePositives(
		'40 grades from 1 to 5',
		twice(40, random => 1 + Math.floor(random() * 5), [1, 5]),
	),
	falsePositives('60 cases, pass rates of 5 seeds', random => {
		const ease = list(60, random);
		const rate = (share: number): number => averageOf(5, () => chance(random, share));
		return { baseline: ease.map(rate), candidate: ease.map(rate), scoreRange: [0, 1] };
	}),
	falsePositives(
		'30 scores, 90 % ones',
		twice(30, random => (chance(random, 0.9) === 1 ? 1 : random()), [0, 1]),
	),
	falsePositives(
		'60 scores, 90 % ones',
		twice(60, random => (chance(random, 0.9) === 1 ? 1 : random()), [0, 1]),
	),
	falsePositives('100 scores, 5 % of them change', mostlySame(100, 0.05)),
	falsePositives('100 scores, 15 % of them change', mostlySame(100, 0.15)),
	falsePositives('100 scores, 30 % of them change', mostlySame(100, 0.3)),
	falsePositives(
		'20 cases, pass or fail',
		twice(20, random => chance(random, 0.7), [0, 1]),
	),
	falsePositives(
		'100 cases, pass or fail',
		twice(100, random => chance(random, 0.7), [0, 1]),
	),
];
