import { z } from 'zod';
import { globSchema } from './glob-schema.ts';
import { gateRuleSchema } from './gates/gate-rule.ts';

/** What may stand under `require:` by its name alone. */
const requirementNameSchema = z.enum(['compared-with-production', 'fresh-evidence', 'lint-clean', 'metadata-complete']);

const fieldsSchema = z.array(z.string()).min(1);

const requirementSchema = z.union([
	requirementNameSchema,
	z
		.strictObject({
			'metadata-complete': z
				.strictObject({
					fields: fieldsSchema.optional().describe('Keys of the front matter of a prompt that must have a value.'),
					model_fields: fieldsSchema.optional().describe('The same for model cards.'),
					pipeline_fields: fieldsSchema.optional().describe('The same for pipelines.'),
				})
				.refine(
					settings => Object.values(settings).some(fields => fields !== undefined),
					'name “fields”, “model_fields” or “pipeline_fields”',
				),
		})
		.describe('A requirement with its own settings.'),
]);

const requirementsSchema = z.array(requirementSchema).optional().describe('Requirements that need no numbers.');
const gatesSchema = z.array(gateRuleSchema).optional().describe('Thresholds, commands and other gates, each evaluated on its own.');

/** What a stage, or an entry of its `for`, may ask for. */
const askedSchema = z.strictObject({
	require: requirementsSchema,
	gates: gatesSchema,
	approvals: z.int().nonnegative().optional().describe('How many people other than the requester and the author must approve.'),
	approvers: z.array(z.string()).optional().describe('Who may approve, as patterns such as *@example.com.'),
	signed: z.boolean().optional().describe('Whether approvals and overrides must be signed.'),
});

const entrySchema = askedSchema
	.extend({
		names: z
			.array(globSchema)
			.min(1)
			.optional()
			.describe('Names it is for, as patterns: billing/* is one level of names, billing/** all below.'),
		kinds: z
			.array(z.enum(['model', 'pipeline', 'prompt']))
			.min(1)
			.optional()
			.describe('Kinds it is for.'),
		tags: z.array(z.string().min(1)).min(1).optional().describe('Tags it is for: a file that has any of them.'),
	})
	.refine(
		({ names, kinds, tags }) => names !== undefined || kinds !== undefined || tags !== undefined,
		'say what it is for with “names”, “kinds” or “tags”',
	);

/** What a move to one stage requires. */
export const stagePromotionSchema = askedSchema.extend({
	archive_rejected: z.boolean().optional().describe('Archive a candidate whose request is rejected.'),
	always: z
		.array(z.union([requirementSchema, gateRuleSchema]))
		.optional()
		.describe('Requirements and gates that hold for everything, whatever an entry of “for” says.'),
	for: z
		.array(entrySchema)
		.optional()
		.describe('What names, kinds or tags need instead. Each key comes from the last entry that matches and has it; lists replace.'),
	rollout: z
		.strictObject({ require: requirementsSchema, gates: gatesSchema, approvals: z.int().nonnegative().optional() })
		.optional()
		.describe('What a rollout to a share of the traffic requires, where it is not what the stage does.'),
});

/** `promotion:` of the configuration: stage to what a move there requires. */
export const promotionSchema = z.record(z.string(), stagePromotionSchema);

export type StagePromotion = z.output<typeof stagePromotionSchema>;
export type PromotionEntry = z.output<typeof entrySchema>;
export type RequirementName = z.output<typeof requirementNameSchema>;
/** An entry of `require:`. */
export type WrittenRequirement = z.output<typeof requirementSchema>;
