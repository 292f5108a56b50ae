import type { CancelSignal } from '../../ports/cancel-signal.ts';

/** For work that must not stop half-way because somebody lost patience. */
export const notCancellable: CancelSignal = {
	aborted: false,
	reason: undefined,
	throwIfAborted: () => undefined,
	addEventListener: () => undefined,
	removeEventListener: () => undefined,
};
