import type { Experiment } from '../../formats/experiment/experiment.ts';
import type { Prompt } from '../../formats/prompt/prompt.ts';
import type { RecordRequest } from './record-request.ts';
import type { RunInputs } from './read-run-inputs.ts';
import type { RunTarget } from './resolve-run-target.ts';
import { runRecordSchema } from '../../formats/run/run-record.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { SampleSummary } from '../../formats/run/summarize-samples.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** Everything a record is made of, gathered beforehand. */
export interface RunFacts extends Pick<
	RunRecord,
	'id' | 'started_at' | 'ended_at' | 'recorded_by' | 'dataset' | 'scorer' | 'git' | 'environment' | 'artifacts'
> {
	readonly request: RecordRequest;
	readonly target: RunTarget;
	/** The prompt's file, for its model and parameters; undefined when it is gone. */
	readonly prompt: Prompt | undefined;
	readonly inputs: RunInputs;
	/** Undefined for a run without samples. */
	readonly summary: SampleSummary | undefined;
}

/**
 * The record of a run, keys in the order of the schema. Model and parameters: the prompt's front matter, then the
 * experiment, then the variant, then the parameters file, the later winning key by key. A metric that was given wins over
 * the mean of its scores. Of an imported run, model and parameters are what its own files say and nothing else.
 */
export function buildRunRecord(facts: RunFacts): RunRecord {
	const { request, target, inputs, summary } = facts;
	const { experiment } = target.summary;
	return inOrder({
		schema: 'stagemark/run/v1',
		id: facts.id,
		experiment: experiment.id,
		variant: target.variantName,
		status: request.status ?? 'completed',
		started_at: facts.started_at,
		ended_at: facts.ended_at,
		recorded_by: facts.recorded_by,
		prompt: {
			name: target.prompt.name,
			version: target.prompt.version ?? null,
			path: target.prompt.path,
			...(target.prompt.kind === 'prompt' ? {} : { kind: target.prompt.kind }),
			sha256: request.imported === undefined ? target.prompt.contentHash : request.imported.promptSha256,
		},
		model: modelOf(facts, experiment),
		...(inputs.endpoint === undefined ? {} : { endpoint: inputs.endpoint }),
		parameters: parametersOf(facts, experiment),
		seed: inputs.seed ?? null,
		dataset: facts.dataset,
		scorer: facts.scorer,
		git: facts.git,
		environment: facts.environment,
		metrics: { ...summary?.metrics, ...inputs.metrics },
		...usageOf(facts),
		artifacts: facts.artifacts,
		tags: { ...request.tags },
		notes: request.notes ?? '',
		...(request.rescoredFrom === undefined ? {} : { rescored_from: request.rescoredFrom }),
		source: request.imported === undefined ? { kind: request.source ?? 'files' } : { kind: 'import', ...request.imported.source },
	});
}

/** With its keys in the order of the schema. */
function inOrder(record: RunRecord): RunRecord {
	const parsed = safeParseWhole(runRecordSchema, record);
	if (!parsed.success) throw parsed.error;
	return parsed.data;
}

/** A sentence for each given metric that the samples contradict by more than rounding. */
export function contradictedMetrics(given: Readonly<Record<string, number>>, summary: SampleSummary | undefined): readonly string[] {
	return Object.entries(given).flatMap(([name, value]) => {
		const computed = summary !== undefined && Object.hasOwn(summary.metrics, name) ? summary.metrics[name] : undefined;
		if (computed === undefined || Math.abs(computed - value) <= tolerance * Math.max(1, Math.abs(computed))) return [];
		return `The metric “${name}” is given as ${value}, and the samples average to ${Number(computed.toPrecision(6))}. The run keeps the given value; comparisons use the samples. Check which one is right.`;
	});
}

/** Results files round: 0.8333 stands for five sixths. */
const tolerance = 5e-4;

/** Tokens, cost and latency as the samples have them, else as an importing request gives them; nothing when neither says anything. */
function usageOf({ request, summary }: RunFacts): Pick<RunRecord, 'usage'> {
	const usage = { ...request.imported?.usage, ...summary?.usage };
	return Object.keys(usage).length === 0 ? {} : { usage };
}

function modelOf({ request, prompt, target, inputs }: RunFacts, experiment: Experiment): string | null {
	if (request.imported !== undefined) return inputs.model ?? null;
	return inputs.model ?? target.variant.model ?? experiment.model ?? prompt?.model?.value ?? null;
}

function parametersOf({ request, prompt, target, inputs }: RunFacts, experiment: Experiment): Record<string, unknown> {
	if (request.imported !== undefined) return { ...inputs.parameters };
	const own = Object.fromEntries([...(prompt?.parameters ?? [])].map(([name, { value }]) => [name, value]));
	return { ...own, ...experiment.parameters, ...target.variant.parameters, ...inputs.parameters };
}
