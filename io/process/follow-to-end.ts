import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ProcessResult } from '../../core/ports/process-runner.ts';
import { endWithThisProcess } from './end-with-this-process.ts';
import { endProcessTree, killProcessGroup } from './process-tree.ts';

/** How long output is waited for that a process left behind may still hold open. */
const lastWordsMs = 1000;

/**
 * Waits for a process that leads a group of its own, and ends it with everything it has started when its time is over or
 * `signal` says so.
 *
 * @throws the reason of `signal` when it was aborted.
 */
export async function followToEnd(child: ChildProcess, timeoutMs: number | undefined, signal: CancelSignal): Promise<ProcessResult['end']> {
	const closed = new Promise<void>(resolve => child.once('close', () => resolve()));
	const ended = new Promise<ProcessResult['end']>(resolve => {
		child.once('error', error => resolve({ kind: 'not-started', reason: error.message }));
		child.once('exit', (exitCode, by) => {
			resolve(exitCode === null ? { kind: 'killed', by: by ?? 'the system' } : { kind: 'exited', exitCode });
		});
	});
	const interruption = interruptionBy(timeoutMs, signal);
	const hasEnded = child.pid === undefined ? undefined : endWithThisProcess(child.pid);
	try {
		const first = await Promise.race([ended, interruption.happened]);
		if (child.pid === undefined) return await ended;
		if (first === 'cancelled' || first === 'timed-out') await endProcessTree(child.pid);
		killProcessGroup(child.pid);
		await Promise.race([closed, setTimeout(lastWordsMs, undefined, { ref: false })]);
		if (first === 'cancelled') throw signal.reason;
		return first === 'timed-out' ? { kind: 'timed-out' } : first;
	} finally {
		hasEnded?.();
		interruption.dispose();
		child.stdout?.destroy();
		child.stderr?.destroy();
	}
}

/** What comes first: too long a time, or the user's patience. Never settles when neither does. */
function interruptionBy(
	timeoutMs: number | undefined,
	signal: CancelSignal,
): { readonly happened: Promise<'cancelled' | 'timed-out'>; dispose(): void } {
	const over = new AbortController();
	let onAbort = (): void => undefined;
	const happened = new Promise<'cancelled' | 'timed-out'>(resolve => {
		onAbort = () => resolve('cancelled');
		signal.addEventListener('abort', onAbort);
		if (timeoutMs === undefined) return;
		void setTimeout(timeoutMs, undefined, { signal: over.signal }).then(
			() => resolve('timed-out'),
			() => undefined,
		);
	});
	return {
		happened,
		dispose: () => {
			signal.removeEventListener('abort', onAbort);
			over.abort();
		},
	};
}
