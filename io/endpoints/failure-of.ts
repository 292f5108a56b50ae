import type { AnswerFailure, EndpointAddress } from '../../core/ports/model-endpoint.ts';
import { GuardedFailure } from './guarded-fetch.ts';

/** True for what may be different the next time: 408, 409, 429, 5xx, and the network. */
export function isPassing(error: unknown): boolean {
	const guarded = guardedIn(error);
	if (guarded !== undefined) return guarded.detail === 'network';
	const status = statusOf(error);
	return status !== undefined && (status === 408 || status === 409 || status === 429 || status >= 500);
}

/** Why there is no answer, in one sentence without the key. */
export function failureOf(
	error: unknown,
	{ endpoint, key }: { readonly endpoint: EndpointAddress; readonly key: string | undefined },
): AnswerFailure {
	const failure = rawFailureOf(error);
	// Cut last: of a key that was cut before, a part would stay.
	const message = withoutKey(failure.message, { endpoint, key });
	return { ...failure, message: message.length > longestMessage ? `${message.slice(0, longestMessage)} …` : message };
}

const longestMessage = 400;

/** The text with the name of the variable in place of the key, should an endpoint give it back. */
export function withoutKey(
	text: string,
	{ endpoint, key }: { readonly endpoint: EndpointAddress; readonly key: string | undefined },
): string {
	return key === undefined ? text : text.replaceAll(key, `[${endpoint.keyVariable ?? 'key'}]`);
}

function rawFailureOf(error: unknown): AnswerFailure {
	const guarded = guardedIn(error);
	if (guarded !== undefined) return guarded;
	if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
		return { kind: 'timeout', detail: undefined, message: 'There was no whole answer in time.' };
	const status = statusOf(error);
	if (status !== undefined && status >= 400)
		return { kind: 'failed', detail: `http-${status}`, message: `The endpoint answered with HTTP ${status}: ${wordsIn(error)}` };
	return { kind: 'failed', detail: 'not-json', message: `The answer is not what this API gives: ${wordsIn(error)}` };
}

/** The client wraps what `fetch` throws. */
function guardedIn(error: unknown, depth = 0): AnswerFailure | undefined {
	if (error instanceof GuardedFailure) return error.failure;
	return error instanceof Error && depth < 5 ? guardedIn(error.cause, depth + 1) : undefined;
}

function statusOf(error: unknown): number | undefined {
	return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** On one line, as the end of a sentence. */
function wordsIn(error: unknown): string {
	const words = (error instanceof Error ? error.message : String(error)).replace(/\s/g, ' ').trim();
	return /[.!?]$/.test(words) ? words : `${words}.`;
}
