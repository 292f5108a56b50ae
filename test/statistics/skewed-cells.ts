import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import { estimateValue } from '../../core/statistics/decision/estimate-value.ts';
import { chance, list, lognormal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Skewed costs and scores at a bound';
/** What is told of fewer cases, for which nothing is promised. */
const fewerCases = 'Skewed costs of fewer cases than the promise is about';

/** `max:` on the mean cost of one version, the true mean at the bound. */
function costBelow(cases: number, sigma: number, bar?: number): SimulationCell {
	return {
		section: bar === undefined ? fewerCases : section,
		situation: `${cases} lognormal costs, σ = ${sigma}`,
		counted: 'passes `max`, its mean at the bound',
		...(bar !== undefined && { bar: atMost(bar) }),
		simulate: random => () => {
			const { gateInterval } = estimateValue({ values: list(cases, () => lognormal(random, sigma)) }, { alpha: 0.05, draws });
			return gateInterval !== null && gateInterval[1] <= Math.exp(sigma ** 2 / 2);
		},
	};
}

/** A candidate whose costs are a fifth higher, answer by answer as random as before. */
function costDifference(cases: number, sigma: number, bar?: number): SimulationCell {
	return {
		section: bar === undefined ? fewerCases : section,
		situation: `${cases} pairs of lognormal costs, σ = ${sigma}`,
		counted: 'passes the margin, dearer by it',
		...(bar !== undefined && { bar: atMost(bar) }),
		simulate: random => () => {
			const baseline = list(cases, () => lognormal(random, sigma));
			const candidate = list(cases, () => 1.2 * lognormal(random, sigma));
			const { gateInterval } = decideDifference({ baseline, candidate }, { alpha: 0.05, goal: 'minimize', draws });
			return gateInterval !== null && gateInterval[1] <= 0.2 * Math.exp(sigma ** 2 / 2);
		},
	};
}

/** A candidate whose cost is the baseline's times a factor: a few costs grow a lot. */
function costFactor(cases: number, sigma: number, bar?: number): SimulationCell {
	return {
		section: bar === undefined ? fewerCases : section,
		situation: `${cases} costs times a lognormal factor, σ = ${sigma}`,
		counted: 'passes the margin, dearer by it',
		...(bar !== undefined && { bar: atMost(bar) }),
		simulate: random => () => {
			const baseline = list(cases, () => 1 + random());
			const candidate = baseline.map(value => value * lognormal(random, sigma));
			const { gateInterval } = decideDifference({ baseline, candidate }, { alpha: 0.05, goal: 'minimize', draws });
			return gateInterval !== null && gateInterval[1] <= 1.5 * (Math.exp(sigma ** 2 / 2) - 1);
		},
	};
}

interface Rest {
	readonly words: string;
	readonly mean: number;
	readonly draw: (random: () => number) => number;
}

const rests: readonly Rest[] = [
	{ words: 'the rest anywhere below', mean: 0.5, draw: random => random() },
	{ words: 'the rest 0.5 to 0.8', mean: 0.65, draw: random => 0.5 + 0.3 * random() },
];

/** `min:` on a score of which nine of ten are 1, the true mean at the bound. */
function scoreAbove(cases: number, rest: Rest, bar?: number): SimulationCell {
	return {
		section,
		situation: `${cases} scores, 90 % ones, ${rest.words}`,
		counted: 'passes `min`, its mean at the bound',
		...(bar !== undefined && { bar: atMost(bar) }),
		simulate: random => () => {
			const values = list(cases, () => (chance(random, 0.9) === 1 ? 1 : rest.draw(random)));
			const { gateInterval } = estimateValue({ values, scoreRange: [0, 1] }, { alpha: 0.05, draws });
			return gateInterval !== null && gateInterval[0] >= 0.9 + 0.1 * rest.mean;
		},
	};
}

/** Two such versions, the candidate with 80 % ones. */
function scoreDifference(cases: number, rest: Rest, bar?: number): SimulationCell {
	return {
		section,
		situation: `${cases} pairs of scores, 90 % and 80 % ones, ${rest.words}`,
		counted: 'passes the margin, worse by it',
		...(bar !== undefined && { bar: atMost(bar) }),
		simulate: random => () => {
			const draw = (share: number): number => (chance(random, share) === 1 ? 1 : rest.draw(random));
			const sample = { baseline: list(cases, () => draw(0.9)), candidate: list(cases, () => draw(0.8)), scoreRange: [0, 1] } as const;
			const { gateInterval } = decideDifference(sample, { alpha: 0.05, goal: 'maximize', draws });
			return gateInterval !== null && gateInterval[0] >= -0.1 * (1 - rest.mean);
		},
	};
}

export const skewedCells: readonly SimulationCell[] = [
	costBelow(30, 0.3, 0.04),
	costBelow(30, 0.6, 0.04),
	costBelow(60, 0.6, 0.04),
	costBelow(60, 1, 0.06),
	costBelow(100, 1, 0.06),
	costDifference(30, 0.6, 0.04),
	costDifference(60, 1, 0.06),
	costFactor(30, 0.6, 0.04),
	costFactor(60, 1, 0.06),
	...[10, 20].flatMap(cases => rests.map(rest => scoreAbove(cases, rest, 0.04))),
	...[30, 60, 100, 200, 300].flatMap(cases => rests.map(rest => scoreAbove(cases, rest, 0.04))),
	...[10, 20].flatMap(cases => rests.map(rest => scoreDifference(cases, rest, 0.04))),
	...[30, 60, 100].flatMap(cases => rests.map(rest => scoreDifference(cases, rest, 0.04))),
	...[10, 20].flatMap(cases => [costBelow(cases, 0.6), costDifference(cases, 0.6), costFactor(cases, 0.6)]),
	...[10, 20, 30, 40].flatMap(cases => [costBelow(cases, 1), costDifference(cases, 1), costFactor(cases, 1)]),
];
