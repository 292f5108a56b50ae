import type { CancellationToken } from 'vscode';

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

/** True when `error` is what a cancelled signal throws: the user asked to stop, nothing went wrong. */
export function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
