import { z } from 'zod';
import { parseDuration } from '../../base/parse-duration.ts';

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
		.describe('A requirement with settings of its own.'),
]);

const shareSchema = z.number().min(0).max(1);

/** Each gate is known by one of these keys. */
const kindKeys = ['command', 'feedback', 'metric', 'reproducibility', 'similarity'] as const;

/**
 * One entry under `gates:`. All kinds share one schema, so that a slip in a key is named as such, with what was meant, and
 * completion offers every key; which of them go together is checked afterwards.
 */
const gateRuleSchema = z
	.strictObject({
		command: z.string().min(1).optional().describe('Passes when the command exits with 0. Runs in trusted workspaces only.'),
		feedback: z
			.strictObject({
				min: z.number().describe('Smallest mean score.'),
				count: z.int().positive().default(1).describe('Fewest rated cases.'),
			})
			.optional()
			.describe('What people say of the answers, from feedback.jsonl beside the runs.'),
		metric: z
			.string()
			.min(1)
			.optional()
			.describe('A score of the samples, cost_usd, latency_ms, or a percentile such as latency_ms_p95.'),
		reproducibility: z
			.strictObject({
				runs: z.int().min(2).default(2).describe('Fewest completed runs under equal conditions.'),
				tolerance: z.number().nonnegative().describe('How far two of them may lie apart, in the unit of the metric.'),
				metric: z.string().min(1).optional().describe('By default the primary metric of the experiment.'),
			})
			.optional()
			.describe('Runs of the version that agree with each other.'),
		similarity: z
			.strictObject({
				min: shareSchema.describe('From 0, nothing in common, to 1, the same.'),
				of: z
					.array(z.enum(['outputs', 'structure', 'text']))
					.min(1)
					.optional()
					.describe('What is compared; by default all three, outputs where both versions have them.'),
			})
			.optional()
			.describe('Likeness to the version in Production.'),
		min: z.number().optional().describe('Smallest value of the metric, held against the lower end of its interval.'),
		max: z.number().optional().describe('Largest value of the metric, held against the upper end of its interval.'),
		max_regression: z
			.number()
			.nonnegative()
			.optional()
			.describe('How much worse than the version in Production the metric may be, in its own unit, decided on the interval.'),
		per: z.enum(['case', 'run']).optional().describe('Whether cost_usd is meant for one case (default) or for a whole run.'),
		decide_on: z
			.enum(['interval', 'value'])
			.optional()
			.describe('What is held against min and max: the interval (default), or the bare value, which may be chance.'),
		timeout: z.string().optional().describe('Longest time of the command, for example 90s or 10m (default).'),
	})
	.superRefine((rule, context) => {
		// A key that is unknown here may be the very one that is missing below.
		const message = context.issues.length > 0 ? undefined : problemOfRule(rule);
		if (message !== undefined) context.addIssue({ code: 'custom', message });
	});

/** What a move to one stage requires. */
export const stagePromotionSchema = z.strictObject({
	require: z.array(requirementSchema).optional().describe('Requirements that need no numbers.'),
	gates: z.array(gateRuleSchema).optional().describe('Thresholds, commands and other gates, each evaluated on its own.'),
	approvals: z.int().nonnegative().optional().describe('How many people other than the requester and the author must approve.'),
	approvers: z.array(z.string()).optional().describe('Who may approve, as patterns such as *@example.com.'),
	archive_rejected: z.boolean().optional().describe('Archive a candidate whose request is rejected.'),
});

/** `promotion:` of the configuration: stage to what a move there requires. */
export const promotionSchema = z.record(z.string(), stagePromotionSchema);

export type StagePromotion = z.output<typeof stagePromotionSchema>;
export type GateRule = z.output<typeof gateRuleSchema>;
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

/** The share in the name of a latency percentile, 0.95 for `latency_ms_p95`; undefined for other metrics. */
export function latencyShare(metric: string): number | undefined {
	const digits = /^latency_ms_p([1-9]\d?(?:\.\d{1,2})?)$/.exec(metric)?.[1];
	return digits === undefined ? undefined : Number(digits) / 100;
}

type RawRule = z.output<z.ZodObject<(typeof gateRuleSchema)['shape']>>;

/** What is wrong with the keys of a gate taken together, as the end of a sentence after a colon. */
function problemOfRule(rule: RawRule): string | undefined {
	const kinds = kindKeys.filter(key => rule[key] !== undefined);
	if (kinds.length !== 1) return `give each gate exactly one of ${kindKeys.map(key => `“${key}”`).join(', ')}`;
	return rule.metric === undefined ? problemOfOther(rule) : problemOfMetric(rule, rule.metric);
}

function problemOfMetric({ min, max, max_regression: regression, per, timeout }: RawRule, metric: string): string | undefined {
	if (timeout !== undefined) return 'use “timeout” only in gates with a “command”';
	if (min === undefined && max === undefined && regression === undefined) {
		return `give “${metric}” a “min”, a “max” or a “max_regression”`;
	}
	if (min !== undefined && max !== undefined && min > max) return `give “${metric}” a “min” that is not above its “max”`;
	if (regression !== undefined && latencyShare(metric) !== undefined)
		return 'use “max_regression” with “latency_ms”, a mean; a percentile takes “max”';
	return per !== undefined && metric !== 'cost_usd' ? 'use “per” only with the metric “cost_usd”' : undefined;
}

function problemOfOther(rule: RawRule): string | undefined {
	const misplaced = (['min', 'max', 'max_regression', 'per', 'decide_on'] as const).find(key => rule[key] !== undefined);
	if (misplaced !== undefined) return `use “${misplaced}” only in gates with a “metric”, or write it one level deeper`;
	if (rule.timeout === undefined) return undefined;
	if (rule.command === undefined) return 'use “timeout” only in gates with a “command”';
	return parseDuration(rule.timeout) === undefined ? 'write a “timeout” such as 90s, 10m or 1h' : undefined;
}
