import type { Prompt } from '../formats/prompt/prompt.ts';
import { parsePromptReference } from '../formats/prompt/prompt-reference.ts';
import type { WorkspaceFacts } from './workspace-facts.ts';

/** True once an experiment or a registry file names the prompt or its file: from then on somebody relies on its version. */
export function isNamedElsewhere({ path, name }: Pick<Prompt, 'path' | 'name'>, { experiments, registries }: WorkspaceFacts): boolean {
	return (
		registries.some(
			({ registry }) => registry.name === name.value || Object.values(registry.versions).some(({ source }) => source === path),
		) ||
		experiments.some(({ experiment }) =>
			Object.values(experiment.variants).some(({ prompt }) => parsePromptReference(prompt)?.name === name.value),
		)
	);
}
