import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import chisquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import type { PairedOutcomes } from '../difference/newcombe-paired-interval.ts';
import type { VarianceParts } from '../repeats/split-variance.ts';
import { casesForT, conventionalPower } from './cases-for-t.ts';
import type { TestGoal } from './cases-for-t.ts';
import { fewestCases, mostCases } from './fewest-cases.ts';
import { casesNeeded } from './minimum-detectable-effect.ts';
import { powerOfMcnemar } from './power-of-mcnemar.ts';
import { powerOfT } from './power-of-t.ts';
import { smallestUsefulSample } from './smallest-useful-sample.ts';

/** What a plan has to reach. */
export interface PlanGoal extends TestGoal {
	/** What a new case costs beside its answers, counted in answers: 10 unless told otherwise, since somebody writes and checks it. */
	readonly newCaseCost?: number | undefined;
}

/** How many cases in all; ends of an 80 % interval for what is not known of the variance, and the number to plan for. Null: no number. */
export interface CasesRange {
	readonly low: number | null;
	readonly planned: number | null;
	readonly high: number | null;
}

/** What to add to a comparison. */
export interface SamplePlan {
	/** Cases in all with as many seeds as now. */
	readonly cases: CasesRange;
	/** Seeds in all with as many cases as now; null when no number of seeds is enough, or nothing was answered twice. */
	readonly seeds: number | null;
	/** Which of the two costs less, counted in answers; null when the effect is already in reach. */
	readonly cheaper: 'more-cases' | 'more-seeds' | null;
}

/** No plan asks for more answers to a case. */
const mostSeeds = 1000;

/**
 * How many cases a t test on per-case differences needs to find `effect`, or how many seeds.
 *
 * The variance comes from a sample, so the number is a range. The one to plan for takes a variance that is a little larger than the
 * estimate: planned on the estimate itself, the average power is less than the power wanted.
 *
 * @throws RangeError when the effect is not positive.
 *
 * Source: E. Miller (2024), arXiv 2411.00640, section 5; the range, L. L. Kupper and K. B. Hafner (1989), The American Statistician
 * 43(2), 101–105.
 */
export function planSample(parts: VarianceParts, { effect, alpha, power = conventionalPower, newCaseCost = 10 }: PlanGoal): SamplePlan {
	assertEffect(effect);
	const freedom = parts.cases - 1;
	const factorAt = (confidence: number): number => freedom / chisquareQuantile(1 - confidence, freedom);
	const casesFor = (confidence: number): number | null => casesForT(parts.total * factorAt(confidence), { effect, alpha, power });
	const cases = { low: casesFor(lowConfidence), planned: casesFor(plannedConfidence), high: casesFor(highConfidence) };
	const seeds = seedsFor(parts, factorAt(plannedConfidence), { effect, alpha, power });
	return { cases, seeds, cheaper: cheaperOf(parts, { cases: cases.planned, seeds }, newCaseCost) };
}

/**
 * How many cases the exact McNemar test needs to find `effect`, given how often the two sides disagreed so far.
 *
 * @throws RangeError when the effect is not positive.
 */
export function planPassFail(outcomes: PairedOutcomes, { effect, alpha, power = conventionalPower }: PlanGoal): CasesRange {
	assertEffect(effect);
	const changed = outcomes.onlyBaseline + outcomes.onlyCandidate;
	const total = changed + outcomes.both + outcomes.neither;
	const casesFor = (confidence: number): number | null => {
		// Jeffreys' interval; the effect itself is the least that has to be discordant.
		const discordant = Math.max(effect, betaQuantile(confidence, changed + 0.5, total - changed + 0.5));
		if (discordant > 1) return null;
		const shares = { onlyBaseline: (discordant - effect) / 2, onlyCandidate: (discordant + effect) / 2 };
		const near = casesNeeded(discordant - effect ** 2, effect, alpha, power);
		if (near > mostCases) return null;
		// With so many changed cases the exact test is the normal one with a correction for continuity.
		if (near * discordant > mostDiscordantForExact) return Math.ceil((near / 4) * (1 + Math.sqrt(1 + 4 / (near * effect))) ** 2);
		return fewestCases(cases => powerOfMcnemar(shares, cases, alpha), power, { fewest: smallestUsefulSample(alpha), near });
	};
	return { low: casesFor(lowConfidence), planned: casesFor(plannedConfidence), high: casesFor(highConfidence) };
}

/** A search among exact powers takes long beyond. */
const mostDiscordantForExact = 100;

const [lowConfidence, plannedConfidence, highConfidence] = [0.1, 0.6, 0.9];

/** ω² + σ²/K has to come down to what the cases at hand can show. */
function seedsFor(
	{ within, between, cases, seeds }: VarianceParts,
	factor: number,
	{ effect, alpha, power = conventionalPower }: PlanGoal,
): number | null {
	if (within === null || within === 0) return null;
	const powerOf = (count: number): number =>
		powerOfT(effect / Math.sqrt(((between + within / count) * factor) / cases), cases - 1, alpha);
	if (powerOf(mostSeeds) < power) return null;
	return fewestCases(powerOf, power, { fewest: Math.max(1, Math.ceil(seeds)), near: 2 * seeds });
}

/** Counted in answers alone, new cases would always win: they make both parts of the variance smaller. */
function cheaperOf(
	{ cases, seeds }: VarianceParts,
	needed: { readonly cases: number | null; readonly seeds: number | null },
	newCaseCost: number,
): SamplePlan['cheaper'] {
	if (needed.cases !== null && needed.cases <= cases) return null;
	const byCases = needed.cases === null ? Infinity : (needed.cases - cases) * (seeds + newCaseCost);
	const bySeeds = needed.seeds === null ? Infinity : (needed.seeds - seeds) * cases;
	if (byCases === Infinity && bySeeds === Infinity) return null;
	return bySeeds <= byCases ? 'more-seeds' : 'more-cases';
}

function assertEffect(effect: number): void {
	if (!(effect > 0)) throw new RangeError(`Not an effect: ${effect}`);
}
