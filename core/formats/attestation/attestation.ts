import { z } from 'zod';
import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { ManifestVersion } from '../manifest/manifest.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

const statementSchema = z.looseObject({
	subject: z.array(z.looseObject({ name: z.string(), digest: z.looseObject({ sha256: z.string() }) })),
	predicateType: z.string(),
	predicate: z.looseObject({ decision: z.string(), stage: z.string(), by: z.string(), at: z.string() }),
});

/** A signed decision as it was signed, so that its signature can be checked without the repository. */
const decisionSchema = z.strictObject({
	by: z.string(),
	at: z.string(),
	statement: statementSchema.optional().describe('What was signed; absent where nobody signed.'),
	signature: z.string().optional(),
});

/** What an attestation says of one promotion. */
const promotionSchema = z.looseObject({
	by: z.string().describe('Who attests it, whose key signed it.'),
	at: z.string(),
	kind: z.enum(['prompt', 'model', 'pipeline']),
	stage: z.string(),
	source: z.string(),
	commit: z.string().optional().describe('The commit at which it was verified.'),
	move: z.looseObject({ by: z.string(), at: z.string(), reason: z.string(), digest: z.string(), override: z.boolean().optional() }),
	approvals: z.array(decisionSchema),
	override: decisionSchema.optional(),
	claims: z.record(z.string(), z.enum(['holds', 'not-checked'])).describe('What “verify” found for the name.'),
	signers: z.looseObject({ root: z.string() }).describe('The first version of the list of signers.'),
	served_sha256: digestSchema.optional().describe('See servedDigest; of prompts only.'),
	bom_sha256: digestSchema.describe('Of the file with the bill of materials.'),
});

/** The statement of an attestation. */
export const attestationSchema = z.strictObject({
	_type: z.literal('https://in-toto.io/Statement/v1'),
	subject: z.tuple([z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: digestSchema }) })]),
	predicateType: z.literal('urn:stagemark:promotion:v1'),
	predicate: promotionSchema,
});

export type Attestation = z.output<typeof attestationSchema>;
export type AttestedDecision = z.output<typeof decisionSchema>;

/** SHA-256 of all that a manifest serves of a prompt, as canonical JSON, so that a manifest can be held against an attestation. */
export function servedDigest({ prompt }: Pick<ManifestVersion, 'prompt'>): string | undefined {
	return prompt === undefined ? undefined : sha256Hex(canonicalJson(prompt));
}

/** Where the attestation of a version and its bill of materials lie. */
export function attestationPaths(name: string, version: string): { readonly attestation: string; readonly bom: string } {
	return { attestation: `attestations/${name}@${version}.json`, bom: `attestations/${name}@${version}.cdx.json` };
}
