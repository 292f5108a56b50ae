import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { GitState } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import { loadWorkspace } from '../../workspace/load-workspace.ts';
import type { WorkspaceIndex } from '../../workspace/workspace-index.ts';
import { refusalOfCommit } from './apply-change.ts';
import type { ChangeFailure } from './change.ts';
import { finishInterruptedChange } from './finish-interrupted-change.ts';
import type { InterruptedChange } from './finish-interrupted-change.ts';

/** What a use case starts from: the workspace and the repository, read once. */
export interface Work {
	readonly index: WorkspaceIndex;
	readonly state: GitState;
	/** A change of a killed process that was brought to its end first. */
	readonly interrupted: InterruptedChange | undefined;
}

/**
 * Waits for whoever writes at this moment, brings a change that a killed process left behind to its end, then reads the workspace.
 *
 * @throws The signal's reason when cancelled.
 */
export async function beginWork(ports: Ports, signal: CancelSignal): Promise<Work> {
	await ports.journal.settle();
	const interrupted = await finishInterruptedChange(ports);
	return { ...(await readWork(ports, signal)), interrupted };
}

/**
 * Reads the workspace for a use case that only looks, so that nothing is written, not even the end of an interrupted change.
 *
 * @throws The signal's reason when cancelled.
 */
export async function readWork(ports: Pick<Ports, 'computed' | 'files' | 'git'>, signal: CancelSignal): Promise<Work> {
	const index = await loadWorkspace(ports.files, ports.git, signal, ports.computed);
	return { index, state: await ports.git.state(), interrupted: undefined };
}

/** Why Git would refuse the commit, told before the slow part of a plan rather than after it. Undefined when nothing speaks against it. */
export async function refusalOfWork({ index, state }: Pick<Work, 'index' | 'state'>, ports: Ports): Promise<ChangeFailure | undefined> {
	return index.config.git.commit ? await refusalOfCommit(ports, state) : undefined;
}
