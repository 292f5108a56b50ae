import { decideDifference } from '../../core/statistics/decision/decide-difference.ts';
import type { PairedSample } from '../../core/statistics/decision/estimate-difference.ts';
import { planPassFail, planSample } from '../../core/statistics/power/plan-sample.ts';
import { splitVariance } from '../../core/statistics/repeats/split-variance.ts';
import { averageOf, chance, list, normal } from './draw.ts';
import { draws } from './run-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Power of the plan that is named';
const bar = [0.75, 0.9] as const;
const isFound = (sample: PairedSample, alpha: number): boolean => decideDifference(sample, { alpha, goal: 'maximize', draws }).isDifferent;

/** A pilot names a number of cases; a fresh comparison of that size looks for the effect. */
function scores(pilotCases: number, effect: number, metrics: number): SimulationCell {
	const alpha = 0.05 / metrics;
	return {
		section,
		situation: `scores, pilot of ${pilotCases} cases, effect ${effect} standard deviations, ${metrics === 1 ? 'one metric' : `${metrics} metrics`}`,
		counted: 'finds the effect with the cases planned',
		bar,
		simulate: random => () => {
			const parts = splitVariance(list(pilotCases, () => ({ baseline: [0], candidate: [normal(random)] })));
			const cases = parts === undefined ? null : planSample(parts, { effect, alpha }).cases.planned;
			if (cases === null) return false;
			return isFound({ baseline: list(cases, () => 0), candidate: list(cases, () => effect + normal(random)) }, alpha);
		},
	};
}

/** Two answers to each case in the pilot; the plan names seeds, and these are added. */
function seeds(pilotCases: number, effect: number): SimulationCell {
	const [between, within] = [0.15, 2];
	return {
		section,
		situation: `scores, pilot of ${pilotCases} cases with 2 seeds, answers vary more than cases`,
		counted: 'finds the effect with the seeds planned',
		bar,
		simulate: random => () => {
			const answer = (): number => Math.sqrt(within / 2) * normal(random);
			const pilot = list(pilotCases, () => {
				const shift = effect + Math.sqrt(between) * normal(random);
				return { baseline: list(2, answer), candidate: list(2, () => shift + answer()) };
			});
			const parts = splitVariance(pilot);
			const count = parts === undefined ? null : planSample(parts, { effect, alpha: 0.05 }).seeds;
			if (count === null) return false;
			const candidate = list(pilotCases, () => {
				const shift = effect + Math.sqrt(between) * normal(random);
				return shift + averageOf(count, answer) - averageOf(count, answer);
			});
			return isFound({ baseline: candidate.map(() => 0), candidate }, 0.05);
		},
	};
}

/** Pass or fail: `changed` of the cases come out differently, the candidate gains `effect`. */
function passFail(pilotCases: number, changed: number, effect: number): SimulationCell {
	// Planning searches long, and depends on two counts only.
	const plans = new Map<number, number | null>();
	return {
		section,
		situation: `pass or fail, pilot of ${pilotCases} cases, ${changed * 100} % change, effect ${effect * 100} %`,
		counted: 'finds the effect with the cases planned',
		bar,
		simulate: random => () => {
			const lost = (changed - effect) / 2;
			const draw = (): readonly [number, number] => {
				const value = random();
				if (value < lost) return [1, 0];
				if (value < changed) return [0, 1];
				const same = chance(random, 0.6);
				return [same, same];
			};
			const pilot = list(pilotCases, draw);
			const count = (before: number, after: number): number => pilot.filter(pair => pair[0] === before && pair[1] === after).length;
			const outcomes = { both: count(1, 1), onlyBaseline: count(1, 0), onlyCandidate: count(0, 1), neither: count(0, 0) };
			const key = outcomes.onlyBaseline + outcomes.onlyCandidate;
			const cases = plans.get(key) ?? planPassFail(outcomes, { effect, alpha: 0.05 }).planned;
			plans.set(key, cases);
			if (cases === null) return false;
			const pairs = list(cases, draw);
			return isFound(
				{ baseline: pairs.map(([before]) => before), candidate: pairs.map(([, after]) => after), scoreRange: [0, 1] },
				0.05,
			);
		},
	};
}

export const powerCells: readonly SimulationCell[] = [
	scores(10, 0.5, 1),
	scores(20, 0.5, 1),
	scores(50, 0.3, 1),
	scores(20, 0.5, 4),
	seeds(50, 0.3),
	seeds(100, 0.2),
	passFail(20, 0.3, 0.15),
	passFail(40, 0.3, 0.15),
	passFail(100, 0.2, 0.1),
	passFail(100, 0.1, 0.08),
];
