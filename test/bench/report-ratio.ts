/** Two ways to spend time. */
export interface Measured {
	readonly work: () => void;
	readonly other: () => void;
	/** How often both are measured, one after the other; 7 by default. */
	readonly rounds?: number;
}

/**
 * Prints the median, least and greatest ratio of the processor times of `work` and `other`, measured alternately in this run:
 * a ratio holds on a slow machine as on a fast one, and processor time beside other work.
 */
export function reportRatio(title: string, { work, other, rounds = 7 }: Measured): void {
	const ratios = Array.from({ length: rounds }, () => processorTimeOf(work) / processorTimeOf(other)).sort((left, right) => left - right);
	const [least = 0] = ratios;
	const median = ratios[Math.floor(rounds / 2)] ?? 0;
	const greatest = ratios.at(-1) ?? 0;
	process.stdout.write(`${median.toFixed(1).padStart(7)}  (${least.toFixed(1)} … ${greatest.toFixed(1)})  ${title}\n`);
}

function processorTimeOf(work: () => void): number {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return user + system;
}
