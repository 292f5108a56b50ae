import { Uri } from 'vscode';
import { parsePromptReference } from '../../core/formats/prompt/prompt-reference.ts';
import type { ExperimentSummary, PromptSummary } from '../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { CommandTarget } from './command-target.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** Adds to a target what its file stands for: the experiment or the prompt in it. */
export function completeTarget(target: CommandTarget, model: WorkspaceModel, facts: WorkspaceFacts): CommandTarget {
	const path = target.uri === undefined ? undefined : model.pathOf(Uri.parse(target.uri));
	if (path === undefined) return target;
	const experiment = facts.experiments.find(summary => summary.path === path)?.experiment.id;
	const prompt = facts.prompts.find(summary => summary.path === path);
	return {
		...target,
		experiment: target.experiment ?? experiment,
		prompt: target.prompt ?? prompt?.name,
		version: target.version ?? prompt?.version,
	};
}

/** The experiment with an id; undefined for none and for an id that nothing has. */
export function findExperiment(facts: WorkspaceFacts, id: string | undefined): ExperimentSummary | undefined {
	return facts.experiments.find(summary => summary.experiment.id === id);
}

/** The prompt that a variant of an experiment uses; undefined when its reference leads nowhere. */
export function promptOfVariant(facts: WorkspaceFacts, summary: ExperimentSummary, variant: string): PromptSummary | undefined {
	const text = ownValue(summary.experiment.variants, variant)?.prompt;
	const reference = text === undefined ? undefined : parsePromptReference(text);
	const resolution = reference && facts.resolve(reference);
	return resolution?.kind === 'found' ? resolution.prompt : undefined;
}
