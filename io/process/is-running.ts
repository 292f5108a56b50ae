import { errorCode } from '../files/error-code.ts';

/** True when a process of this number runs on this machine, also one of somebody else. */
export function isRunning(processId: number): boolean {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return errorCode(error) === 'EPERM';
	}
}
