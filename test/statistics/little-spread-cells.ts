import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import { chance, list, lognormal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Zero or near-zero variance';

/** A few cases lose part of their score; all others come out exactly the same. */
function falsePass(
	cases: number,
	share: number,
	drop: { readonly words: string; readonly mean: number; readonly draw: (random: () => number) => number },
): SimulationCell {
	const loss = share * drop.mean;
	return {
		section,
		situation: `${cases} scores, ${share * 100} % lose ${drop.words}`,
		counted: 'passes the margin, worse by it',
		bar: atMost(0.035),
		simulate: random => () => {
			const baseline = list(cases, () => 1);
			const candidate = baseline.map(value => (chance(random, share) === 1 ? value - drop.draw(random) : value));
			const sample = { baseline, candidate, scoreRange: [0, 1] } as const;
			const { gateInterval } = decideDifference(sample, { alpha: 0.05, goal: 'maximize', draws });
			return gateInterval !== null && gateInterval[0] >= -loss;
		},
	};
}

/** Costs that come from a cache, but for a few that grow threefold. The range of the values seen is all there is. */
function cachedCosts(cases: number, share: number): SimulationCell {
	return {
		section,
		situation: `${cases} lognormal costs (σ = 0.6), ${share * 100} % grow threefold, the rest is cached`,
		counted: 'passes the margin, dearer by it',
		bar: atMost(0.035),
		simulate: random => () => {
			const margin = share * 2 * Math.exp(0.18);
			const baseline = list(cases, () => lognormal(random, 0.6));
			const candidate = baseline.map(value => (chance(random, share) === 1 ? value * 3 : value));
			const { gateInterval } = decideDifference({ baseline, candidate }, { alpha: 0.05, goal: 'minimize', draws });
			return gateInterval !== null && gateInterval[1] <= margin;
		},
	};
}

const drops = [
	{ words: 'everything', mean: 1, draw: () => 1 },
	{ words: 'a half', mean: 0.5, draw: () => 0.5 },
	{ words: 'any part', mean: 0.5, draw: (random: () => number) => random() },
] as const;

export const littleSpreadCells: readonly SimulationCell[] = [
	...[6, 30, 100].flatMap(cases => drops.map(drop => falsePass(cases, 0.05, drop))),
	...[30, 100].flatMap(cases => drops.map(drop => falsePass(cases, 0.2, drop))),
	cachedCosts(30, 0.05),
	cachedCosts(100, 0.05),
	cachedCosts(100, 0.15),
];
