import { z } from 'zod';
import { gateRuleSchema } from './gates/gate-rule.ts';
import type { GateRule } from './gates/gate-rule.ts';

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
		names: z.array(z.string().min(1)).min(1).optional().describe('Names it is for, as patterns such as billing/*.'),
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
export type RequirementName = z.output<typeof requirementNameSchema>;

/** The fields that must have a value, by kind; a kind that is not named has those of the gate. */
export interface RequiredFields {
	readonly model: readonly string[] | undefined;
	readonly pipeline: readonly string[] | undefined;
	readonly prompt: readonly string[] | undefined;
}

/** One thing a stage requires, in the order of the configuration: an entry of `require:` or of `gates:`. */
export type GateRequirement =
	| { readonly kind: 'named'; readonly name: RequirementName; readonly fields: RequiredFields | undefined }
	| { readonly kind: 'rule'; readonly rule: GateRule };

/** Everything a move to `stage` requires beside approvals; nothing for a stage that the configuration does not name. */
export function requirementsOf(promotion: Readonly<Record<string, StagePromotion>>, stage: string): readonly GateRequirement[] {
	const required = Object.hasOwn(promotion, stage) ? promotion[stage] : undefined;
	return [
		...(required?.require ?? []).map((entry): GateRequirement =>
			typeof entry === 'string'
				? { kind: 'named', name: entry, fields: undefined }
				: { kind: 'named', name: 'metadata-complete', fields: requiredFields(entry['metadata-complete']) },
		),
		...(required?.gates ?? []).map((rule): GateRequirement => ({ kind: 'rule', rule })),
	];
}

function requiredFields(settings: MetadataSettings): RequiredFields {
	return { model: settings.model_fields, pipeline: settings.pipeline_fields, prompt: settings.fields };
}

type MetadataSettings = Exclude<z.output<typeof requirementSchema>, string>['metadata-complete'];
