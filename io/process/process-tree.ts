import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';

/** How long a process may take to end on its own after it was asked to. */
const patienceMs = 2000;
const pollMs = 50;

/**
 * Ends a process, which leads a process group of its own, with everything it has started: asks first, then kills. A
 * process that went into a group of its own is found as a descendant.
 */
export async function endProcessTree(pid: number): Promise<void> {
	if (process.platform === 'win32') {
		await new Promise(resolve => execFile('taskkill', ['/pid', String(pid), '/T', '/F'], resolve));
		return;
	}
	const descendants = descendantsOf(pid, await listProcesses());
	signalAll([-pid, ...descendants], 'SIGTERM');
	const end = Date.now() + patienceMs;
	let listed = await listProcesses();
	while (isAnyLeft(pid, descendants, listed) && Date.now() < end) {
		await setTimeout(pollMs);
		listed = await listProcesses();
	}
	// One that ignores the question may have lost its parent by now, and stands in the list made before.
	const stillThere = new Set(listed.map(entry => entry.pid));
	signalAll([-pid, ...descendants.filter(each => stillThere.has(each)), ...descendantsOf(pid, listed)], 'SIGKILL');
}

/** Kills what is left of the process group of a process that has ended, or is about to. */
export function killProcessGroup(pid: number): void {
	if (process.platform !== 'win32') signalAll([-pid], 'SIGKILL');
}

interface ListedProcess {
	readonly pid: number;
	readonly parent: number;
	readonly group: number;
	/** Ended, and kept by the system until its parent asks. */
	readonly isZombie: boolean;
}

/** All processes of the machine. None where there is no `ps`, as in the smallest containers. */
async function listProcesses(): Promise<readonly ListedProcess[]> {
	const listing = await new Promise<string>(resolve => {
		execFile('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat='], (error, stdout) => resolve(error === null ? stdout : ''));
	});
	return [...listing.matchAll(/^[ \t]*(\d+)[ \t]+(\d+)[ \t]+(\d+)[ \t]+(\S+)/gm)].map(([, pid, parent, group, state = '']) => ({
		pid: Number(pid),
		parent: Number(parent),
		group: Number(group),
		isZombie: state.startsWith('Z'),
	}));
}

/** Children, their children and so on. */
function descendantsOf(pid: number, listed: readonly ListedProcess[]): readonly number[] {
	const children = listed.filter(({ parent }) => parent === pid).map(child => child.pid);
	return [...children, ...children.flatMap(child => descendantsOf(child, listed))];
}

function isAnyLeft(group: number, descendants: readonly number[], listed: readonly ListedProcess[]): boolean {
	if (listed.length === 0) return isThere(-group);
	return listed.some(entry => !entry.isZombie && (entry.group === group || descendants.includes(entry.pid)));
}

function isThere(target: number): boolean {
	try {
		return process.kill(target, 0);
	} catch {
		// It has ended, or now belongs to somebody else.
		return false;
	}
}

function signalAll(targets: readonly number[], signal: NodeJS.Signals): void {
	for (const target of targets) {
		try {
			process.kill(target, signal);
		} catch {
			// It has ended already, or never was a group: nothing is left to do.
		}
	}
}
