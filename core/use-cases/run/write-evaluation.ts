import type { Ports } from '../../ports/ports.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { EvaluationPlan } from '../evaluate/evaluation.ts';
import { sampleOfAnswer } from '../evaluate/sample-of-answer.ts';
import type { AnsweredCell } from '../evaluate/sample-of-answer.ts';
import type { RecordRequest } from '../record/record-request.ts';
import type { ExperimentRunPlan, PlannedRun } from './experiment-run.ts';
import type { FinishedCommand } from './run-command.ts';

/** The answers of one variant under one seed, and where they came from. */
export interface AnsweredCombination {
	readonly plan: Pick<ExperimentRunPlan, 'summary'>;
	readonly planned: PlannedRun;
	readonly evaluation: EvaluationPlan;
	readonly answered: readonly AnsweredCell[];
	readonly model: string;
	readonly endpoint: RunRecord['endpoint'];
	/** ISO 8601. */
	readonly startedAt: string;
	/** Id of the run whose answers these are; undefined for new ones. */
	readonly rescoredFrom: string | undefined;
}

/** Scores answers, and writes them where a command would have written them. */
export async function writeEvaluation(
	{ plan, planned, evaluation, answered, model, endpoint, startedAt, rescoredFrom }: AnsweredCombination,
	ports: Ports,
): Promise<FinishedCommand> {
	// A clock may have been set back meanwhile, and a run does not end before it starts.
	const endedAt = [startedAt, ports.clock.now()].sort().at(-1) ?? startedAt;
	const folder = await ports.processes.makeScratchFolder();
	try {
		const samples = answered.map(cell => JSON.stringify(sampleOfAnswer(cell, evaluation.scorers)));
		const base: RecordRequest = {
			experiment: plan.summary.experiment.id,
			variant: planned.variant,
			...(planned.seed === null ? {} : { seed: planned.seed }),
			startedAt,
			endedAt,
			source: 'evaluate',
			startedOn: planned.startedOn,
			...(rescoredFrom === undefined ? {} : { rescoredFrom }),
		};
		const scorer = { name: 'evaluate', sha256: evaluation.scorerDigest };
		const paramsFile = await folder.write('params.json', JSON.stringify({ model, scorer, endpoint }));
		const samplesFile = await folder.write('samples.jsonl', `${samples.join('\n')}\n`);
		return {
			folder,
			request: { ...base, paramsFile, samplesFile },
			unknownFiles: [],
			resultFiles: ['samples.jsonl'],
			failedRequest: (why, kept) => ({
				...base,
				artifactFiles: kept.map(name => ({ file: `${folder.absolutePath}/${name}`, name: `rejected/${name}` })),
				status: 'failed',
				notes: why,
			}),
		};
	} catch (error) {
		await folder.dispose();
		throw error;
	}
}
