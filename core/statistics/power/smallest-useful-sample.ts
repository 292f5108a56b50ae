/**
 * The fewest independent cases a verdict may rest on: where even a unanimous outcome, every case up or every case down, could
 * not be chance at this alpha (2 · ½ⁿ < alpha). 6 for 0.05. With fewer, a t test rests on its assumption of a normal
 * distribution alone, which scores do not have.
 */
export function smallestUsefulSample(alpha: number): number {
	return Math.floor(1 - Math.log2(alpha)) + 1;
}
