import { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { YamlSource } from '../../base/yaml/yaml-source.ts';

/** Which direction of a metric is better. */
export const metricGoalSchema = z.enum(['maximize', 'minimize']);

const metricSchema = z
	.strictObject({
		goal: metricGoalSchema.default('maximize').describe('Which direction is better.'),
		primary: z.boolean().default(false).describe('The one metric the hypothesis is about.'),
		worst: z
			.number()
			.optional()
			.describe('The worst score there is, for `errors: worst`. Needed where less is better and where scores leave [0, 1].'),
		scorer: z
			.record(z.string(), z.unknown())
			.optional()
			.describe('How `evaluate` scores an answer, as {SCORER: ARGUMENT}, for example {equals: "{{ expected }}"}.'),
		pass_at: z
			.array(z.int().min(1).max(10_000))
			.min(1)
			.optional()
			.describe(
				'For every number K, compare pass@K as well, whether any of K answers to a case passes, and pass^K, whether all do. Needs K seeds or repeats.',
			),
		min_effect: z.number().positive().optional().describe('Smallest difference that matters, in the unit of the metric.'),
	})
	.describe('A measured quantity; its values come from the scores in samples.jsonl.');

const variantSchema = z.strictObject({
	prompt: z.string().describe('What is evaluated: NAME@VERSION, NAME@STAGE or NAME of a prompt, or of a pipeline or model.'),
	baseline: z.boolean().default(false).describe('The variant the others are compared with.'),
	model: z.string().optional().describe('Overrides the model of the experiment.'),
	parameters: z.record(z.string(), z.unknown()).optional().describe('Overrides parameters of the experiment.'),
	description: z.string().optional(),
});

const datasetSchema = z.strictObject({
	path: z.string().optional().describe('Workspace path of the dataset, one case per line.'),
	dvc: z.string().optional().describe('Workspace path of the .dvc file that points to it.'),
	size: z.int().nonnegative().optional().describe('Number of cases.'),
	sha256: z.string().optional().describe('SHA-256 of the file in lower-case hex.'),
	columns: z
		.record(z.string(), z.string())
		.optional()
		.describe('Which column of the dataset fills which input of the prompts, as INPUT: COLUMN.'),
});

const evaluateSchema = z.strictObject({
	endpoint: z.string().optional().describe('An entry of `endpoints:` in stagemark.yaml; by default the one that the model names.'),
	concurrency: z.int().min(1).max(256).default(8).describe('How many requests are under way at a time.'),
	budget_usd: z.number().positive().optional().describe('No request starts once this many US dollars are spent or under way.'),
	timeout: z.string().default('60s').describe('How long one answer is waited for, such as 90s or 2m.'),
	retries: z
		.int()
		.min(0)
		.max(10)
		.default(4)
		.describe('Attempts after the first, where the cause may pass (HTTP 408, 409, 429, 5xx, network).'),
});

const decisionSchema = z.strictObject({
	alpha: z.number().gt(0).lt(1).default(0.05).describe('Accepted rate of false positives over all metrics together.'),
	correction: z
		.enum(['holm', 'benjamini-hochberg', 'none'])
		.default('holm')
		.describe('How p-values are corrected for several metrics: holm to decide, benjamini-hochberg to explore.'),
	looks: z
		.union([z.int().min(2).max(20), z.literal('any')], 'use a number from 2 to 20, or any')
		.optional()
		.describe(
			'How often the plan allows deciding before all answers are there: a number of looks, evenly spread over the planned seeds and cases, or any. Each look is then held to a stricter level, so that all together keep to alpha. Without it gates wait for the last answer.',
		),
	test: z
		.enum(['auto', 'mid-p', 'wilcoxon', 'permutation'])
		.default('auto')
		.describe(
			'Test on common cases. auto: exact McNemar on pass/fail, otherwise t on the differences; mid-p: McNemar with mid-p; wilcoxon and permutation: without the assumption that differences are nearly normal, with a bootstrap interval.',
		),
	rate_interval: z.enum(['wilson', 'clopper-pearson']).default('wilson').describe('Interval of a pass rate.'),
	errors: z
		.enum(['drop', 'worst', 'zero'])
		.default('drop')
		.describe(
			'Answers in error: drop leaves them out and counts them, worst scores them as the worst; zero is an older word for worst.',
		),
});

const scorerSchema = z
	.strictObject({
		files: z
			.array(z.string())
			.optional()
			.describe('Files that decide the scores beside those that `run.command` names: workspace paths or globs.'),
		judge: z
			.strictObject({
				model: z.string().optional().describe('The model that rates the answers.'),
				prompt: z.string().optional().describe('Workspace path of the prompt of the judge.'),
			})
			.optional()
			.describe('A model that rates answers. Another judge is another scorer.'),
	})
	.describe('What gives the scores. Runs record it, and runs with another scorer are not comparable.');

/** `methodology.yaml`: what is tried, on what, measured how, decided by which rule. Single source for validation, types and completion. */
export const experimentSchema = z.strictObject({
	id: z
		.string()
		.regex(/^[a-z0-9][a-z0-9-]*$/i, 'use letters A to Z, digits and hyphens, and begin with a letter or digit')
		.describe('Identity, for example exp-001.'),
	name: z.string().optional().describe('Title for people.'),
	status: z.enum(['planned', 'running', 'completed', 'failed']).default('planned'),
	hypothesis: z.string().optional().describe('What is expected and by how much: text, or the name of a Markdown file next to this one.'),
	start_date: z.string().nullish().describe('ISO date.'),
	end_date: z.string().nullish().describe('ISO date.'),
	owner: z.string().optional(),
	dataset: datasetSchema.optional(),
	model: z.string().optional(),
	parameters: z.record(z.string(), z.unknown()).optional(),
	seeds: z.array(z.int()).optional(),
	variants: z.record(z.string(), variantSchema).default({}),
	metrics: z.record(z.string(), metricSchema).default({}),
	slices: z
		.array(z.string().trim().min(1))
		.optional()
		.describe('Columns of the dataset, or tags of samples, by whose values the cases are compared once more, slice by slice.'),
	decision: decisionSchema.prefault({}),
	evaluate: evaluateSchema.optional().describe('Asks a model for the answer to every case, and scores it. Takes the place of `run`.'),
	run: z.strictObject({ command: z.string(), timeout: z.string().optional() }).optional().describe('Executed once per variant and seed.'),
	scorer: scorerSchema.optional(),
	locked: z
		.string()
		.nullish()
		.describe('Digest of hypothesis, metrics, slices, decision, variants and dataset, set before the first run.'),
	tags: z.array(z.string()).optional(),
});

export type Experiment = z.output<typeof experimentSchema>;
export type Decision = Experiment['decision'];
export type Evaluate = z.output<typeof evaluateSchema>;
export type Variant = Experiment['variants'][string];
export type MetricGoal = z.output<typeof metricGoalSchema>;

/** A methodology file as it was read. `value` keeps whatever was valid; undefined when the file has no usable `id`. */
export interface ParsedExperiment {
	readonly path: WorkspacePath;
	/** The folder of the experiment, which also holds runs/ and results/. */
	readonly folder: WorkspacePath;
	readonly text: string;
	readonly value: Experiment | undefined;
	readonly yaml: YamlSource;
	readonly problems: readonly Problem[];
}
