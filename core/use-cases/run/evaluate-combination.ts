import { hostOfUrl } from '../../base/text/host-of-url.ts';
import { succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { OpenCellJournal } from '../../ports/cell-journal.ts';
import type { Ports } from '../../ports/ports.ts';
import { evaluateRun } from '../evaluate/evaluate-run.ts';
import type { EvaluationStop, Spending } from '../evaluate/evaluate-run.ts';
import type { EvaluatedVariant, EvaluationPlan, EvaluationProgress } from '../evaluate/evaluation.ts';
import { sampleOfAnswer } from '../evaluate/sample-of-answer.ts';
import type { AnsweredCell } from '../evaluate/sample-of-answer.ts';
import type { RecordRequest } from '../record/record-request.ts';
import type { ExperimentRunPlan, PlannedRun } from './experiment-run.ts';
import type { FinishedCommand } from './run-command.ts';

/** What asking came to. The journal is to be finished when the run is recorded, else closed. */
export interface FinishedEvaluation {
	readonly finished: FinishedCommand;
	readonly journal: OpenCellJournal;
}

interface Evaluating {
	readonly plan: ExperimentRunPlan;
	readonly planned: PlannedRun;
	readonly evaluation: EvaluationPlan;
	readonly spending: Spending;
	readonly onProgress: (progress: EvaluationProgress) => void;
}

/**
 * Asks for the answers of one variant under one seed, scores them, and writes them where a command would have written them.
 *
 * @throws The signal's reason when cancelled; what was answered is kept for the next time.
 */
export async function evaluateCombination(
	{ plan, planned, evaluation, spending, onProgress }: Evaluating,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<FinishedEvaluation, EvaluationStop>> {
	const { id } = plan.summary.experiment;
	const variant = evaluation.variants.get(planned.variant);
	if (variant === undefined) throw new Error(`The variant “${planned.variant}” was not planned.`);
	const startedAt = ports.clock.now();
	const cells = variant.cellsFor(planned.seed);
	const key = JSON.stringify([id, planned.variant, planned.seed]);
	const evaluated = await evaluateRun({ key, variant, cells, plan: evaluation, spending, onProgress }, ports, signal);
	if (!evaluated.ok) return evaluated;
	// A clock may have been set back meanwhile, and a run does not end before it starts.
	const endedAt = [startedAt, ports.clock.now()].sort().at(-1) ?? startedAt;
	const { answered, journal } = evaluated.value;
	const folder = await ports.processes.makeScratchFolder();
	try {
		const samples = answered.map(cell => JSON.stringify(sampleOfAnswer(cell, evaluation.scorers, variant.price)));
		const base: RecordRequest = {
			experiment: id,
			variant: planned.variant,
			...(planned.seed === null ? {} : { seed: planned.seed }),
			startedAt,
			endedAt,
			source: 'evaluate',
			startedOn: planned.startedOn,
		};
		const scorer = { name: 'evaluate', sha256: evaluation.scorerDigest };
		const params = await folder.write(
			'params.json',
			JSON.stringify({ model: variant.model, scorer, endpoint: endpointOf(variant, answered) }),
		);
		const samplesFile = await folder.write('samples.jsonl', `${samples.join('\n')}\n`);
		const finished: FinishedCommand = {
			folder,
			request: { ...base, paramsFile: params, samplesFile },
			unknownFiles: [],
			resultFiles: ['samples.jsonl'],
			failedRequest: (why, kept) => ({
				...base,
				artifactFiles: kept.map(name => ({ file: `${folder.absolutePath}/${name}`, name: `rejected/${name}` })),
				status: 'failed',
				notes: why,
			}),
		};
		return succeed({ finished, journal });
	} catch (error) {
		await journal.close();
		await folder.dispose();
		throw error;
	}
}

/** Where the answers came from, as the record names it. The model's own id is left out where the answers give several. */
function endpointOf({ endpoint }: EvaluatedVariant, answered: readonly AnsweredCell[]): Readonly<Record<string, string>> {
	const models = new Set(answered.flatMap(({ answer }) => (answer.ok && answer.value.model !== undefined ? [answer.value.model] : [])));
	const [model] = models;
	const host = hostOfUrl(endpoint.url ?? '');
	return {
		api: endpoint.api,
		...(host !== undefined && { host }),
		...(models.size === 1 && model !== undefined && { response_model: model }),
	};
}
