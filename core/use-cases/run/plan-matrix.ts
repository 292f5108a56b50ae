import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { Combination, ExperimentRunRequest } from './experiment-run.ts';
import type { StartingPoint } from '../record/record-request.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';

/** The combinations of an experiment that a request asks for, those that are still to be run apart from those that are done. */
export interface Matrix {
	readonly missing: readonly Combination[];
	readonly finished: readonly Combination[];
}

/**
 * Lays out variants x seeds. A combination is finished when a completed run of it was made on the prompt and the dataset
 * as they are now; failed and cancelled runs are to be repeated. An experiment without seeds is run once a variant.
 *
 * @param startedOn - What each variant would be run on now.
 */
export function planMatrix(
	experiment: Experiment,
	request: ExperimentRunRequest,
	startedOn: ReadonlyMap<string, StartingPoint>,
	runs: readonly RunRecord[],
): Matrix {
	const seeds = seedsOf(experiment, request);
	const combinations = seeds.flatMap(seed => [...startedOn.keys()].map(variant => ({ variant, seed })));
	if (request.again === true) return { missing: combinations, finished: [] };
	const isFinished = ({ variant, seed }: Combination): boolean => {
		const start = startedOn.get(variant);
		return runs.some(
			run =>
				run.variant === variant && run.seed === seed && run.status === 'completed' && start !== undefined && isMadeOn(run, start),
		);
	};
	return {
		missing: combinations.filter(combination => !isFinished(combination)),
		finished: combinations.filter(isFinished),
	};
}

function seedsOf({ seeds = [] }: Experiment, { seed }: ExperimentRunRequest): readonly (number | null)[] {
	if (seed !== undefined) return [seed];
	return seeds.length === 0 ? [null] : [...new Set(seeds)];
}

function isMadeOn({ prompt, dataset }: RunRecord, { promptSha256, datasetSha256 }: StartingPoint): boolean {
	return prompt?.sha256 === promptSha256 && (dataset?.sha256 ?? null) === datasetSha256;
}
