import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { CancellationToken } from 'vscode-languageserver/node';

/**
 * Runs `work` with an AbortSignal that follows `token`: the only place where cancellation of the protocol becomes the signal
 * that core understands. Cancelled work answers with the protocol's own code, which clients do not show as an error.
 */
export async function withAbortSignal<Value>(token: CancellationToken, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
	const controller = new AbortController();
	const listener = token.onCancellationRequested(() => controller.abort());
	if (token.isCancellationRequested) controller.abort();
	try {
		controller.signal.throwIfAborted();
		const value = await work(controller.signal);
		controller.signal.throwIfAborted();
		return value;
	} catch (error) {
		if (!controller.signal.aborted) throw error;
		throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');
	} finally {
		listener.dispose();
	}
}
