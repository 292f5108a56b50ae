import { z } from 'zod';
import { fail, succeed } from '../../base/result.ts';
import { visitSamples } from '../../formats/run/parse-samples.ts';
import { errorOf } from '../../formats/run/sample-error.ts';
import type { Sample } from '../../formats/run/sample.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { FileReader } from '../../ports/file-store.ts';
import type { LoadedRun } from '../../workspace/runs/load-runs.ts';
import type { AnsweredCell } from './sample-of-answer.ts';

/** What a recorded run says of one question. */
export interface RecordedAnswer extends Omit<AnsweredCell, 'cell'> {
	readonly sample: Sample;
}

/** The answers of one completed run, by the digest of their question. */
export interface AnsweredRun {
	readonly run: LoadedRun;
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
}

/**
 * The answers of all completed runs that asked a model, oldest run first. They are what an experiment is replayed from.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readRecordedAnswers(
	runs: readonly LoadedRun[],
	files: FileReader,
	signal: CancelSignal,
): Promise<readonly AnsweredRun[]> {
	const answered: AnsweredRun[] = [];
	for (const run of runs) {
		if (run.record.source.kind !== 'evaluate' || run.record.status !== 'completed' || !run.hasSamples) continue;
		const answers = new Map<string, RecordedAnswer>();
		const lines = files.lines(`${run.folder}/samples.jsonl`, signal);
		await visitSamples(lines, sample => keep(sample, answers), signal);
		answered.push({ run, answers });
	}
	return answered;
}

const answeredSchema = z.object({
	request_sha256: z.string(),
	output: z.string().optional(),
	tool_calls: z.array(z.object({ name: z.string(), arguments: z.unknown() })).default([]),
	finish: z.string().optional(),
	input_tokens: z.number().optional(),
	output_tokens: z.number().optional(),
	response_model: z.string().optional(),
	latency_ms: z.number().optional(),
	cost_usd: z.number().nullish(),
});

function keep(sample: Sample, answers: Map<string, RecordedAnswer>): void {
	const { data } = answeredSchema.safeParse(sample);
	if (data === undefined) return;
	if (data.output === undefined) {
		const error = errorOf(sample) ?? { kind: 'failed', detail: undefined, message: '' };
		answers.set(data.request_sha256, { answer: fail(error), costUsd: undefined, sample });
		return;
	}
	const answer = succeed({
		output: data.output,
		toolCalls: data.tool_calls,
		finish: data.finish,
		inputTokens: data.input_tokens,
		outputTokens: data.output_tokens,
		model: data.response_model,
		latencyMs: data.latency_ms ?? 0,
	});
	answers.set(data.request_sha256, { answer, costUsd: data.cost_usd ?? undefined, sample });
}
