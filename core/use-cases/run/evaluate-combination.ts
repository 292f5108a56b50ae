import { hostOfUrl } from '../../base/text/host-of-url.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { OpenCellJournal } from '../../ports/cell-journal.ts';
import type { Ports } from '../../ports/ports.ts';
import { evaluateRun } from '../evaluate/evaluate-run.ts';
import type { EvaluationStop, Spending } from '../evaluate/evaluate-run.ts';
import type { EvaluatedVariant, EvaluationProgress } from '../evaluate/evaluation.ts';
import type { AnsweredCell } from '../evaluate/sample-of-answer.ts';
import { answersOf } from './cassette.ts';
import type { ExperimentRunPlan, PlannedRun, WayToRun } from './experiment-run.ts';
import type { FinishedCommand } from './run-command.ts';
import { writeEvaluation } from './write-evaluation.ts';

/** What asking came to. The journal is to be finished when the run is recorded, else closed; there is none where nobody was asked. */
export interface FinishedEvaluation {
	readonly finished: FinishedCommand;
	readonly journal: OpenCellJournal | undefined;
}

interface Evaluating {
	readonly plan: ExperimentRunPlan;
	readonly planned: PlannedRun;
	readonly way: Extract<WayToRun, { kind: 'evaluate' }>;
	readonly spending: Spending;
	readonly onProgress: (progress: EvaluationProgress) => void;
}

/**
 * Asks for the answers of one variant under one seed that no earlier run has, or takes all of them from one where they are scored again.
 *
 * @throws The signal's reason when cancelled; what was answered is kept for the next time.
 */
export async function evaluateCombination(
	evaluating: Evaluating,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<FinishedEvaluation, EvaluationStop>> {
	const { way, planned } = evaluating;
	const variant = way.evaluation.variants.get(planned.variant);
	if (variant === undefined) throw new Error(`The variant “${planned.variant}” was not planned.`);
	return await (way.isRescoring ? rescore(evaluating, variant, ports) : ask(evaluating, variant, ports, signal));
}

async function ask(
	{ plan, planned, way: { evaluation, recorded }, spending, onProgress }: Evaluating,
	variant: EvaluatedVariant,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<FinishedEvaluation, EvaluationStop>> {
	const startedAt = ports.clock.now();
	const cells = variant.cellsFor(planned.seed);
	const { answers } = answersOf(planned, digestsOf(cells), recorded);
	const key = JSON.stringify([plan.summary.experiment.id, planned.variant, planned.seed]);
	const run = { key, variant, cells, recorded: answers, plan: evaluation, spending, onProgress };
	const evaluated = await evaluateRun(run, ports, signal);
	if (!evaluated.ok) return evaluated;
	const { answered, journal } = evaluated.value;
	try {
		const endpoint = endpointOf(variant, answered);
		const finished = await writeEvaluation(
			{ plan, planned, evaluation, answered, model: variant.model, endpoint, startedAt, rescoredFrom: undefined },
			ports,
		);
		return succeed({ finished, journal });
	} catch (error) {
		await journal.close();
		throw error;
	}
}

async function rescore(
	{ plan, planned, way: { evaluation, recorded } }: Evaluating,
	variant: EvaluatedVariant,
	ports: Ports,
): Promise<Result<FinishedEvaluation, EvaluationStop>> {
	const startedAt = ports.clock.now();
	const cells = variant.cellsFor(planned.seed);
	const { complete, answers } = answersOf(planned, digestsOf(cells), recorded);
	if (complete === undefined) return fail({ kind: 'answers-missing', count: cells.filter(({ digest }) => !answers.has(digest)).length });
	const answered = cells.flatMap(cell => {
		const found = complete.answers.get(cell.digest);
		return found === undefined ? [] : [{ ...found, cell }];
	});
	const { id, endpoint } = complete.run.record;
	const finished = await writeEvaluation(
		{ plan, planned, evaluation, answered, model: variant.model, endpoint, startedAt, rescoredFrom: id },
		ports,
	);
	return succeed({ finished, journal: undefined });
}

function digestsOf(cells: readonly { readonly digest: string }[]): readonly string[] {
	return cells.map(({ digest }) => digest);
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
