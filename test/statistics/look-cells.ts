import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import { alphaAtLook } from '../../core/statistics/sequential/alpha-at-look.ts';
import type { LookPlan } from '../../core/statistics/sequential/alpha-at-look.ts';
import { chance, list, normal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Looking before the end';

/** The answers of both sides after each look; nothing differs. */
type Stages = (random: () => number) => readonly { readonly baseline: readonly number[]; readonly candidate: readonly number[] }[];

/** Levels at the looks, known beforehand. */
type Levels = readonly (number | null)[];

function everCalled(
	situation: string,
	counted: string,
	bar: number | undefined,
	{ stages, levels }: { stages: Stages; levels: Levels },
): SimulationCell {
	return {
		section,
		situation,
		counted,
		...(bar !== undefined && { bar: atMost(bar) }),
		shortShare: 0.5,
		simulate: random => () =>
			stages(random).some((sample, look) => {
				const alpha = levels[look] ?? null;
				return alpha !== null && decideDifference(sample, { alpha, goal: 'maximize', draws }).isDifferent;
			}),
	};
}

/** Ten seeds over 40 cases, looked at after each. `between` is the variance that the prompt's luck with a case adds. */
function tenSeeds(between: number): Stages {
	return random => {
		const luck = list(40, () => [Math.sqrt(between) * normal(random), Math.sqrt(between) * normal(random)] as const);
		const sums = luck.map(() => [0, 0] as [number, number]);
		return list(10, seed => {
			for (const [index, sum] of sums.entries()) {
				sum[0] += (luck[index]?.[0] ?? 0) + normal(random);
				sum[1] += (luck[index]?.[1] ?? 0) + normal(random);
			}
			return { baseline: sums.map(([before]) => before / (seed + 1)), candidate: sums.map(([, after]) => after / (seed + 1)) };
		});
	};
}

/** Cases that arrive a fifth at a time. */
function fifths(count: number, draw: (random: () => number) => number): Stages {
	return parts(count, 5, draw);
}

function parts(count: number, looks: number, draw: (random: () => number) => number): Stages {
	return random => {
		const baseline = list(count, () => draw(random));
		const candidate = list(count, () => draw(random));
		return list(looks, look => {
			const seen = ((look + 1) * count) / looks;
			return { baseline: baseline.slice(0, seen), candidate: candidate.slice(0, seen) };
		});
	};
}

const upTo = (looks: number): readonly number[] => list(looks, look => (look + 1) / looks);

function levelsOf(looks: number, planOf: (fraction: number) => LookPlan): Levels {
	return upTo(looks).map(fraction => alphaAtLook(planOf(fraction), 0.05));
}

const planned = (looks: number): Levels => levelsOf(looks, fraction => ({ looks: 'planned', count: looks, fraction }));
const any = (looks: number): Levels => levelsOf(looks, fraction => ({ looks: 'any', fraction }));
const careless = (looks: number): Levels => list(looks, () => 0.05);

const seedsAlike = tenSeeds(0);
const seedsOfLuck = tenSeeds(0.5);
const normalCases = fifths(100, normal);
const passFail = fifths(100, random => chance(random, 0.7));

export const lookCells: readonly SimulationCell[] = [
	everCalled('10 seeds of 40 cases, a look after each', 'ever called different, alpha at every look', undefined, {
		stages: seedsAlike,
		levels: careless(10),
	}),
	everCalled('10 seeds of 40 cases, a look after each', 'ever called different, 10 looks planned', 0.055, {
		stages: seedsAlike,
		levels: planned(10),
	}),
	everCalled('10 seeds of 40 cases, a look after each', 'ever called different, looks: any', 0.055, {
		stages: seedsAlike,
		levels: any(10),
	}),
	everCalled('10 seeds of 40 cases that suit a prompt or not', 'ever called different, 10 looks planned', 0.055, {
		stages: seedsOfLuck,
		levels: planned(10),
	}),
	everCalled('10 seeds of 40 cases that suit a prompt or not', 'ever called different, looks: any', 0.055, {
		stages: seedsOfLuck,
		levels: any(10),
	}),
	everCalled('100 cases, a look after each fifth', 'ever called different, alpha at every look', undefined, {
		stages: normalCases,
		levels: careless(5),
	}),
	everCalled('100 cases, a look after each fifth', 'ever called different, 5 looks planned', 0.055, {
		stages: normalCases,
		levels: planned(5),
	}),
	everCalled('100 cases, a look after each second one', 'ever called different, 5 looks planned', 0.06, {
		stages: parts(100, 50, normal),
		levels: upTo(50).map(fraction => alphaAtLook({ looks: 'planned', count: 5, fraction }, 0.05)),
	}),
	everCalled('100 cases, a look after each fifth', 'ever called different, looks: any', 0.055, { stages: normalCases, levels: any(5) }),
	everCalled('100 cases that pass or fail, a look after each fifth', 'ever called different, 5 looks planned', 0.055, {
		stages: passFail,
		levels: planned(5),
	}),
];
