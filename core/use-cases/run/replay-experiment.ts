import { canonicalJson } from '../../base/canonical-json.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import type { Sample } from '../../formats/run/sample.ts';
import type { EvaluatedVariant } from '../evaluate/evaluation.ts';
import { sampleOfAnswer } from '../evaluate/sample-of-answer.ts';
import { answersOf } from './cassette.ts';
import type { Combination, ExperimentRunPlan, WayToRun } from './experiment-run.ts';

/** What the recorded answers of one variant under one seed come to. */
export interface ReplayedCombination extends Combination {
	readonly questionCount: number;
	/** Questions to which no recorded run of this variant and seed has an answer. */
	readonly missingCount: number;
	/** Answers that the scorers of the plan score otherwise than the newest run has it. */
	readonly otherwiseCount: number;
	/** Whether the newest run has the scorers of the plan; true where no run is complete. */
	readonly hasPlannedScorer: boolean;
}

/**
 * Puts every question of a plan to the recorded answers and scores them again. Asks nobody and writes nothing: what is recorded is then
 * what `compare` judges.
 */
export function replayExperiment(plan: ExperimentRunPlan, way: Extract<WayToRun, { kind: 'evaluate' }>): readonly ReplayedCombination[] {
	const combinations = [...plan.finished, ...plan.missing.map(({ variant, seed }) => ({ variant, seed }))];
	return combinations.flatMap(combination => {
		const variant = way.evaluation.variants.get(combination.variant);
		return variant === undefined ? [] : [replay(combination, variant, way)];
	});
}

function replay(
	combination: Combination,
	variant: EvaluatedVariant,
	{ evaluation, recorded }: Extract<WayToRun, { kind: 'evaluate' }>,
): ReplayedCombination {
	const cells = variant.cellsFor(combination.seed);
	const { complete, answers } = answersOf(
		combination,
		cells.map(({ digest }) => digest),
		recorded,
	);
	const missingCount = cells.filter(({ digest }) => !answers.has(digest)).length;
	const scored = cells.flatMap(cell => {
		const found = complete?.answers.get(cell.digest);
		return found === undefined ? [] : [isScoredSo(found.sample, sampleOfAnswer({ ...found, cell }, evaluation.scorers))];
	});
	const hasPlannedScorer = complete === undefined || complete.run.record.scorer?.sha256 === evaluation.scorerDigest;
	return {
		...combination,
		questionCount: cells.length,
		missingCount,
		otherwiseCount: scored.filter(isSo => !isSo).length,
		hasPlannedScorer,
	};
}

function isScoredSo(recorded: Sample, { scores = {}, error }: Readonly<Record<string, unknown>>): boolean {
	if ((error === undefined) !== (errorOf(recorded) === undefined)) return false;
	return error !== undefined || canonicalJson(scores) === canonicalJson(recorded.scores);
}
