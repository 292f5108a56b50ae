import type { AnswerFailure } from '../../core/ports/model-endpoint.ts';

/** Largest answer that is read: 10 MB. */
export const answerByteLimit = 10 * 1024 * 1024;

/** A failure that the guard has found, thrown through the maker's client. */
export class GuardedFailure extends Error {
	readonly failure: AnswerFailure;

	constructor(failure: AnswerFailure) {
		super(failure.message);
		this.failure = failure;
	}
}

/**
 * `fetch` for endpoints: follows no redirect, reads at most 10 MB, takes JSON only, and tells a broken connection from a broken answer.
 * What it refuses is thrown as a `GuardedFailure`.
 *
 * @param amend - Gives the body that is sent for the one that the client has made.
 */
export function guardedFetch(amend: (body: Readonly<Record<string, unknown>>) => unknown): typeof fetch {
	return async (input, init) => {
		const response = await connect(input, {
			...init,
			redirect: 'manual',
			...(typeof init?.body === 'string' ? { body: amended(init.body, amend) } : {}),
		});
		if (response.status >= 300 && response.status < 400) {
			await response.body?.cancel();
			throw guarded(
				'redirect',
				`The endpoint answered with a redirect (HTTP ${response.status}), which is not followed. Correct its “url”.`,
			);
		}
		const type = response.headers.get('content-type') ?? '';
		const body = await readBody(response);
		if (response.ok && !/\bjson\b/i.test(type)) {
			throw guarded('content-type', `The endpoint answered with “${type || 'no content type'}” and not with JSON. Check its “url”.`);
		}
		return new Response(body, { status: response.status, statusText: response.statusText, headers: response.headers });
	};
}

async function connect(input: Parameters<typeof fetch>[0], init: RequestInit): Promise<Response> {
	try {
		return await fetch(input, init);
	} catch (error) {
		if (isAbort(error)) throw error;
		throw guarded('network', `The endpoint could not be reached: ${reasonOf(error)}.`);
	}
}

async function readBody(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let byteCount = 0;
	const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
	try {
		for await (const chunk of chunks) {
			byteCount += chunk.byteLength;
			if (byteCount > answerByteLimit) break;
			text += decoder.decode(chunk, { stream: true });
		}
	} catch (error) {
		if (isAbort(error)) throw error;
		throw guarded('truncated', `The answer broke off after ${byteCount} bytes: ${reasonOf(error)}.`);
	}
	if (byteCount > answerByteLimit) throw guarded('too-large', 'The answer is larger than 10 MB.');
	return text + decoder.decode();
}

function amended(body: string, amend: Parameters<typeof guardedFetch>[0]): string {
	const request: unknown = JSON.parse(body);
	return JSON.stringify(amend(typeof request === 'object' ? { ...request } : {}));
}

function guarded(detail: string, message: string): GuardedFailure {
	return new GuardedFailure({ kind: 'failed', detail, message });
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** What lies behind “fetch failed”. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error ? (error.cause ?? error) : error;
	return cause instanceof Error ? cause.message || cause.name : String(cause);
}
