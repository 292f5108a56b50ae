import { killProcessGroup } from './process-tree.ts';

/** Leaders of the process groups that run, in one list with one listener, however many run at once. */
const living = new Set<number>();
const killLiving = (): void => living.forEach(killProcessGroup);

/**
 * Should this process end first, the process group does not outlive it.
 *
 * @param pid - Of the leader of the group.
 * @returns Ends the care: the group has ended.
 */
export function endWithThisProcess(pid: number): () => void {
	if (living.size === 0) process.on('exit', killLiving);
	living.add(pid);
	return () => {
		living.delete(pid);
		if (living.size === 0) process.off('exit', killLiving);
	};
}
