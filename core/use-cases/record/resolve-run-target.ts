import type { Variant } from '../../formats/experiment/experiment.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import { parsePromptReference } from '../../formats/prompt/prompt-reference.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import { resolveSubject } from '../../workspace/subject.ts';
import type { Subject } from '../../workspace/subject.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import type { TargetFailure } from './record-request.ts';
import { resolveExperiment } from '../../workspace/runs/resolve-experiment.ts';

/** What a run is a run of. */
export interface RunTarget {
	readonly summary: ExperimentSummary;
	readonly variantName: string;
	readonly variant: Variant;
	/** What is evaluated: a prompt, or the pipeline or model that the variant names in its place. */
	readonly prompt: Subject;
}

/** Finds experiment, variant and prompt by name. */
export function resolveRunTarget(
	facts: WorkspaceFacts,
	request: { readonly experiment: string; readonly variant: string },
): Result<RunTarget, TargetFailure> {
	const { experiment: id, variant: variantName } = request;
	const found = resolveExperiment(facts, id);
	if (!found.ok) return found;
	const summary = found.value;

	const { variants } = summary.experiment;
	const variant = Object.hasOwn(variants, variantName) ? variants[variantName] : undefined;
	if (variant === undefined) {
		const known = Object.keys(variants);
		return fail({ kind: 'unknown-variant', experiment: id, variant: variantName, suggestion: nearestWord(variantName, known), known });
	}

	const reference = parsePromptReference(variant.prompt);
	const resolution = reference === undefined ? undefined : resolveSubject(reference, facts);
	if (resolution?.kind === 'found') return succeed({ summary, variantName, variant, prompt: resolution.subject });
	const suggestion = resolution?.suggestion;
	return fail({ kind: 'unresolved-prompt', reference: variant.prompt, variant: variantName, suggestion });
}
