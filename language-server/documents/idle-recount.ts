import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import type { Diagnostic } from '../rules/diagnostic.ts';

/** Findings, with the truth about the counts they are based on. */
export interface CountedDiagnostics {
	readonly diagnostics: readonly Diagnostic[];
	/** True when an exact count of tokens is still to come. */
	readonly isEstimated: boolean;
}

export interface IdleRecountHost {
	diagnose(path: WorkspacePath, counting: 'now', signal: CancelSignal): Promise<CountedDiagnostics>;
	findingsChanged(path: WorkspacePath): void;
	log(message: string): void;
}

/** Looks at open documents again when nobody types, with exact counts, and says so when findings differ from what was shown. */
export interface IdleRecount {
	/** `shown` was found with an estimate. Looking again waits from here. */
	schedule(path: WorkspacePath, shown: readonly Diagnostic[]): void;
	cancel(path: WorkspacePath): void;
}

/** A pause in typing of this length is time to count. */
const idleMs = 500;

export function createIdleRecount(host: IdleRecountHost): IdleRecount {
	const waiting = new Map<WorkspacePath, () => void>();
	return {
		schedule(path, shown) {
			waiting.get(path)?.();
			const controller = new AbortController();
			const timer = setTimeout(() => void lookAgain(path, shown, controller.signal), idleMs);
			// A process that has nothing else to do ends.
			timer.unref();
			waiting.set(path, () => {
				clearTimeout(timer);
				controller.abort();
			});
		},
		cancel(path) {
			waiting.get(path)?.();
			waiting.delete(path);
		},
	};

	async function lookAgain(path: WorkspacePath, shown: readonly Diagnostic[], signal: CancelSignal): Promise<void> {
		try {
			const { diagnostics } = await host.diagnose(path, 'now', signal);
			if (JSON.stringify(diagnostics) !== JSON.stringify(shown)) host.findingsChanged(path);
		} catch (error) {
			// Whoever typed on has been answered anew.
			if (!signal.aborted) host.log(`The tokens of ${path} were not counted; its findings go by an estimate. ${String(error)}`);
		}
	}
}
