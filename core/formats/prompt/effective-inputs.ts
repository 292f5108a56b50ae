import type { Prompt, PromptInput } from './prompt.ts';

/** An input as callers meet it. `declaration` is undefined for a name that the template reads without declaring it. */
export interface EffectiveInput {
	readonly name: string;
	readonly isRequired: boolean;
	readonly declaration: PromptInput | undefined;
}

/** The inputs a caller of the prompt can or must give, by name: declared ones, then others that the template reads. */
export function effectiveInputs(prompt: Prompt): ReadonlyMap<string, EffectiveInput> {
	const inputs = new Map<string, EffectiveInput>();
	for (const declaration of prompt.inputs) {
		inputs.set(declaration.name, { name: declaration.name, isRequired: declaration.isRequired, declaration });
	}
	for (const { name, definition } of prompt.template.uses) {
		if (definition === undefined && !inputs.has(name)) inputs.set(name, { name, isRequired: true, declaration: undefined });
	}
	return inputs;
}
