import { z } from 'zod';

/** NaN and the infinities have no number in JSON, and MLflow writes them as words. */
export const metricValueSchema = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);

const pairsSchema = z.array(z.tuple([z.string(), z.string()]));

/** One line of the journal. Lines are added and never changed. */
export const trackingEventSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('experiment'), id: z.string(), name: z.string(), at: z.number(), tags: pairsSchema }),
	z.object({
		kind: z.literal('experiment-change'),
		id: z.string(),
		name: z.string().optional(),
		isDeleted: z.boolean().optional(),
		tags: pairsSchema,
	}),
	z.object({
		kind: z.literal('run'),
		id: z.string(),
		experiment: z.string(),
		name: z.string(),
		user: z.string(),
		at: z.number(),
		tags: pairsSchema,
	}),
	z.object({
		kind: z.literal('values'),
		run: z.string(),
		/** Name, value, time in milliseconds, step. */
		metrics: z.array(z.tuple([z.string(), metricValueSchema, z.number(), z.number()])),
		params: pairsSchema,
		tags: pairsSchema,
	}),
	z.object({ kind: z.literal('tag-gone'), run: z.string(), key: z.string() }),
	z.object({ kind: z.literal('dataset'), run: z.string(), dataset: z.record(z.string(), z.unknown()), tags: pairsSchema }),
	z.object({
		kind: z.literal('run-change'),
		run: z.string(),
		status: z.string().optional(),
		endedAt: z.number().optional(),
		name: z.string().optional(),
		isDeleted: z.boolean().optional(),
	}),
	/** What became of an ended run: the id of its record, or why there is none and never will be. */
	z.object({ kind: z.literal('settled'), run: z.string(), record: z.string().nullable(), why: z.string() }),
]);

export type TrackingEvent = z.output<typeof trackingEventSchema>;
