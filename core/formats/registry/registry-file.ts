import { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import { nameSchema } from '../name-schema.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';

const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** The outcome of one gate, kept with the transition it allowed. */
export const gateOutcomeSchema = z.strictObject({
	gate: z.string(),
	outcome: z.enum(['passed', 'failed', 'inconclusive', 'skipped']),
	observed: z.union([z.number(), z.string()]).optional(),
	threshold: z.string().optional(),
	detail: z.string().optional(),
	evidence: z
		.strictObject({ experiment: z.string().optional(), runs: z.array(z.string()).optional() })
		.optional()
		.describe('What it was decided on.'),
});

const signatureSchema = z.string().describe('SSHSIG by the person, in the namespace stagemark; docs/signing.md says over what.');

const approvalSchema = z.strictObject({
	by: z.string(),
	at: z.string(),
	comment: z.string().optional(),
	signature: signatureSchema.optional(),
});

/** A run that is evidence, and the digest of its files when it was; see run-digest.ts. */
const evidenceRunSchema = z.strictObject({ id: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** A change of an alias. Its `version` is the one the alias is set on or taken from, and `from` and `to` the stage that version stands in. */
const aliasChangeSchema = z.strictObject({ name: z.string(), action: z.enum(['set', 'remove']) });

/** One move of one version between stages, or one change of an alias. Append-only; keys are written in this order. */
export const transitionSchema = z.strictObject({
	at: z.string().describe('ISO 8601 in UTC.'),
	by: z.string().describe('Name <email> of the person who moved it.'),
	version: z.string(),
	from: z.string(),
	to: z.string(),
	reason: z.string(),
	alias: aliasChangeSchema.optional().describe('The alias that was set or removed; from and to are then the same stage.'),
	request: z.string().optional().describe('The request that this move carries out, or the rejected request that archived the version.'),
	experiment: z.string().optional().describe('Experiment that is the evidence.'),
	runs: z
		.array(z.union([z.string(), evidenceRunSchema]))
		.optional()
		.describe('Runs that are the evidence, each with the digest of its files; earlier versions wrote the id alone.'),
	prompt_sha256: z.string().optional().describe('Canonical content hash of the prompt, model or pipeline at this moment.'),
	gates: z.array(gateOutcomeSchema).optional(),
	approvals: z.array(approvalSchema).optional(),
	override: z.boolean().optional().describe('True when a missing gate or approval was overridden; the reason says why.'),
	rollback: z.boolean().optional().describe('True when the previous version of the stage was restored.'),
	commit: z.string().optional().describe('The commit that a signed override was decided on.'),
	signature: signatureSchema.optional(),
	replayed_from: digestSchema.optional().describe('The digest that this entry had on the branch it was merged from.'),
	previous: z.union([digestSchema, z.literal('')]).describe('The digest of the previous entry; empty for the first.'),
	digest: digestSchema.describe('SHA-256 of previous + canonical JSON of this entry without digest.'),
});

const memberSchema = z.strictObject({
	kind: z.enum(['embedding', 'model', 'prompt']),
	reference: z.string().describe('The reference as the pipeline writes it.'),
	version: z.string().optional().describe('The version it resolved to.'),
	sha256: z.string().optional().describe('The canonical content hash of that version.'),
});

const versionSchema = z.strictObject({
	source: z.string().describe('Workspace path of the file that is this version.'),
	sha256: z.string().optional().describe('Canonical content hash when it was registered.'),
	members: z.array(memberSchema).optional().describe('The steps of a pipeline at the time it was registered.'),
	stage: z.string().default('None'),
	description: z.string().optional(),
	tags: z.record(z.string(), z.string()).optional(),
});

const reviewSchema = z.strictObject({
	by: z.string().describe('Name <email> of the reviewer.'),
	at: z.string(),
	verdict: z.enum(['approve', 'reject']),
	comment: z.string().optional(),
	prompt_sha256: z.string().optional().describe('Canonical content hash that was reviewed. An approval counts for this content only.'),
	experiment: z.string().optional().describe('Experiment that was the evidence when the review was signed.'),
	runs: z.array(evidenceRunSchema).optional().describe('Runs that were the evidence then.'),
	commit: z.string().optional().describe('The commit that a signed review was decided on.'),
	signature: signatureSchema.optional(),
});

/** A request to move a version to a stage, with what was said about it. */
export const requestSchema = z.strictObject({
	id: z.string(),
	version: z.string(),
	to: z.string(),
	by: z.string().describe('Name <email> of the requester.'),
	at: z.string(),
	reason: z.string(),
	prompt_sha256: z.string().optional().describe('Canonical content hash when it was requested.'),
	status: z.enum(['pending', 'approved', 'rejected', 'withdrawn', 'done']),
	checks: z.array(gateOutcomeSchema).default([]).describe('The gates at the time of the request.'),
	reviews: z.array(reviewSchema).default([]),
	withdrawn: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).optional(),
});

/** `registry/<name>.yaml`: stages, versions and the audit trail of one name. */
export const registrySchema = z.strictObject({
	name: nameSchema,
	kind: z.enum(['prompt', 'model', 'pipeline']).default('prompt'),
	stages: z.record(z.string(), z.string()).default({}).describe('Stage to the version that holds it.'),
	aliases: z.record(z.string(), z.string()).optional().describe('Free names for versions, in addition to the stages.'),
	versions: z.record(z.string(), versionSchema).default({}),
	requests: z.array(requestSchema).default([]),
	transitions: z.array(transitionSchema).default([]),
});

export type Registry = z.output<typeof registrySchema>;
/** What can be promoted. */
export type RegistryKind = Registry['kind'];
export type Transition = z.output<typeof transitionSchema>;
export type GateOutcome = z.output<typeof gateOutcomeSchema>;
export type RegistryRequest = z.output<typeof requestSchema>;
export type Review = RegistryRequest['reviews'][number];

/** A registry file as it was read. `value` keeps whatever was valid; undefined when it has no usable `name`. */
export interface ParsedRegistry {
	readonly path: WorkspacePath;
	readonly text: string;
	readonly value: Registry | undefined;
	readonly yaml: YamlSource;
	readonly problems: readonly Problem[];
}

/** What `verify` found wrong with one name. */
export interface RegistryProblem {
	readonly name: string;
	/** 0-based position in `transitions`; undefined when the problem is not about one. */
	readonly transition: number | undefined;
	readonly kind:
		| 'broken-chain'
		| 'changed-evidence'
		| 'content-mismatch'
		| 'history-rewritten'
		| 'invalid-approval'
		| 'invalid-signers'
		| 'missing-evidence'
		| 'missing-gates'
		| 'missing-source'
		| 'missing-tag'
		| 'pointer-mismatch'
		| 'tag-mismatch'
		| 'unreadable';
	readonly message: string;
	/** Where in the file it is best shown; undefined when it is about the whole. */
	readonly place?: YamlPath;
}
