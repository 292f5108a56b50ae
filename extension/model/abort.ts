import { CancellationTokenSource } from 'vscode';
import type { CancellationToken } from 'vscode';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';

/**
 * Runs `work` with an AbortSignal that follows `token`. The only place where
 * VS Code cancellation becomes the signal that core and io understand.
 */
export async function withAbortSignal<Value>(token: CancellationToken, work: (signal: AbortSignal) => Thenable<Value>): Promise<Value> {
	const controller = new AbortController();
	const listener = token.onCancellationRequested(() => controller.abort());
	if (token.isCancellationRequested) controller.abort();
	try {
		return await work(controller.signal);
	} finally {
		listener.dispose();
	}
}

/** The other way round: runs `work` with a token that follows `signal`, for what only understands tokens. */
export async function withCancellationToken<Value>(
	signal: CancelSignal,
	work: (token: CancellationToken) => Promise<Value>,
): Promise<Value> {
	signal.throwIfAborted();
	const source = new CancellationTokenSource();
	const cancel = (): void => source.cancel();
	signal.addEventListener('abort', cancel);
	try {
		const value = await work(source.token);
		signal.throwIfAborted();
		return value;
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	} finally {
		signal.removeEventListener('abort', cancel);
		source.dispose();
	}
}

/** True when `error` is what a cancelled signal throws: the user asked to stop, nothing went wrong. */
export function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
