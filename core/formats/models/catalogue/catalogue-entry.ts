import type { ModelFacts } from '../model-facts.ts';
import { catalogueDate } from './catalogue-date.ts';

/** One line of a provider's list: what is not written is not known. */
export type CatalogueEntry = Pick<ModelFacts, 'name'> & Partial<Omit<ModelFacts, 'name' | 'provider' | 'date' | 'source'>>;

/** The models of a provider from its list. */
export function modelsOf(provider: string, source: string, entries: readonly CatalogueEntry[]): readonly ModelFacts[] {
	return entries.map(entry => ({ ...nothingKnown, ...entry, provider, source, date: catalogueDate }));
}

/** The facts of a model of which nothing but the name is known. */
export const nothingKnown: Omit<ModelFacts, 'name' | 'provider' | 'date' | 'source'> = {
	aliases: [],
	contextWindow: undefined,
	maxOutputTokens: undefined,
	inputUsdPerMillionTokens: undefined,
	outputUsdPerMillionTokens: undefined,
	parameters: new Map(),
	conflicts: [],
	advice: new Map(),
	retirementDate: undefined,
	replacement: undefined,
	routedTo: undefined,
	tokenizer: undefined,
};
