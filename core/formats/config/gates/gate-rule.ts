import { z } from 'zod';
import { parseDuration } from '../../../base/parse-duration.ts';
import { gateSettings } from './all-gate-settings.ts';

/** Each gate is known by one of these keys. */
const kindKeys = (['command', 'metric', ...Object.keys(gateSettings)] as (keyof typeof gateSettings | 'command' | 'metric')[]).sort();

/**
 * One entry under `gates:`. All kinds share one schema, so that a slip in a key is named as such, with what was meant, and
 * completion offers every key; which of them go together is checked afterwards.
 */
export const gateRuleSchema = z
	.strictObject({
		command: z.string().min(1).optional().describe('Passes when the command exits with 0. Runs in trusted workspaces only.'),
		metric: z
			.string()
			.min(1)
			.optional()
			.describe('A score of the samples, cost_usd, latency_ms, or a percentile such as latency_ms_p95.'),
		...gateSettings,
		slice: z
			.record(z.string().min(1), z.union([z.string().min(1), z.number(), z.boolean()]))
			.refine(slice => Object.keys(slice).length > 0, 'name a column and its value')
			.optional()
			.describe('The cases that the metric is decided on, as COLUMN: VALUE; with several columns, those that have all the values.'),
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

export type GateRule = z.output<typeof gateRuleSchema>;

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

function problemOfMetric(rule: RawRule, metric: string): string | undefined {
	if (rule.timeout !== undefined) return 'use “timeout” only in gates with a “command”';
	const problem = problemOfBounds(rule, metric) ?? (rule.slice === undefined ? undefined : problemOfSlice(rule, metric));
	if (problem !== undefined) return problem;
	return rule.per !== undefined && metric !== 'cost_usd' ? 'use “per” only with the metric “cost_usd”' : undefined;
}

function problemOfBounds({ min, max, max_regression: regression }: RawRule, metric: string): string | undefined {
	if (min === undefined && max === undefined && regression === undefined) {
		return `give “${metric}” a “min”, a “max” or a “max_regression”`;
	}
	if (min !== undefined && max !== undefined && min > max) return `give “${metric}” a “min” that is not above its “max”`;
	return regression !== undefined && latencyShare(metric) !== undefined
		? 'use “max_regression” with “latency_ms”, a mean; a percentile takes “max”'
		: undefined;
}

function problemOfSlice({ per }: RawRule, metric: string): string | undefined {
	if (latencyShare(metric) !== undefined) return 'use “slice” with “latency_ms”, a mean; a percentile is one of all answers';
	return per === 'run' ? 'use “slice” with “per: case”; what a run costs is not known by slice' : undefined;
}

function problemOfOther(rule: RawRule): string | undefined {
	const misplaced = (['min', 'max', 'max_regression', 'per', 'decide_on', 'slice'] as const).find(key => rule[key] !== undefined);
	if (misplaced !== undefined) return `use “${misplaced}” only in gates with a “metric”, or write it one level deeper`;
	if (rule.timeout === undefined) return undefined;
	if (rule.command === undefined) return 'use “timeout” only in gates with a “command”';
	return parseDuration(rule.timeout) === undefined ? 'write a “timeout” such as 90s, 10m or 1h' : undefined;
}
