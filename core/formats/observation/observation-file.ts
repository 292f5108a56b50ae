import { z } from 'zod';
import { parseMoment } from '../registry/parse-moment.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

const countSchema = z.int().nonnegative();
const momentSchema = z.string().refine(text => parseMoment(text) === text, 'write ISO 8601 in UTC, such as 2026-11-30T00:00:00Z');

const metricSchema = z.looseObject({ n: countSchema, mean: z.number(), sum_sq: z.number().nonnegative() });

const versionSchema = z.looseObject({
	records: countSchema,
	/** `total` is the sum of the kinds. */
	errors: z.looseObject({ total: countSchema, refused: countSchema, timeout: countSchema, failed: countSchema }),
	/** Of the records without an error. */
	metrics: z.record(z.string(), metricSchema),
	latency_ms: z.looseObject({ p50: z.number().nonnegative(), p95: z.number().nonnegative() }).optional(),
	/** Over the records that say it; absent when none does. */
	cost_usd: z.number().nonnegative().optional(),
});

/** `observations/<name>/<window>.json`: what was seen in production in one window. Counts and moments, no text of a user. */
export const observationFileSchema = z.looseObject({
	schema: z.literal('stagemark/observations/v1'),
	name: z.string(),
	window: z.looseObject({ from: momentSchema, to: momentSchema }),
	source: z.looseObject({ kind: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
	/** By version, those that the registry knows. */
	versions: z.record(z.string(), versionSchema),
	/** Records of a version that was never registered, by what they call it. */
	unknown: z.record(z.string(), countSchema).default({}),
});

export type ObservationFile = z.output<typeof observationFileSchema>;
export type ObservedVersion = z.output<typeof versionSchema>;

/** One file; undefined for text that is none, with the reason as the end of a sentence. */
export function parseObservationFile(text: string): { readonly value: ObservationFile | undefined; readonly reason: string } {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return { value: undefined, reason: 'it is not JSON' };
	}
	const parsed = safeParseWhole(observationFileSchema, data);
	if (parsed.success) return { value: parsed.data, reason: '' };
	const [issue] = parsed.error.issues;
	return { value: undefined, reason: `“${issue?.path.map(String).join('.') ?? ''}” does not fit: ${issue?.message ?? 'unknown reason'}` };
}

/** How many records a window has, whatever their version. */
export function recordCount({ versions, unknown }: Pick<ObservationFile, 'unknown' | 'versions'>): number {
	return [...Object.values(versions).map(({ records }) => records), ...Object.values(unknown)].reduce((sum, count) => sum + count, 0);
}
