import { z } from 'zod';
import { sampleErrorSchema } from './sample-error.ts';

/** One line of samples.jsonl: what happened to one case of the dataset in one run. */
export const sampleSchema = z.looseObject({
	/** Joins runs: the same case has the same id everywhere. */
	case: z.union([z.string(), z.number()]).transform(String),
	input: z.unknown().optional(),
	output: z.unknown().optional(),
	/** Metric name to score. A boolean reads as 0 or 1. Not-a-number is refused with its line number. */
	scores: z.record(z.string(), z.union([z.number(), z.boolean()]).transform(Number)).default({}),
	latency_ms: z.number().nonnegative().nullish(),
	cost_usd: z.number().nonnegative().nullish(),
	/** Why the case could not be answered or scored; see `errorOf`. An error is not a failure. */
	error: sampleErrorSchema.nullish(),
	/** Marks cases that are not independent of each other (a cluster). */
	group: z.union([z.string(), z.number()]).transform(String).nullish(),
});

export type Sample = z.output<typeof sampleSchema>;
