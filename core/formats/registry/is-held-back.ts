import type { GateOutcome } from './registry-file.ts';

/** True for an outcome that keeps a version where it is: what failed, and what the data cannot say. */
export function isHeldBack({ outcome }: Pick<GateOutcome, 'outcome'>): boolean {
	return outcome === 'failed' || outcome === 'inconclusive';
}
