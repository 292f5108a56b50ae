import pRetry from 'p-retry';
import { memberOf } from '../../core/base/member-of.ts';
import { fail, succeed } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { AnswerFailure, EndpointAddress, ModelAnswer, ModelRequest, Patience, ToolCall } from '../../core/ports/model-endpoint.ts';
import { allApis } from './all-apis.ts';
import type { ModelClient } from './api.ts';
import { failureOf, isPassing, withoutKey } from './failure-of.ts';
import { guardedFetch } from './guarded-fetch.ts';

/** One question to one model, with its key. */
export interface Question {
	readonly endpoint: EndpointAddress;
	readonly key: string | undefined;
	readonly request: ModelRequest;
	readonly patience: Patience;
}

/** Shortest and longest wait before a retry; the waits between grow exponentially, with jitter. */
const waits = { minTimeout: 500, maxTimeout: 30_000, factor: 2, randomize: true };

/** Asks, and asks again where the cause may pass. A `Retry-After` of the endpoint is honoured. */
export async function askModel(question: Question, signal: CancelSignal): Promise<Result<ModelAnswer, AnswerFailure>> {
	const cancelled = new AbortController();
	const cancel = (): void => cancelled.abort(signal.reason);
	signal.addEventListener('abort', cancel);
	try {
		signal.throwIfAborted();
		const answer = await pRetry(() => askOnce(question, cancelled.signal), {
			...waits,
			retries: question.patience.retries,
			signal: cancelled.signal,
			shouldRetry: ({ error }) => isPassing(error),
			onFailedAttempt: async ({ error, retriesLeft }) => {
				if (retriesLeft > 0 && isPassing(error)) await waitAsAsked(error, cancelled.signal);
			},
		});
		const { output, toolCalls, model } = answer;
		const masked = model === undefined ? undefined : withoutKey(model, question);
		return succeed({
			...answer,
			output: withoutKey(output, question),
			toolCalls: toolCalls.map(call => ({ name: withoutKey(call.name, question), arguments: maskedArguments(call, question) })),
			model: masked,
		});
	} catch (error) {
		signal.throwIfAborted();
		return fail(failureOf(error, question));
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}

function maskedArguments({ arguments: given }: ToolCall, question: Question): unknown {
	return parsedOrText(withoutKey(JSON.stringify(given), question));
}

async function askOnce({ endpoint, key, request, patience }: Question, cancelled: AbortSignal): Promise<ModelAnswer> {
	const api = allApis.find(({ name }) => name === endpoint.api);
	if (api === undefined) throw new Error(`Nobody here speaks “${endpoint.api}”.`);
	const guarded = guardedFetch(body => api.withSettings(body, request));
	const seen = { isAnswered: false };
	const watched: typeof fetch = async (input, init) => {
		const response = await guarded(input, init);
		seen.isAnswered = response.ok;
		return response;
	};
	const client = api.client({ endpoint, model: request.model, key, fetch: watched });
	const startedAt = performance.now();
	const abortSignal = AbortSignal.any([cancelled, AbortSignal.timeout(patience.timeoutMs)]);
	try {
		const given = await client.doGenerate({ prompt: promptOf(request), abortSignal });
		const answer = answerOf(given, performance.now() - startedAt);
		const named = api.modelKey === undefined ? undefined : memberOf(given.response?.body, api.modelKey);
		return typeof named === 'string' ? { ...answer, model: named } : answer;
	} catch (error) {
		if (!seen.isAnswered) throw error;
		// Clients make up a status for an answer that they cannot read, which would be told as the endpoint's and asked for again.
		throw new Error(error instanceof Error ? error.message : String(error), { cause: error });
	}
}

type Prompt = Parameters<ModelClient['doGenerate']>[0]['prompt'];

/** Roles that the client does not know are the user's. */
function promptOf({ messages }: ModelRequest): Prompt {
	return messages.map(({ role, content }) => {
		if (role === 'system' || role === 'developer') return { role: 'system', content };
		return { role: role === 'assistant' ? 'assistant' : 'user', content: [{ type: 'text', text: content }] };
	});
}

type Generated = Awaited<ReturnType<ModelClient['doGenerate']>>;

function answerOf({ content, finishReason, usage, response }: Generated, milliseconds: number): ModelAnswer {
	const output = content.map(part => (part.type === 'text' ? part.text : '')).join('');
	const toolCalls = content.flatMap(part =>
		part.type === 'tool-call' ? [{ name: part.toolName, arguments: parsedOrText(part.input) }] : [],
	);
	const latencyMs = Math.round(milliseconds);
	const finish = finishReason.unified === 'other' ? finishReason.raw : finishReason.unified;
	return {
		output,
		toolCalls,
		finish,
		inputTokens: usage.inputTokens.total,
		outputTokens: usage.outputTokens.total,
		model: response?.modelId,
		latencyMs,
	};
}

function parsedOrText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text; // What the model wrote is kept as it is.
	}
}

/** Waits as long as the endpoint asks, at most a minute. */
async function waitAsAsked(error: unknown, signal: AbortSignal): Promise<void> {
	const headers = error instanceof Error && 'responseHeaders' in error ? error.responseHeaders : undefined;
	const asked = typeof headers === 'object' && headers !== null && 'retry-after' in headers ? Number(headers['retry-after']) : Number.NaN;
	if (!(asked > 0)) return;
	await new Promise<void>(resolve => {
		const timer = setTimeout(resolve, Math.min(asked, 60) * 1000);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			resolve();
		});
	});
}
