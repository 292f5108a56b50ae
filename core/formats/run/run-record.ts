import { z } from 'zod';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const uncommittedInputSchema = z.looseObject({
	path: z.string(),
	/** Of the bytes. */
	sha256: sha256Schema,
	bytes: z.int().nonnegative(),
	/** A tracked file that was changed is in the patch. */
	status: z.enum(['changed', 'untracked']),
	/** Where the bytes of an untracked file are, inside the run's folder; absent for one over 1 MB. */
	kept: z.string().optional(),
});

/** The endpoint of a model. `response_model` is the model's id as its answers give it, such as a dated snapshot. */
export const endpointSchema = z.looseObject({
	api: z.string().optional(),
	host: z.string().optional(),
	response_model: z.string().optional(),
});

/** What scored a run. A hash of its own, or those of its files, or a version say that the same code scored; a name does not. */
export const scorerSchema = z.looseObject({
	name: z.string(),
	version: z.string().optional(),
	/** Of the first of `files`. */
	sha256: sha256Schema.optional(),
	/** Every file of the workspace that scores, complete; absent in records of earlier versions. */
	files: z.array(z.looseObject({ path: z.string(), sha256: sha256Schema })).optional(),
	/** The model that rated the answers, and the file of its prompt. */
	judge: z
		.looseObject({
			model: z.string().optional(),
			prompt: z.looseObject({ path: z.string(), sha256: sha256Schema }).optional(),
		})
		.optional(),
});

/** `run.json`: one run, written once and never changed. Keys are written in this order. */
export const runRecordSchema = z.looseObject({
	schema: z.literal('stagemark/run/v1'),
	/** Time plus 6 random hex digits, `20250131T103000Z-3f9a1c`; no counter, so branches never collide. */
	id: z.string().regex(/^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}$/),
	experiment: z.string(),
	variant: z.string(),
	status: z.enum(['completed', 'failed', 'cancelled']),
	/** ISO 8601 in UTC; null for an imported run whose tool does not say. */
	started_at: z.string().nullable(),
	ended_at: z.string().nullable(),
	/** `Name <email>`, as Git knows the person. */
	recorded_by: z.string(),
	prompt: z
		.looseObject({
			name: z.string(),
			version: z.string().nullable(),
			path: z.string(),
			/** What it is, where it is no prompt; absent for one. */
			kind: z.enum(['embedding', 'model', 'pipeline']).optional(),
			/**
			 * Canonical content hash, see content-hash.ts and component-hash.ts. Null for an imported run: that it used this very content
			 * nobody recorded.
			 */
			sha256: sha256Schema.nullable(),
		})
		.nullable(),
	model: z.string().nullable(),
	/** Where the model answered, and as which; absent where nobody recorded it. */
	endpoint: endpointSchema.optional(),
	parameters: z.record(z.string(), z.unknown()),
	seed: z.int().nullable(),
	dataset: z.looseObject({ path: z.string(), sha256: sha256Schema.nullable(), cases: z.int().nullable() }).nullable(),
	scorer: scorerSchema.nullable(),
	git: z
		.looseObject({
			commit: z.string().nullable(),
			branch: z.string().nullable(),
			/** Null when it is not known, as with a commit that an imported run names. */
			dirty: z.boolean().nullable(),
			patch_sha256: sha256Schema.optional(),
			/** True when there was a change of tracked files and it could not be kept. */
			patch_omitted: z.boolean().optional(),
			/** Inputs of the run that no commit has as they were: prompt, plan, dataset, scorer. */
			files: z.array(uncommittedInputSchema).optional(),
		})
		.nullable(),
	environment: z.looseObject({
		os: z.string(),
		runtime: z.record(z.string(), z.string()),
		/** Path of a lock file to its SHA-256. */
		lockfiles: z.record(z.string(), sha256Schema),
	}),
	/** Means over the cases of this run, or values given in a metrics file. */
	metrics: z.record(z.string(), z.number()),
	usage: z
		.looseObject({
			input_tokens: z.number().optional(),
			output_tokens: z.number().optional(),
			/** Of all answers; null where the price of one is not known, and never 0 for that. */
			cost_usd: z.number().nullish(),
			latency_ms: z.looseObject({ p50: z.number(), p95: z.number() }).optional(),
		})
		.optional(),
	artifacts: z.array(
		z.looseObject({
			path: z.string(),
			sha256: sha256Schema,
			bytes: z.int().nonnegative(),
			storage: z.enum(['git', 'dvc', 'lfs']),
		}),
	),
	tags: z.record(z.string(), z.string()),
	notes: z.string(),
	/** The run whose answers were scored again; this run counts in its place. */
	rescored_from: z.string().optional(),
	/** Who made the run. Of an import: the tool, its version, its id of the run, and a digest by which it is found again. */
	source: z.looseObject({
		kind: z.enum(['command', 'evaluate', 'files', 'import']),
		tool: z.string().optional(),
		version: z.string().nullish(),
		id: z.string().nullish(),
		digest: sha256Schema.optional(),
	}),
});

export type RunRecord = z.output<typeof runRecordSchema>;

/** One input of a run that no commit has as it was. */
export type UncommittedInput = z.output<typeof uncommittedInputSchema>;
