import { z } from 'zod';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { readInputMap } from './read-input-map.ts';
import type { InputFailure, RecordRequest } from './record-request.ts';
import { endpointSchema, scorerSchema } from '../../formats/run/run-record.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** What the metrics file and the parameters file of a request say. */
export interface RunInputs {
	readonly metrics: Readonly<Record<string, number>>;
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly model: string | undefined;
	readonly endpoint: RunRecord['endpoint'];
	readonly seed: number | undefined;
	readonly scorer: RunRecord['scorer'] | undefined;
}

/** Reads both files; a file that is not given says nothing. The parameters file wins where both name a scorer. */
export async function readRunInputs(request: RecordRequest, ports: Ports): Promise<Result<RunInputs, InputFailure>> {
	const metrics = await read(request.metricsFile, metricsSchema, ports);
	if (!metrics.ok) return metrics;
	const params = await read(request.paramsFile, paramsSchema, ports);
	if (!params.ok) return params;
	const { scorer: metricsScorer, ...values } = metrics.value;
	const { model, endpoint, seed, scorer, parameters, ...others } = params.value;
	return succeed({
		metrics: values,
		parameters: { ...others, ...parameters },
		model,
		endpoint,
		seed: request.seed ?? seed,
		scorer: scorer ?? metricsScorer,
	});
}

const givenScorerSchema = z.union([
	z.string().transform(name => ({ name })),
	scorerSchema.extend({ version: z.union([z.string(), z.number()]).transform(String).optional() }),
]);

/** `api.example.com` of `https://user@api.example.com/v1`; whoever signs in does not belong in a record. */
function hostOf(url: string): string {
	return /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/?#]*)/.exec(url)?.[1] ?? url;
}

const metricsSchema = z.object({ scorer: givenScorerSchema.optional() }).catchall(z.number());

const paramsSchema = z
	.object({
		model: z.string().optional(),
		endpoint: z.union([endpointSchema, z.string().transform(url => ({ host: hostOf(url) }))]).optional(),
		seed: z.int().optional(),
		scorer: givenScorerSchema.optional(),
		parameters: z.record(z.string(), z.unknown()).optional(),
	})
	.catchall(z.unknown());

async function read<Schema extends z.ZodType>(
	path: string | undefined,
	schema: Schema,
	ports: Ports,
): Promise<Result<z.output<Schema>, InputFailure>> {
	if (path === undefined) return succeed(schema.parse({}));
	const file = ports.external(path);
	const map = await readInputMap(file);
	if (!map.ok) return map;
	const parsed = safeParseWhole(schema, map.value);
	if (parsed.success) return succeed(parsed.data);
	return fail({ kind: 'invalid-input', path: file.absolutePath, message: describeIssue(parsed.error) });
}

function describeIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	const key = issue?.path.map(String).join('.') ?? '';
	if (issue?.code === 'invalid_type' && issue.expected === 'number') {
		return `“${key}” is not a number, and it must be one. Leave out what is not known.`;
	}
	return `“${key}” has a value that cannot be used: ${issue?.message ?? 'unknown reason'}.`;
}
