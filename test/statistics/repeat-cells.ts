import { krippendorffInterval } from '../../core/statistics/agreement/krippendorff-interval.ts';
import { decideTolerance } from '../../core/statistics/bounds/decide-tolerance.ts';
import { estimatePassAtK } from '../../core/statistics/repeats/estimate-pass-at-k.ts';
import { runDeviation } from '../../core/statistics/repeats/run-deviation.ts';
import { chance, list, normal } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

interface RunTruth {
	readonly words: string;
	readonly cases: number;
	/** The true standard deviation of a run's mean. */
	readonly deviation: number;
	/** Makes runs of the same cases. */
	readonly draw: (runs: number, random: () => number) => number[][];
	readonly scoreRange?: readonly [number, number];
}

const scores: RunTruth = {
	words: '100 scores',
	cases: 100,
	deviation: 0.1,
	draw: (runs, random) => {
		const ease = list(100, () => normal(random));
		return list(runs, () => ease.map(value => value + normal(random)));
	},
};

const passFail: RunTruth = {
	words: '100 cases that pass or fail, 30 % of them now and then',
	cases: 100,
	deviation: Math.sqrt(0.3 * 0.25) / 10,
	draw: (runs, random) => {
		const ease = list(100, index => (index < 30 ? 0.5 : index < 80 ? 1 : 0));
		return list(runs, () => ease.map(share => chance(random, share)));
	},
	scoreRange: [0, 1],
};

const rarely: RunTruth = {
	words: '100 cases that pass or fail, 4 % of them now and then',
	cases: 100,
	deviation: Math.sqrt(0.04 * 0.25) / 10,
	draw: (runs, random) => {
		const ease = list(100, index => (index < 4 ? 0.5 : 1));
		return list(runs, () => ease.map(share => chance(random, share)));
	},
	scoreRange: [0, 1],
};

const shifting: RunTruth = {
	words: '100 scores, whole runs shift as much again',
	cases: 100,
	deviation: Math.sqrt(0.02),
	draw: (runs, random) => {
		const ease = list(100, () => normal(random));
		return list(runs, () => {
			const shift = 0.1 * normal(random);
			return ease.map(value => value + shift + normal(random));
		});
	},
};

const drifting: RunTruth = {
	...shifting,
	words: '100 scores, whole runs shift three times as much',
	deviation: Math.sqrt(0.1),
	draw: (runs, random) => {
		const ease = list(100, () => normal(random));
		return list(runs, () => {
			const shift = 0.3 * normal(random);
			return ease.map(value => value + shift + normal(random));
		});
	},
};

type Judgement = {
	readonly tolerance: number;
	readonly outcome: string;
	readonly words: string;
	readonly bar: readonly [number, number] | undefined;
};

function reproducibility(truth: RunTruth, runs: number, { tolerance, outcome, words, bar }: Judgement): SimulationCell {
	return {
		section: 'Reproducibility',
		situation: `${truth.words}, ${runs} runs`,
		counted: words,
		...(bar !== undefined && { bar }),
		simulate: random => () => {
			const found = runDeviation(truth.draw(runs, random), { alpha: 0.05, scoreRange: truth.scoreRange, draws });
			return found !== undefined && decideTolerance(found.interval, tolerance * truth.deviation) === outcome;
		},
	};
}

const falsePass = (bar: number | undefined): Judgement => ({
	tolerance: 1,
	outcome: 'passed',
	words: 'passes, the deviation at the tolerance',
	bar: bar === undefined ? undefined : atMost(bar),
});
const falseFail: Judgement = { tolerance: 1, outcome: 'failed', words: 'fails, the deviation at the tolerance', bar: atMost(0.05) };
const truePass = (bar: readonly [number, number]): Judgement => ({
	tolerance: 1.5,
	outcome: 'passed',
	words: 'passes, the deviation two thirds of the tolerance',
	bar,
});

const reproducibilityCells: readonly SimulationCell[] = [
	...[2, 3, 10].flatMap(runs => [scores, passFail, rarely].map(truth => reproducibility(truth, runs, falsePass(0.035)))),
	...[2, 10].flatMap(runs => [scores, passFail].map(truth => reproducibility(truth, runs, falseFail))),
	reproducibility(scores, 2, truePass([0.8, 1])),
	reproducibility(scores, 10, truePass([0.7, 1])),
	reproducibility(passFail, 10, truePass([0.7, 1])),
	...[3, 5, 10].map(runs => reproducibility(shifting, runs, falsePass(undefined))),
	...[3, 5, 10].map(runs => reproducibility(drifting, runs, falsePass(runs === 3 ? undefined : 0.05))),
];

/** The interval lies wholly above or below the true chance. */
function passAtK(cases: number, of: 'any' | 'all'): SimulationCell {
	return {
		section: 'Repeated sampling',
		situation: `${of === 'any' ? 'pass@3' : 'pass^3'} of ${cases} cases, 5 answers each`,
		counted: 'the interval misses the truth',
		bar: atMost(0.06),
		simulate: random => () => {
			// Chances from 0 to 1: E[1 − (1 − p)³] = 3/4, E[p³] = 1/4.
			const outcomes = list(cases, () => {
				const share = random();
				return { attempts: 5, passes: list(5, () => chance(random, share)).filter(value => value === 1).length };
			});
			const { estimate } = estimatePassAtK(outcomes, undefined, { of, k: 3 }, { alpha: 0.05, draws });
			const truth = of === 'any' ? 0.75 : 0.25;
			return (
				estimate?.interval === undefined ||
				estimate.interval === null ||
				estimate.interval[0] > truth ||
				estimate.interval[1] < truth
			);
		},
	};
}

/** Two raters who see the same truth and err independently; `true` share of one label. */
function agreement(items: number, accuracy: number, share: number): SimulationCell {
	// Both right or both wrong; chance agreement from the shares of labels that come out.
	const agreed = accuracy ** 2 + (1 - accuracy) ** 2;
	const label = share * accuracy + (1 - share) * (1 - accuracy);
	const truth = 1 - (1 - agreed) / (2 * label * (1 - label));
	return {
		section: 'Agreement of raters',
		situation: `${items} items, two raters right in ${accuracy * 100} %, ${share * 100} % of one label`,
		counted: 'the lower end is above the true alpha',
		bar: atMost(0.035),
		shortShare: items > 50 ? 0.2 : 0.5,
		simulate: random => () => {
			const ratings = list(items, () => {
				const value = chance(random, share);
				return list(2, () => (chance(random, accuracy) === 1 ? value : 1 - value));
			});
			const found = krippendorffInterval(ratings, 'nominal', { alpha: 0.05, draws: 999 });
			return found !== null && found.interval[0] > truth;
		},
	};
}

export const repeatCells: readonly SimulationCell[] = [
	...reproducibilityCells,
	passAtK(20, 'any'),
	passAtK(60, 'any'),
	passAtK(20, 'all'),
	passAtK(60, 'all'),
	agreement(10, 0.9, 0.5),
	agreement(30, 0.9, 0.5),
	agreement(30, 0.95, 0.8),
	agreement(100, 0.95, 0.8),
];
