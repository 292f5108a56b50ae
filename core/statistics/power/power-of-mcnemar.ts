import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

/** Shares of cases that pass on one side only. */
export interface DiscordantShares {
	readonly onlyBaseline: number;
	readonly onlyCandidate: number;
}

/**
 * Chance that the exact McNemar test finds a difference of two pass rates on the same cases: over all numbers of discordant pairs,
 * how likely each is, times the chance of a split that is uneven enough.
 *
 * @param cases - A non-negative integer.
 *
 * Source: S. W. Duffy (1984), Biometrics 40(4), 1005–1015.
 */
export function powerOfMcnemar({ onlyBaseline, onlyCandidate }: DiscordantShares, cases: number, alpha: number): number {
	const discordant = onlyBaseline + onlyCandidate;
	if (discordant === 0 || cases === 0) return 0;
	const spread = 8 * Math.sqrt(cases * discordant * (1 - discordant)) + 1;
	const from = Math.max(1, Math.floor(cases * discordant - spread));
	const to = Math.min(cases, Math.ceil(cases * discordant + spread));
	let power = 0;
	let below = binomialCdf(from - 1, cases, discordant);
	let critical = -1;
	for (let pairs = from; pairs <= to; pairs++) {
		const upTo = binomialCdf(pairs, cases, discordant);
		// The largest count that is too few grows with the number of pairs, by one at most.
		while (2 * binomialCdf(critical + 1, pairs, 0.5) < alpha) critical++;
		power += (upTo - below) * chanceOfUneven(pairs, critical, onlyCandidate / discordant);
		below = upTo;
	}
	return power;
}

function chanceOfUneven(pairs: number, critical: number, share: number): number {
	if (critical < 0) return 0;
	return binomialCdf(critical, pairs, share) + 1 - binomialCdf(pairs - critical - 1, pairs, share);
}
