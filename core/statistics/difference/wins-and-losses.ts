/** How many cases went which way, seen from the candidate. */
export interface WinsAndLosses {
	readonly wins: number;
	readonly losses: number;
	readonly ties: number;
}

/**
 * Counts cases where the candidate did better, worse, or the same.
 *
 * @param differences - Candidate minus baseline, one per case.
 * @param goal - Which direction is better.
 */
export function countWinsAndLosses(differences: readonly number[], goal: 'maximize' | 'minimize'): WinsAndLosses {
	const ups = differences.filter(difference => difference > 0).length;
	const downs = differences.filter(difference => difference < 0).length;
	const ties = differences.length - ups - downs;
	return goal === 'maximize' ? { wins: ups, losses: downs, ties } : { wins: downs, losses: ups, ties };
}
