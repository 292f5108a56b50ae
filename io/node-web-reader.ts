import type { CancelSignal } from '../core/ports/cancel-signal.ts';
import type { WebFailure, WebReader, WebRequest } from '../core/ports/web-reader.ts';
import { fail, succeed } from '../core/base/result.ts';
import type { Result } from '../core/base/result.ts';
import { GuardedFailure, guardedFetch } from './endpoints/guarded-fetch.ts';

/** Reads from servers with `fetch`, with the credentials that MLflow's own client takes from the environment. */
export class NodeWebReader implements WebReader {
	readonly #headers: Readonly<Record<string, string>>;

	/** @param environment - `MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`. */
	constructor(environment: NodeJS.ProcessEnv) {
		const { MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password } = environment;
		const basic = Buffer.from(`${user ?? ''}:${password ?? ''}`).toString('base64');
		const authorization = token !== undefined ? `Bearer ${token}` : user === undefined ? undefined : `Basic ${basic}`;
		this.#headers = authorization === undefined ? {} : { authorization };
	}

	json(request: WebRequest, signal: CancelSignal): Promise<Result<string, WebFailure>> {
		return this.#ask(
			request,
			guardedFetch(body => body),
			signal,
			response => response.text(),
		);
	}

	async bytes(request: WebRequest, byteLimit: number, signal: CancelSignal): Promise<Result<Uint8Array, WebFailure>> {
		const answer = await this.#ask(request, fetch, signal, response => readAtMost(response, byteLimit));
		if (!answer.ok || answer.value !== undefined) return answer as Result<Uint8Array, WebFailure>;
		return fail({ status: undefined, message: `It is larger than ${byteLimit} bytes.` });
	}

	async #ask<Value>(
		{ url, query, body }: WebRequest,
		ask: typeof fetch,
		signal: CancelSignal,
		read: (response: Response) => Promise<Value>,
	): Promise<Result<Value, WebFailure>> {
		const address = query === undefined ? url : `${url}?${new URLSearchParams(query).toString()}`;
		const cancelled = new AbortController();
		const cancel = (): void => cancelled.abort(signal.reason);
		signal.addEventListener('abort', cancel);
		try {
			signal.throwIfAborted();
			const response = await ask(address, {
				...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
				headers: { ...this.#headers, accept: 'application/json, */*', 'content-type': 'application/json' },
				redirect: 'manual',
				signal: AbortSignal.any([cancelled.signal, AbortSignal.timeout(timeoutMs)]),
			});
			const value = await read(response);
			if (response.ok) return succeed(value);
			const said = typeof value === 'string' ? `: ${value.replace(/\s+/g, ' ').slice(0, 200)}` : '';
			return fail({ status: response.status, message: `It answered with HTTP ${response.status}${said}.` });
		} catch (error) {
			signal.throwIfAborted();
			return fail({ status: undefined, message: wordsOf(error) });
		} finally {
			signal.removeEventListener('abort', cancel);
		}
	}
}

const timeoutMs = 60_000;

/** Undefined for what is larger. */
async function readAtMost(response: Response, byteLimit: number): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = [];
	let byteCount = 0;
	const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
	for await (const chunk of chunks) {
		byteCount += chunk.byteLength;
		if (byteCount > byteLimit) return undefined;
		parts.push(chunk);
	}
	return Buffer.concat(parts);
}

function wordsOf(error: unknown): string {
	if (error instanceof GuardedFailure)
		return error.message
			.replace(/^The endpoint/, 'The server')
			.replace('Check its “url”.', 'Check its address.')
			.replace('Correct its “url”.', 'Correct its address.');
	if (error instanceof Error && error.name === 'TimeoutError') return `It did not answer within ${timeoutMs / 1000} seconds.`;
	return error instanceof Error ? `It could not be reached: ${error.message}.` : 'It could not be reached.';
}
