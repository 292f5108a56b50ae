import { z } from 'zod';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';
import { parseMoment } from '../registry/parse-moment.ts';
import { sampleErrorSchema } from '../run/sample-error.ts';

/** One answer in production: what a sample has, when it was given, and by which version. */
const recordSchema = z.object({
	/** ISO 8601 with a time zone. */
	time: z.string(),
	/** Of the prompt, model or pipeline; whoever reads the file may say it instead. */
	name: z.string().nullish(),
	version: z.union([z.string(), z.number()]).transform(String).nullish(),
	/** Canonical content hash of the version. */
	prompt_sha256: z.string().nullish(),
	/** The same record has the same id everywhere, and counts once. */
	id: z.union([z.string(), z.number()]).transform(String).nullish(),
	scores: z.record(z.string(), z.union([z.number(), z.boolean()]).transform(Number)).nullish(),
	/** What the user said of the answer. */
	feedback: z.union([z.number(), z.boolean()]).transform(Number).nullish(),
	latency_ms: z.number().nonnegative().nullish(),
	cost_usd: z.number().nonnegative().nullish(),
	error: sampleErrorSchema.nullish(),
});

/** A record whose moment was read. */
export type ProductionRecord = Omit<z.output<typeof recordSchema>, 'time'> & {
	/** ISO 8601 in UTC with seconds. */
	readonly time: string;
};

/** Why a line is no record that counts. */
export type UnusableRecord = 'not-json' | 'no-time' | 'no-time-zone' | 'wrong-field';

/** Reads one line of a file of production records. */
export function parseRecordLine(line: string): Result<ProductionRecord, UnusableRecord> {
	let data: unknown;
	try {
		data = JSON.parse(line);
	} catch {
		return fail('not-json');
	}
	const parsed = safeParseWhole(recordSchema, data);
	if (!parsed.success)
		return fail(parsed.error.issues.some(({ path }) => path[0] === 'time' || path.length === 0) ? 'no-time' : 'wrong-field');
	const { time } = parsed.data;
	const moment = parseMoment(time);
	if (moment === undefined) return fail('no-time');
	// Without a zone the hour is not known, and a record may fall into the day before.
	return /(?:Z|[+-]\d{2}:?\d{2})$/i.test(time.trim()) && time.includes(':')
		? succeed({ ...parsed.data, time: moment })
		: fail('no-time-zone');
}
