import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import type { PairedSample } from '../../core/statistics/decision/estimate-difference.ts';
import { averageOf, chance, list } from './draw.ts';
import { draws } from './run-cell.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

/** What the two sides of a case are like. */
interface Truth {
	readonly cases: number;
	/** Share of cases that only the baseline passes, beyond those that only the candidate passes: the true loss. */
	readonly loss: number;
	/** Share of cases that only the candidate passes. */
	readonly gain: number;
	/** Share of cases that both pass. */
	readonly both: number;
}

/** One answer, or several that agree: each case is passed or failed for good. */
function drawPairs({ cases, loss, gain, both }: Truth, random: () => number): PairedSample {
	const baseline: number[] = [];
	const candidate: number[] = [];
	for (let index = 0; index < cases; index++) {
		const value = random();
		const isLost = value < loss + gain;
		const isGained = !isLost && value < loss + 2 * gain;
		const isBoth = !isLost && !isGained && value < loss + 2 * gain + both;
		baseline.push(isLost || isBoth ? 1 : 0);
		candidate.push(isGained || isBoth ? 1 : 0);
	}
	return { baseline, candidate, scoreRange: [0, 1] };
}

function falsePass(truth: Truth): SimulationCell {
	const { cases, loss, gain } = truth;
	const percent = (share: number): string => `${Math.round(share * 100)} %`;
	return {
		section: 'Case means all 0 or 1, also with repeats',
		situation: `${cases} cases, ${percent(loss + gain)} lost, ${percent(gain)} gained`,
		counted: `passes the margin of ${percent(loss)}, worse by it`,
		bar: atMost(0.035),
		simulate: random => () => {
			const { gateInterval } = decideDifference(drawPairs(truth, random), { alpha: 0.05, goal: 'maximize' });
			return gateInterval !== null && gateInterval[0] >= -loss;
		},
	};
}

/** Cases with a chance of their own to pass, answered `seeds` times: many means are 0 or 1, some are not. */
function noisyFalsePass(cases: number, seeds: number): SimulationCell {
	const loss = 0.1;
	return {
		section: 'Case means all 0 or 1, also with repeats',
		situation: `${cases} cases, ${seeds} seeds, most answers always the same`,
		counted: 'passes the margin of 10 %, worse by it',
		bar: atMost(0.035),
		simulate: random => () => {
			// Nine of ten cases pass for sure; the candidate always fails a tenth of those, and the rest is a coin.
			const chances = list(cases, () => (random() < 0.9 ? 1 : 0.5));
			const after = chances.map(share => (share === 1 && random() < loss / 0.9 ? 0 : share));
			const rate = (share: number): number => averageOf(seeds, () => chance(random, share));
			const sample = { baseline: chances.map(rate), candidate: after.map(rate), scoreRange: [0, 1] } as const;
			const { gateInterval } = decideDifference(sample, { alpha: 0.05, goal: 'maximize', draws });
			return gateInterval !== null && gateInterval[0] >= -loss;
		},
	};
}

export const passFailCells: readonly SimulationCell[] = [
	...[6, 10, 20, 40, 100].flatMap(cases => [
		falsePass({ cases, loss: 0.05, gain: 0, both: 0.6 }),
		falsePass({ cases, loss: 0.05, gain: 0.1, both: 0.5 }),
	]),
	...[10, 20, 40].flatMap(cases => [
		falsePass({ cases, loss: 0.1, gain: 0, both: 0.4 }),
		falsePass({ cases, loss: 0.2, gain: 0, both: 0.4 }),
		falsePass({ cases, loss: 0.2, gain: 0.15, both: 0.2 }),
	]),
	...[10, 30, 100].map(cases => noisyFalsePass(cases, 2)),
];
