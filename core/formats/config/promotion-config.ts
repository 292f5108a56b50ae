import { z } from 'zod';
import { parseDuration } from '../../base/parse-duration.ts';
import { gateSettings } from './gates/all-gate-settings.ts';

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

/** Each gate is known by one of these keys. */
const kindKeys = (['command', 'metric', ...Object.keys(gateSettings)] as (keyof typeof gateSettings | 'command' | 'metric')[]).sort();

/**
 * One entry under `gates:`. All kinds share one schema, so that a slip in a key is named as such, with what was meant, and
 * completion offers every key; which of them go together is checked afterwards.
 */
const gateRuleSchema = z
	.strictObject({
		command: z.string().min(1).optional().describe('Passes when the command exits with 0. Runs in trusted workspaces only.'),
		metric: z
			.string()
			.min(1)
			.optional()
			.describe('A score of the samples, cost_usd, latency_ms, or a percentile such as latency_ms_p95.'),
		...gateSettings,
		min: z.number().optional().describe('Smallest value of the metric, compared with the lower end of its interval.'),
		max: z.number().optional().describe('Largest value of the metric, compared with the upper end of its interval.'),
		max_regression: z
			.number()
			.nonnegative()
			.optional()
			.describe('How much worse than the version in Production the metric may be, in its own unit, decided on the interval.'),
		per: z.enum(['case', 'run']).optional().describe('Whether cost_usd is meant for one case (default) or for a whole run.'),
		decide_on: z
			.enum(['interval', 'value'])
			.optional()
			.describe('What is compared with min and max: the interval (default), or the value alone, which may be chance.'),
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
	if (kinds.length !== 1) return `give it exactly one of ${kindKeys.map(key => `“${key}”`).join(', ')}`;
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
