import { z } from 'zod';

/**
 * One line of series.jsonl: the values of metrics at one step of a run, in order of steps. A value that was not measured at
 * a step is absent; there is none for not-a-number.
 */
export const seriesPointSchema = z.looseObject({
	/** What the run counts by: training steps, batches, rounds. */
	step: z.number(),
	/** Metric name to value. */
	values: z.record(z.string(), z.number()),
	/** ISO 8601; when it was measured. */
	at: z.string().optional(),
});

export type SeriesPoint = z.output<typeof seriesPointSchema>;
