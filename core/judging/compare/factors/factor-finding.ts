import type { Confounder } from '../comparison.ts';

export type Factor = Confounder['factor'];

/** How one factor stands between baseline and candidate. */
export interface FactorFinding {
	readonly factor: Factor | 'dates';
	/**
	 * `same`: recorded and equal. `expected`: the difference under study. `confounder`: a difference that is not.
	 * `unknown`: recorded on neither side. `half-known`: recorded on one side only. `moved`: other commits, as recording makes them; see
	 * compare-commits.ts. `apart`: other dates.
	 */
	readonly status: 'same' | 'expected' | 'confounder' | 'unknown' | 'half-known' | 'moved' | 'apart';
	readonly baseline: string;
	readonly candidate: string;
	readonly isFatal: boolean;
}

/** True for a difference that is recorded, under study or not. */
export function isDifference({ status }: Pick<FactorFinding, 'status'>): boolean {
	return status === 'confounder' || status === 'expected';
}
