import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import type { DifferenceDecision } from '../../core/statistics/decision/decide-difference.ts';
import type { PairedSample } from '../../core/statistics/decision/estimate-difference.ts';
import { list, normal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Groups';

interface Sizes {
	readonly words: string;
	readonly sizes: readonly number[];
}

/** Differences of cases of which a share `within` varies from group to group. */
function drawGroups({ sizes }: Sizes, within: number, draw: (random: () => number) => number, random: () => number): PairedSample {
	const candidate: number[] = [];
	const clusters: string[] = [];
	for (const [group, size] of sizes.entries()) {
		const shift = Math.sqrt(within) * draw(random);
		for (let index = 0; index < size; index++) {
			candidate.push(shift + Math.sqrt(1 - within) * normal(random));
			clusters.push(String(group));
		}
	}
	return { baseline: candidate.map(() => 0), candidate, clusters };
}

/** Of variance 1 and skewed on both sides alike, as differences between a prompt and itself are. */
function heavy(random: () => number): number {
	return (Math.log(1 - random()) - Math.log(1 - random())) / Math.SQRT2;
}

/** Of variance 1, skewness −2. */
function skewed(random: () => number): number {
	return 1 + Math.log(1 - random());
}

function falsePositives(
	groups: Sizes,
	within: number,
	isCalled: (decision: DifferenceDecision) => boolean,
	counted: string,
): readonly SimulationCell[] {
	const shapes = [
		{ words: 'normal', draw: normal },
		{ words: 'heavy-tailed', draw: heavy },
	];
	return shapes.map(({ words, draw }) => ({
		section,
		situation: `${groups.words}, ${words}, ${within * 100} % of the variance between groups`,
		counted,
		bar: atMost(0.06),
		simulate: random => () =>
			isCalled(decideDifference(drawGroups(groups, within, draw, random), { alpha: 0.05, goal: 'maximize', draws })),
	}));
}

/** What interval and test say, also where the effective groups are too few for a verdict. */
const isCalledAnyway = ({ p, interval }: DifferenceDecision): boolean =>
	p !== null && p < 0.05 && interval !== null && (interval[0] > 0 || interval[1] < 0);

function falsePass(groups: Sizes, within: number, [words, draw]: readonly [string, typeof normal], high: number): SimulationCell {
	const loss = 0.3;
	return {
		section,
		situation: `${groups.words}, ${words}, ${within * 100} % of the variance between groups`,
		counted: 'passes the margin, worse by it',
		bar: atMost(high),
		simulate: random => () => {
			const { baseline, candidate, clusters } = drawGroups(groups, within, draw, random);
			const sample = { baseline, candidate: candidate.map(value => value - loss), clusters };
			const { gateInterval, isEnough } = decideDifference(sample, { alpha: 0.05, goal: 'maximize', draws });
			return isEnough && gateInterval !== null && gateInterval[0] >= -loss;
		},
	};
}

const unequal: readonly Sizes[] = [
	{ words: '12, 9, 7, 6, 4, 3, 2, 2', sizes: [12, 9, 7, 6, 4, 3, 2, 2] },
	{ words: '40, 5, 5, 3, 2, 1', sizes: [40, 5, 5, 3, 2, 1] },
	{ words: '100, 30, 18 × 3', sizes: [100, 30, ...list(18, () => 3)] },
	{ words: '20, 30 × 1', sizes: [20, ...list(30, () => 1)] },
];
const enough: readonly Sizes[] = [
	{ words: '6 × 4', sizes: list(6, () => 4) },
	{ words: '12, 9, 7, 6, 4, 3, 4 × 2', sizes: [12, 9, 7, 6, 4, 3, 2, 2, 2, 2] },
	{ words: '20, 25 × 2', sizes: [20, ...list(25, () => 2)] },
	{ words: '40 × 3', sizes: list(40, () => 3) },
];

export const groupCells: readonly SimulationCell[] = [
	...unequal.flatMap(groups => [
		...falsePositives(groups, 0.5, ({ isDifferent }) => isDifferent, 'called different, nothing differs'),
		...falsePositives(groups, 0.5, isCalledAnyway, 'the same without the limit of 6 effective groups'),
	]),
	...enough.flatMap(groups => falsePositives(groups, 0.5, ({ isDifferent }) => isDifferent, 'called different, nothing differs')),
	...enough.map(groups => falsePass(groups, 0.5, ['normal', normal], 0.04)),
	...enough.map(groups => falsePass(groups, 0.5, ['skewed', skewed], 0.06)),
];
