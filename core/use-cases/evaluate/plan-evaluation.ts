import { parseDuration } from '../../base/parse-duration.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { datasetPath } from '../../formats/experiment/dataset-path.ts';
import type { Evaluate, Experiment } from '../../formats/experiment/experiment.ts';
import { findModel } from '../../formats/models/find-model.ts';
import type { Prompt } from '../../formats/prompt/prompt.ts';
import { readScorer } from '../../judging/scorers/read-scorer.ts';
import type { ReadyScorer, ScoredAnswer } from '../../judging/scorers/scorer.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { EndpointAddress } from '../../ports/model-endpoint.ts';
import type { Ports } from '../../ports/ports.ts';
import { loadTemplateFiles } from '../../workspace/load-template-files.ts';
import { modelCatalogue } from '../../workspace/model-catalogue.ts';
import { readPrompt } from '../../workspace/read-prompt.ts';
import { readScorerTexts } from '../../workspace/runs/read-scorer-texts.ts';
import { readEvaluateScorer } from '../../workspace/runs/read-evaluate-scorer.ts';
import { readDatasetRows } from '../../workspace/dataset/read-dataset-rows.ts';
import type { DatasetRow } from '../../workspace/dataset/read-dataset-rows.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';
import { endpointForModel } from './endpoint-for-model.ts';
import type { EvaluatedVariant, EvaluationFailure, EvaluationPlan, Price } from './evaluation.ts';
import { planCells, valuesOf } from './plan-cells.ts';
import { scoreAnswer } from './score-answer.ts';

/** What is evaluated, and where. */
export interface EvaluationRequest {
	readonly summary: ExperimentSummary;
	readonly evaluate: Evaluate;
	readonly targets: readonly RunTarget[];
	readonly facts: WorkspaceFacts;
	/** False where only recorded answers are looked at: no key is needed, nor a price. */
	readonly isAsking: boolean;
}

/** Reads everything an evaluation needs, and refuses what could not be finished before anything is paid for. Asks nothing. */
export async function planEvaluation(
	{ summary, evaluate, targets, facts, isAsking }: EvaluationRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<EvaluationPlan, EvaluationFailure>> {
	const { experiment, path } = summary;
	if (experiment.run !== undefined) return fail({ kind: 'two-ways-to-run', path });
	const scorers = await scorersOf(experiment, path, ports);
	if (!scorers.ok) return scorers;
	const rows = await rowsOf(summary, ports, signal);
	if (!rows.ok) return rows;
	const unscorable = firstUnscorable(rows.value, experiment, scorers.value);
	if (unscorable !== undefined) return fail(unscorable);
	const variants = new Map<string, EvaluatedVariant>();
	for (const target of targets) {
		const variant = await planVariant({ target, evaluate, facts, rows: rows.value, isAsking }, ports, signal);
		if (!variant.ok) return variant;
		if (isAsking && evaluate.budget_usd !== undefined && variant.value.price === undefined)
			return fail({ kind: 'unknown-price', model: variant.value.model });
		variants.set(target.variantName, variant.value);
	}
	return succeed({
		variants,
		scorers: scorers.value,
		scorerDigest: (await readEvaluateScorer(experiment, ports.files, signal)).sha256,
		concurrency: evaluate.concurrency,
		budgetUsd: evaluate.budget_usd,
		patience: { timeoutMs: parseDuration(evaluate.timeout) ?? 60_000, retries: evaluate.retries },
	});
}

async function scorersOf(
	experiment: Experiment,
	path: string,
	{ files }: Ports,
): Promise<Result<ReadonlyMap<string, ReadyScorer>, EvaluationFailure>> {
	const texts = await readScorerTexts(experiment, files);
	const scorers = new Map<string, ReadyScorer>();
	for (const [metric, { scorer }] of Object.entries(experiment.metrics)) {
		if (scorer === undefined) continue;
		const ready = readScorer(scorer, file => texts.get(file));
		if (!ready.ok) return fail({ kind: 'invalid-scorer', path, metric, words: ready.failure });
		scorers.set(metric, ready.value);
	}
	return scorers.size === 0 ? fail({ kind: 'no-scorer', path }) : succeed(scorers);
}

async function rowsOf(
	{ experiment, path }: ExperimentSummary,
	{ files }: Ports,
	signal: CancelSignal,
): Promise<Result<readonly DatasetRow[], EvaluationFailure>> {
	const dataset = datasetPath(experiment.dataset);
	const { rows, problems } = dataset === undefined ? { rows: [], problems: [] } : await readDatasetRows(dataset, files, signal);
	if (problems.length > 0) return fail({ kind: 'unusable-cases', problems });
	return rows.length === 0 ? fail({ kind: 'no-cases', path, dataset }) : succeed(rows);
}

/** Stands for an answer, to see whether every case has what its scorers need. */
const anyAnswer: ScoredAnswer = { output: 'x', toolCalls: [], finish: 'stop', latencyMs: 0, costUsd: 0, tokens: 0 };

function firstUnscorable(
	rows: readonly DatasetRow[],
	{ dataset }: Experiment,
	scorers: ReadonlyMap<string, ReadyScorer>,
): EvaluationFailure | undefined {
	for (const row of rows) {
		const scores = scoreAnswer(anyAnswer, valuesOf(row, dataset?.columns ?? {}), scorers);
		if (!scores.ok) return { kind: 'unscorable-case', case: row.id, reason: scores.failure };
	}
	return undefined;
}

interface VariantRequest {
	readonly target: RunTarget;
	readonly evaluate: Evaluate;
	readonly facts: WorkspaceFacts;
	readonly rows: readonly DatasetRow[];
	readonly isAsking: boolean;
}

async function planVariant(
	{ target, evaluate, facts, rows, isAsking }: VariantRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<EvaluatedVariant, EvaluationFailure>> {
	const { summary, variant, variantName, prompt: subject } = target;
	const prompt = await promptOf(target, ports);
	if (prompt === undefined)
		return fail({ kind: 'not-a-prompt', variant: variantName, subject: variant.prompt, subjectKind: subject.kind });
	const model = variant.model ?? summary.experiment.model ?? prompt.model?.value;
	if (model === undefined) return fail({ kind: 'no-model', variant: variantName, path: summary.path });
	const endpoint = endpointForModel(model, evaluate.endpoint, facts.config);
	if (!endpoint.ok) return endpoint;
	const keyless = isAsking ? withoutKey(endpoint.value, ports) : undefined;
	if (keyless !== undefined) return fail(keyless);
	const cellsFor = planCells(
		{
			variant: variantName,
			prompt,
			findTemplate: await loadTemplateFiles(prompt, ports.files, signal),
			endpoint: endpoint.value,
			model,
			parameters: { ...parametersOf(prompt), ...summary.experiment.parameters, ...variant.parameters },
			columns: summary.experiment.dataset?.columns ?? {},
		},
		rows,
	);
	if (!cellsFor.ok) return cellsFor;
	return succeed({ endpoint: endpoint.value, model, cellsFor: cellsFor.value, price: priceOf(model, facts) });
}

/** Undefined for what is no prompt, or is not there any more. */
async function promptOf({ prompt }: RunTarget, ports: Ports): Promise<Prompt | undefined> {
	return prompt.kind === 'prompt' ? await readPrompt(prompt, ports) : undefined;
}

function withoutKey(endpoint: EndpointAddress, { endpoints }: Ports): EvaluationFailure | undefined {
	return endpoints.hasKey(endpoint) ? undefined : { kind: 'no-key', endpoint: endpoint.name, variable: endpoint.keyVariable ?? '' };
}

function parametersOf({ parameters }: Prompt): Readonly<Record<string, unknown>> {
	return Object.fromEntries([...parameters].map(([name, { value }]) => [name, value]));
}

function priceOf(model: string, { config }: WorkspaceFacts): Price | undefined {
	const { inputUsdPerMillionTokens: input, outputUsdPerMillionTokens: output } = findModel(modelCatalogue(config), model) ?? {};
	return input === undefined || output === undefined ? undefined : { input, output };
}
