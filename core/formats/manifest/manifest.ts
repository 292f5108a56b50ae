import { z } from 'zod';
import { envelopeSchema } from '../signing/dsse-envelope.ts';

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

const manifestVersionSchema = z.strictObject({
	path: z.string().describe('The file that is this version, from the top of the workspace.'),
	commit: z.string().nullable().describe('The commit that contains it, if the working tree no longer does.'),
	stage: z.string(),
	sha256: digestSchema.describe('Canonical content hash, as the registry, run records and “stagemark resolve” have it.'),
	prompt: z
		.strictObject({
			template: z.string().describe('Template language, such as jinja2.'),
			preamble: z
				.string()
				.describe('Template text above the first message that does not belong to a message, such as a macro; usually empty.'),
			messages: z.array(z.strictObject({ role: z.string(), text: z.string() })).describe('Templates, not rendered.'),
			messages_sha256: digestSchema.describe('See messagesDigest.'),
			model: z.string().nullable(),
			parameters: z.record(z.string(), z.unknown()),
			inputs: z.array(
				z.strictObject({
					name: z.string(),
					type: z.string().nullable(),
					required: z.boolean(),
					default: z.unknown().optional(),
					description: z.string().optional(),
				}),
			),
		})
		.optional()
		.describe('Only for prompts: models and pipelines are named by path and hash.'),
	attestation: envelopeSchema.optional().describe('What “stagemark attest” signed for this very content; absent without one.'),
});

/** What is in which stage, in one file that an application ships with. Fields may be added, never removed, within one `version`. */
export const manifestSchema = z.strictObject({
	format: z.literal('stagemark-manifest'),
	version: z.literal(1),
	names: z.record(
		z.string(),
		z.strictObject({
			kind: z.enum(['prompt', 'model', 'pipeline']),
			stages: z.record(z.string(), z.string()).describe('Stage to version.'),
			aliases: z.record(z.string(), z.string()).describe('Alias to version.'),
			versions: z.record(z.string(), manifestVersionSchema),
		}),
	),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ManifestVersion = z.output<typeof manifestVersionSchema>;
