import type { AnswerFailure, ModelAnswer } from '../../ports/model-endpoint.ts';
import type { Result } from '../../base/result.ts';
import type { ReadyScorer, ScoredAnswer } from '../../judging/scorers/scorer.ts';
import type { Cell } from './evaluation.ts';
import { scoreAnswer } from './score-answer.ts';

/** What one question led to. */
export interface AnsweredCell {
	readonly cell: Cell;
	readonly answer: Result<ModelAnswer, AnswerFailure>;
	/** US dollars; undefined when the price or the count of tokens is not known. */
	readonly costUsd: number | undefined;
}

/**
 * The line of samples.jsonl for an answered question, scored. An answer that a scorer cannot judge, and an empty one, are errors and have no
 * score at all.
 */
export function sampleOfAnswer(
	{ cell, answer, costUsd }: AnsweredCell,
	scorers: ReadonlyMap<string, ReadyScorer>,
): Readonly<Record<string, unknown>> {
	const request = { request_sha256: cell.digest };
	if (!answer.ok) return { case: cell.case, error: answer.failure, ...request };
	const given = answer.value;
	const facts = {
		case: cell.case,
		output: given.output,
		...(given.toolCalls.length === 0 ? {} : { tool_calls: given.toolCalls }),
		latency_ms: given.latencyMs,
		cost_usd: costUsd ?? null,
		...(given.inputTokens === undefined ? {} : { input_tokens: given.inputTokens }),
		...(given.outputTokens === undefined ? {} : { output_tokens: given.outputTokens }),
		...(given.finish === undefined ? {} : { finish: given.finish }),
		...(given.model === undefined ? {} : { response_model: given.model }),
		...request,
	};
	if (given.finish === 'content-filter')
		return { ...facts, error: { kind: 'refused', message: 'The endpoint says that the answer was refused.' } };
	if (given.output.trim() === '' && given.toolCalls.length === 0)
		return { ...facts, error: { kind: 'failed', detail: 'empty', message: 'The answer is empty.' } };
	const scored = scoreAnswer(scoredAnswer(given, costUsd), cell.values, scorers);
	return scored.ok
		? { ...facts, scores: scored.value }
		: { ...facts, error: { kind: 'failed', detail: 'scorer', message: scored.failure } };
}

function scoredAnswer(answer: ModelAnswer, costUsd: number | undefined): ScoredAnswer {
	const { output, toolCalls, finish, latencyMs, inputTokens, outputTokens } = answer;
	const tokens = inputTokens === undefined || outputTokens === undefined ? undefined : inputTokens + outputTokens;
	return { output, toolCalls, finish, latencyMs, costUsd, tokens };
}
