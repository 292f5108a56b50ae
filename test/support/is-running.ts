import { readFileSync } from 'node:fs';

/** True while a process lives. */
export function isRunning(id: number): boolean {
	try {
		process.kill(id, 0);
		// One that has ended and that nobody has asked about yet is still listed.
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
	} catch {
		return false;
	}
}
