/** One situation and how often something may happen in it. */
export interface SimulationCell {
	readonly section: string;
	/** The data. */
	readonly situation: string;
	/** What is counted. */
	readonly counted: string;
	/** The rate must lie within; undefined where it is only told. */
	readonly bar?: readonly [low: number, high: number];
	/** Makes one experiment after another, each from fresh random numbers in [0, 1). True when it happened. */
	readonly simulate: (random: () => number) => () => boolean;
	/** Share of the usual repetitions in the short form, for slow cells. */
	readonly shortShare?: number;
}

/** What was found. */
export interface SimulatedRate {
	/** How often it happened. */
	readonly count: number;
	readonly rate: number;
	readonly repetitions: number;
	/** Standard error of the rate, from the number of repetitions. */
	readonly error: number;
}

export const atMost = (high: number): readonly [number, number] => [0, high];

/** The words that tell a cell from all others. */
export function titleOf({ section, situation, counted }: SimulationCell): string {
	return `${section}: ${situation}: ${counted}`;
}
