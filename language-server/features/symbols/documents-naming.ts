import type { ComponentKind, MemberKind } from '../../../core/formats/component/component.ts';
import type { Experiment } from '../../../core/formats/experiment/experiment.ts';
import { hypothesisFile } from '../../../core/formats/experiment/hypothesis-file.ts';
import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { evidenceRunIds } from '../../../core/formats/registry/evidence-runs.ts';
import { datasetPath } from '../../../core/formats/experiment/dataset-path.ts';
import { configPath } from '../../../core/formats/config-path.ts';
import type { ExperimentSummary, PromptSummary, RegistrySummary } from '../../../core/workspace/summaries/file-summary.ts';
import { resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import { askTable } from './symbol.ts';
import type { NamedSymbol, SymbolTable } from './symbol.ts';
import { promptsOf, takesInput } from './symbols-in-experiment.ts';

/** The documents that may name a symbol, as their summaries say. Words of a template’s language are looked for nowhere. */
export function documentsNaming(symbol: NamedSymbol, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return askTable(documentsByKind(facts), symbol.kind, symbol);
}

function documentsByKind(facts: WorkspaceFacts): SymbolTable<readonly WorkspacePath[]> {
	const none = (): readonly WorkspacePath[] => [];
	const ofPrompt = (name: string): readonly WorkspacePath[] => [
		...promptsNamed(name, facts),
		...pipelinesWith('prompt', name, facts),
		...experimentsWith(name, facts),
		...registriesOf(name, facts),
	];
	return {
		column: ({ dataset }) => experiments(facts, ({ experiment }) => datasetPath(experiment.dataset) === dataset),
		component: ({ to, reference: { name } }) => [
			...componentsNamed(to, name, facts),
			...(to === 'pipeline' ? [] : pipelinesWith(to, name, facts)),
			...experimentsWith(name, facts),
			...registriesOf(name, facts),
		],
		experiment: ({ id }) => [
			...experiments(facts, ({ experiment }) => experiment.id === id),
			...registries(facts, ({ registry }) => registry.transitions.some(({ experiment }) => experiment === id)),
		],
		file: ({ path }) => documentsWithPath(path, facts),
		filter: none,
		input: symbol => [symbol.path, ...experiments(facts, experiment => mapsInput(experiment, symbol, facts))],
		key: none,
		local: ({ path }) => [path],
		metric: ({ name }) => [...experiments(facts, ({ experiment }) => Object.hasOwn(experiment.metrics, name)), ...configuration(facts)],
		model: ({ name }) => [
			...facts.prompts.flatMap(({ path, model }) => (model === name ? [path] : [])),
			...experiments(facts, ({ experiment }) => modelsOf(experiment).includes(name)),
			...configuration(facts),
		],
		prompt: ({ name }) => ofPrompt(name),
		rule: none,
		stage: ({ prompt }) => ofPrompt(prompt),
		test: none,
		variant: ({ path }) => [path],
		version: ({ prompt }) => ofPrompt(prompt),
	};
}

/** Prompts that include a file, experiments and registry files that name it. */
function documentsWithPath(path: WorkspacePath, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return [
		...promptsIncluding(path, facts).map(prompt => prompt.path),
		...experiments(facts, experiment => filesOf(experiment).includes(path)),
		...registries(
			facts,
			({ registry }) =>
				Object.values(registry.versions).some(({ source }) => source === path) ||
				registry.transitions.some(move => evidenceRunIds(move).some(run => path.endsWith(`/runs/${run}/run.json`))),
		),
	];
}

/** The prompts whose template includes, extends or imports a file. */
export function promptsIncluding(path: WorkspacePath, facts: WorkspaceFacts): readonly PromptSummary[] {
	return facts.prompts.filter(prompt =>
		prompt.includes.some(({ target }) => target !== undefined && resolveInclude(prompt.path, target, facts)?.path === path),
	);
}

/** The files a methodology names: dataset, pointer and hypothesis. */
function filesOf({ experiment, folder }: ExperimentSummary): readonly (WorkspacePath | undefined)[] {
	return [experiment.dataset?.path, experiment.dataset?.dvc, hypothesisFile(experiment.hypothesis, folder)];
}

function modelsOf({ model, variants }: Experiment): readonly (string | undefined)[] {
	return [model, ...Object.values(variants).map(variant => variant.model)];
}

function mapsInput(
	{ experiment }: ExperimentSummary,
	{ path, name }: Extract<NamedSymbol, { readonly kind: 'input' }>,
	facts: WorkspaceFacts,
): boolean {
	const isMapped = Object.hasOwn(experiment.dataset?.columns ?? {}, name);
	return isMapped && promptsOf(experiment, facts).some(prompt => prompt.path === path && takesInput(prompt, name));
}

function promptsNamed(name: string, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return facts.versionsOf(name).flatMap(({ path, revision }) => (revision === undefined ? [path] : []));
}

function componentsNamed(kind: ComponentKind, name: string, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return facts.componentVersionsOf(kind, name).flatMap(({ path, revision }) => (revision === undefined ? [path] : []));
}

function pipelinesWith(kind: MemberKind, name: string, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return facts.components
		.filter(({ members }) => members.some(member => member.kind === kind && parsePromptReference(member.reference)?.name === name))
		.map(({ path }) => path);
}

function experimentsWith(prompt: string, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return experiments(facts, ({ experiment }) =>
		Object.values(experiment.variants).some(variant => parsePromptReference(variant.prompt)?.name === prompt),
	);
}

function registriesOf(prompt: string, facts: WorkspaceFacts): readonly WorkspacePath[] {
	return registries(facts, ({ registry }) => registry.name === prompt);
}

function configuration(facts: WorkspaceFacts): readonly WorkspacePath[] {
	return facts.exists(configPath) ? [configPath] : [];
}

function experiments(facts: WorkspaceFacts, isWanted: (experiment: ExperimentSummary) => boolean): readonly WorkspacePath[] {
	return facts.experiments.filter(isWanted).map(({ path }) => path);
}

function registries(facts: WorkspaceFacts, isWanted: (registry: RegistrySummary) => boolean): readonly WorkspacePath[] {
	return facts.registries.filter(isWanted).map(({ path }) => path);
}
