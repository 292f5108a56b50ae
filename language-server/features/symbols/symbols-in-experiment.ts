import type { Experiment, ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import { hypothesisFile } from '../../../core/formats/experiment/hypothesis-file.ts';
import { ownValue } from '../../../core/base/own-value.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { datasetPath } from '../../../core/formats/experiment/dataset-path.ts';
import type { PromptSummary } from '../../../core/workspace/summaries/file-summary.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
import { findYamlName } from './find-name.ts';
import type { NamedSymbol, Occurrence } from './symbol.ts';
import { symbolsInReference } from './symbols-in-reference.ts';

/** Everything a methodology names: itself, prompts, variants, metrics, dataset, inputs and columns, files. */
export function symbolsInExperiment(document: ParsedExperiment, facts: WorkspaceFacts): readonly Occurrence[] {
	const { value } = document;
	if (value === undefined) return [];
	return [
		...declared(document, ['id'], 'value', { kind: 'experiment', id: value.id }),
		...files(document, value),
		...model(document, ['model'], value.model),
		...Object.keys(value.metrics).flatMap(name => declared(document, ['metrics', name], 'key', { kind: 'metric', name })),
		...Object.keys(value.variants).flatMap(name => variant(document, name, facts)),
		...mapping(document, value, facts),
	];
}

/** The prompt files of an experiment’s variants, each once: what a mapped input is an input of. */
export function promptsOf({ variants }: Experiment, facts: WorkspaceFacts): readonly PromptSummary[] {
	const prompts = new Map<WorkspacePath, PromptSummary>();
	for (const { prompt } of Object.values(variants)) {
		const reference = parsePromptReference(prompt);
		const resolution = reference && facts.resolve(reference);
		if (resolution?.kind === 'found' && resolution.prompt.revision === undefined)
			prompts.set(resolution.prompt.path, resolution.prompt);
	}
	return [...prompts.values()];
}

/** True when a caller of the prompt can give it an input of this name. */
export function takesInput({ inputs, usedInputs }: PromptSummary, name: string): boolean {
	return usedInputs.includes(name) || inputs.some(input => input.name === name);
}

function declared({ yaml }: ParsedExperiment, path: YamlPath, part: 'key' | 'value', symbol: NamedSymbol): readonly Occurrence[] {
	const range = findYamlName(yaml, path, part, 'id' in symbol ? symbol.id : String(path.at(-1)));
	return range === undefined ? [] : [{ range, role: 'declaration', symbol }];
}

function files(document: ParsedExperiment, { hypothesis, dataset }: Experiment): readonly Occurrence[] {
	const path = hypothesisFile(hypothesis, document.folder);
	return [
		...(path === undefined ? [] : file(document, ['hypothesis'], hypothesis?.trim(), path)),
		...file(document, ['dataset', 'path'], dataset?.path, dataset?.path),
		...file(document, ['dataset', 'dvc'], dataset?.dvc, dataset?.dvc),
	];
}

function file(
	{ yaml }: ParsedExperiment,
	path: YamlPath,
	written: string | undefined,
	target: WorkspacePath | undefined,
): readonly Occurrence[] {
	if (written === undefined || target === undefined) return [];
	const range = findYamlName(yaml, path, 'value', written);
	return range === undefined ? [] : [{ range, role: 'read', symbol: { kind: 'file', path: target } }];
}

function variant(document: ParsedExperiment, name: string, facts: WorkspaceFacts): readonly Occurrence[] {
	const { path, text, yaml } = document;
	return [
		...declared(document, ['variants', name], 'key', { kind: 'variant', path, name }),
		...symbolsInReference(text, yaml.rangeOf(['variants', name, 'prompt'], 'value'), facts),
		...model(document, ['variants', name, 'model'], ownValue(document.value?.variants, name)?.model),
	];
}

function model({ yaml }: ParsedExperiment, path: YamlPath, name: string | undefined): readonly Occurrence[] {
	const range = name === undefined ? undefined : findYamlName(yaml, path, 'value', name);
	return name === undefined || range === undefined ? [] : [{ range, role: 'read', symbol: { kind: 'model', name } }];
}

/** An input in the mapping is an input of every variant's prompt that has one of this name. */
function mapping(document: ParsedExperiment, experiment: Experiment, facts: WorkspaceFacts): readonly Occurrence[] {
	const { yaml } = document;
	const dataset = datasetPath(experiment.dataset);
	return Object.entries(experiment.dataset?.columns ?? {}).flatMap(([name, column]) => {
		const path = ['dataset', 'columns', name];
		const input = findYamlName(yaml, path, 'key', name);
		const value = findYamlName(yaml, path, 'value', column);
		const inputs = promptsOf(experiment, facts).filter(prompt => takesInput(prompt, name));
		return [
			...(input === undefined ? [] : inputs.map(prompt => mapped(input, prompt.path, name))),
			...(value === undefined || dataset === undefined
				? []
				: [{ range: value, role: 'read', symbol: { kind: 'column', dataset, name: column } } satisfies Occurrence]),
		];
	});
}

function mapped(range: Occurrence['range'], path: WorkspacePath, name: string): Occurrence {
	return { range, role: 'write', symbol: { kind: 'input', path, name, declaration: undefined } };
}
