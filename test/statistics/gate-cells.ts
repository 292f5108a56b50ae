import { decisionRule } from '../../core/judging/gates/parts/decision-rule.ts';
import { compareRuns } from '../../core/judging/compare/compare-runs.ts';
import { estimateCases } from '../../core/judging/gates/parts/case-estimate.ts';
import { gatedMetric } from '../../core/judging/gates/parts/gated-metric.ts';
import { judgeComparison } from '../../core/judging/gates/parts/judge-comparison.ts';
import { judgeReproducibility } from '../../core/judging/gates/parts/judge-reproducibility.ts';
import { judgeRegression } from '../../core/judging/gates/parts/judge-regression.ts';
import { judgeThreshold } from '../../core/judging/gates/parts/judge-threshold.ts';
import { chance, list, lognormal, normal } from './draw.ts';
import { gateSides, metricName, samplesOf } from './gate-sides.ts';
import { atMost } from './simulation-cell.ts';
import type { SimulationCell } from './simulation-cell.ts';

const section = 'Gates as they are evaluated';

interface Sides {
	readonly before: readonly number[];
	readonly after: readonly number[];
	readonly groupOf?: (index: number) => string;
}

/** `max_regression`, the candidate worse by exactly that much. */
function regression(situation: string, margin: number, bar: number, draw: (random: () => number) => Sides): SimulationCell {
	return {
		section,
		situation,
		counted: '`max_regression` passes, worse by it',
		bar: atMost(bar),
		simulate: random => () => {
			const { before, after, groupOf } = draw(random);
			const sides = gateSides([samplesOf(before, groupOf)], [samplesOf(after, groupOf)]);
			const { experiment } = sides.experiment;
			const decision = decisionRule(experiment, [sides.baseline, sides.candidate]);
			return judgeRegression(sides, gatedMetric(metricName, {}, experiment), margin, decision).outcome === 'passed';
		},
	};
}

/** `min` or `max`, the true mean at the bound. */
function threshold(
	situation: string,
	bound: { readonly kind: 'min' | 'max'; readonly limit: number },
	bar: number,
	draw: (random: () => number) => readonly number[],
): SimulationCell {
	return {
		section,
		situation,
		counted: `\`${bound.kind}\` passes, its mean at the bound`,
		bar: atMost(bar),
		simulate: random => () => {
			const { candidate, experiment } = gateSides([], [samplesOf(draw(random))]);
			const estimate = estimateCases(candidate, gatedMetric(metricName, {}, experiment.experiment), { alpha: 0.05, errors: 'drop' });
			return estimate !== undefined && judgeThreshold(estimate, { metric: metricName, bound, alpha: 0.05 }).outcome === 'passed';
		},
	};
}

function passFail(cases: number, lost: number, gained: number): SimulationCell {
	const percent = (share: number): string => `${Math.round(share * 100)} %`;
	return regression(`${cases} cases, ${percent(lost)} lost, ${percent(gained)} gained`, lost - gained, 0.035, random =>
		drawPassFail(cases, lost, gained, random),
	);
}

function drawPassFail(cases: number, lost: number, gained: number, random: () => number): Sides {
	const before: number[] = [];
	const after: number[] = [];
	for (let index = 0; index < cases; index++) {
		const value = random();
		const isLost = value < lost;
		const isGained = !isLost && value < lost + gained;
		const isBoth = !isLost && !isGained && value < 0.9;
		before.push(isLost || isBoth ? 1 : 0);
		after.push(isGained || isBoth ? 1 : 0);
	}
	return { before, after };
}

/** `reproducibility` on cases of which some pass now and then, the true deviation of a run's mean at the tolerance. */
function reproducibility(runCount: number, wavering: number): SimulationCell {
	return {
		section,
		situation: `${runCount} runs over 100 cases that pass or fail, ${wavering} of them now and then`,
		counted: '`reproducibility` passes, the deviation at the tolerance',
		bar: atMost(0.035),
		simulate: random => () => {
			const draw = (): number[] => list(100, index => (index < wavering ? chance(random, 0.5) : Number(index % 2 === 0)));
			const { candidate, experiment } = gateSides(
				[],
				list(runCount, () => samplesOf(draw())),
			);
			const found = judgeReproducibility({
				runs: candidate.runs,
				isSameSeed: false,
				metric: gatedMetric(metricName, {}, experiment.experiment),
				tolerance: Math.sqrt(wavering * 0.25) / 100,
				decision: { alpha: 0.05, errors: 'drop' },
			});
			return found?.outcome === 'passed';
		},
	};
}

/** `compared-with-production` with a smallest difference that matters, the candidate worse by `lost` of the cases and better on `gained`. */
function comparedWithProduction(cases: number, lost: number, gained: number, minEffect: number): SimulationCell {
	const percent = (share: number): string => `${Math.round(share * 100)} %`;
	return {
		section,
		situation: `${cases} cases, ${percent(lost)} lost, ${percent(gained)} gained, ${percent(minEffect)} matter`,
		counted: '`compared-with-production` passes',
		bar: atMost(0.035),
		shortShare: 0.5,
		simulate: random => () => {
			const { before, after } = drawPassFail(cases, lost, gained, random);
			const { baseline, candidate, experiment } = gateSides([samplesOf(before)], [samplesOf(after)]);
			const metrics = { [metricName]: { goal: 'maximize', primary: true, min_effect: minEffect } } as const;
			const comparison = compareRuns({
				title: '',
				sides: [baseline, candidate],
				experiment: { ...experiment.experiment, metrics },
			});
			return judgeComparison(comparison, [metricName]).outcome === 'passed';
		},
	};
}

export const gateCells: readonly SimulationCell[] = [
	passFail(6, 0.05, 0),
	passFail(40, 0.15, 0.1),
	passFail(100, 0.15, 0.1),
	regression('100 scores of 1, 20 % lose a half', 0.1, 0.035, random => {
		const before = list(100, () => 1);
		return { before, after: before.map(value => value - 0.5 * chance(random, 0.2)) };
	}),
	regression('60 normal scores', 0.5, 0.035, random => ({
		before: list(60, () => normal(random)),
		after: list(60, () => normal(random) - 0.5),
	})),
	regression('72 normal scores in 12 groups of 6, half of the variance between groups', 0.5, 0.035, random => {
		const luck = list(12, () => normal(random));
		return {
			before: list(72, () => normal(random)),
			after: list(72, index => normal(random) + Math.SQRT2 * (luck[Math.floor(index / 6)] ?? 0) - 0.5),
			groupOf: index => `group-${Math.floor(index / 6)}`,
		};
	}),
	threshold('20 cases, 85 % pass', { kind: 'min', limit: 0.85 }, 0.035, random => list(20, () => chance(random, 0.85))),
	threshold('100 cases, 85 % pass', { kind: 'min', limit: 0.85 }, 0.035, random => list(100, () => chance(random, 0.85))),
	comparedWithProduction(10, 0.2, 0, 0.05),
	comparedWithProduction(40, 0.15, 0.1, 0.05),
	comparedWithProduction(100, 0.15, 0.1, 0.05),
	reproducibility(2, 30),
	reproducibility(5, 60),
	threshold('30 lognormal costs, σ = 0.6', { kind: 'max', limit: Math.exp(0.18) }, 0.04, random =>
		list(30, () => lognormal(random, 0.6)),
	),
];
