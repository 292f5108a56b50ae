import { z } from 'zod';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { AnswerFailure, ModelAnswer, ModelRequest, Patience } from '../../core/ports/model-endpoint.ts';
import { runProgram } from '../process/run-program.ts';
import type { ProgramResult } from '../process/run-program.ts';
import { answerByteLimit } from './guarded-fetch.ts';

/** One question to a command of the user. */
export interface CommandQuestion {
	/** For the shell of the platform. Nothing of the question is put into it. */
	readonly command: string;
	/** Absolute path of the folder it runs in. */
	readonly folder: string;
	readonly request: ModelRequest;
	readonly patience: Pick<Patience, 'timeoutMs'>;
}

const answerSchema = z.object({
	output: z.string().default(''),
	tool_calls: z.array(z.object({ name: z.string(), arguments: z.unknown() })).default([]),
	usage: z.object({ input_tokens: z.number().nonnegative().optional(), output_tokens: z.number().nonnegative().optional() }).default({}),
	finish: z.string().optional(),
	model: z.string().optional(),
});

/**
 * Writes the question to the input of the command as JSON, and reads its answer as JSON. It is not asked again: what a command does a second
 * time only its author knows.
 *
 * @throws The signal's reason when cancelled.
 */
export async function askCommand(
	{ command, folder, request, patience }: CommandQuestion,
	signal: CancelSignal,
): Promise<Result<ModelAnswer, AnswerFailure>> {
	const { model, messages, seed } = request;
	const { tools = [], ...parameters } = request.parameters;
	const startedAt = performance.now();
	const ended = await runProgram(
		{
			program: command,
			args: [],
			shell: true,
			folder,
			variables: {},
			input: `${JSON.stringify({ model, messages, tools, parameters, seed: seed ?? null })}\n`,
			timeoutMs: patience.timeoutMs,
			kept: { head: answerByteLimit, tail: 1 },
		},
		signal,
	);
	const latencyMs = Math.round(performance.now() - startedAt);
	const failure = failureOf(ended);
	return failure === undefined ? answerIn(ended.stdout, latencyMs) : fail(failure);
}

function failureOf({ end, stdout, stderr }: ProgramResult): AnswerFailure | undefined {
	switch (end.kind) {
		case 'timed-out':
			return { kind: 'timeout', detail: undefined, message: 'The command gave no whole answer in time.' };
		case 'not-started':
			return failed('not-started', `The command could not be started: ${end.reason}.`);
		case 'killed':
			return failed('killed', `The command was ended by ${end.by}.`);
		case 'exited':
			if (end.exitCode !== 0) return failed(`exit-${end.exitCode}`, `The command ended with ${end.exitCode}${lastLineOf(stderr)}`);
			return stdout.length > answerByteLimit ? failed('too-large', 'The answer is larger than 10 MB.') : undefined;
	}
}

function answerIn(stdout: string, latencyMs: number): Result<ModelAnswer, AnswerFailure> {
	const read = answerSchema.safeParse(parsed(stdout));
	if (!read.success) return fail(failed('not-json', 'The command printed no JSON object such as {"output": "…"}.'));
	const { output, tool_calls: toolCalls, usage, finish, model } = read.data;
	return succeed({ output, toolCalls, finish, inputTokens: usage.input_tokens, outputTokens: usage.output_tokens, model, latencyMs });
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined; // It is said that this is no answer.
	}
}

function failed(detail: string, message: string): AnswerFailure {
	return { kind: 'failed', detail, message };
}

/** What the command said last, as the end of a sentence. */
function lastLineOf(stderr: string): string {
	const line = stderr.trim().split('\n').at(-1)?.trim() ?? '';
	return line === '' ? '.' : `: ${line.length > 400 ? `${line.slice(0, 400)} …` : line}`;
}
