import type { ModelCatalogue, ModelFacts } from './model-facts.ts';

/**
 * The model a name stands for: an id or an alias, as written or behind the name of its maker (`openai/gpt-4o`, `anthropic:messages:…`,
 * `googleai/gemini-2.5-flash`). Undefined for names that are not known and for those of other hosts (`azure/…`, `bedrock/…`,
 * `vertexai/…`, `openrouter/…`), whose limits, prices and dates are their own. The workspace's own models come first.
 */
export function findModel({ models }: ModelCatalogue, name: string): ModelFacts | undefined {
	return models.find(model => hasName(model, name)) ?? models.find(model => hasName(model, ownName(name)));
}

/** True for a name that its provider may point to another model at any time. */
export function isMovingAlias({ name: id, aliases }: ModelFacts, name: string): boolean {
	return id !== ownName(name) && aliases.includes(ownName(name));
}

/** The name without the maker's in front of it, as routers and test tools write it. */
export function ownName(name: string): string {
	return name.replace(/^(?:openai:(?:chat:|responses:)?|anthropic:(?:messages:)?|google:|openai\/|anthropic\/|googleai\/|models\/)/, '');
}

function hasName({ name, aliases }: ModelFacts, wanted: string): boolean {
	return name === wanted || aliases.includes(wanted);
}
