import type { Config } from '../formats/config/config.ts';
import { anthropicModels } from '../formats/models/catalogue/anthropic-models.ts';
import { catalogueDate } from '../formats/models/catalogue/catalogue-date.ts';
import { nothingKnown } from '../formats/models/catalogue/catalogue-entry.ts';
import { googleModels } from '../formats/models/catalogue/google-models.ts';
import { openaiChatModels } from '../formats/models/catalogue/openai-chat-models.ts';
import { openaiReasoningModels } from '../formats/models/catalogue/openai-reasoning-models.ts';
import type { ModelConfig } from '../formats/models/model-config.ts';
import type { ModelCatalogue, ModelFacts, ParameterFacts } from '../formats/models/model-facts.ts';

/** The models a workspace knows: its own from `models:` in stagemark.yaml, then the built-in ones. */
export function modelCatalogue(config: Config): ModelCatalogue {
	const own = Object.entries(config.models).map(([name, model]) => modelFromConfig(name, model));
	return own.length === 0 ? builtIn : { date: catalogueDate, models: [...own, ...builtIn.models] };
}

/** Every name by which a model can be called, aliases included, each once: those of the workspace first, retired ones last. */
export function modelNames({ models }: ModelCatalogue): readonly string[] {
	const current = models.filter(({ retirementDate }) => retirementDate === undefined);
	const leaving = models.filter(({ retirementDate }) => retirementDate !== undefined);
	return [...new Set([...current, ...leaving].flatMap(({ name, aliases }) => [...aliases, name]))];
}

const builtIn: ModelCatalogue = {
	date: catalogueDate,
	models: [...openaiReasoningModels, ...openaiChatModels, ...anthropicModels, ...googleModels],
};

/** An entry says everything about its model: nothing is taken over from a built-in model of the same name, which may be served elsewhere. */
function modelFromConfig(name: string, model: ModelConfig): ModelFacts {
	return {
		...nothingKnown,
		name,
		aliases: model.aliases ?? [],
		provider: model.provider ?? '',
		contextWindow: model.context,
		maxOutputTokens: model.max_output,
		inputUsdPerMillionTokens: model.input_usd_per_mtok,
		outputUsdPerMillionTokens: model.output_usd_per_mtok,
		parameters: new Map(Object.entries(model.parameters ?? {}).map(([parameter, limits]) => [parameter, parameterFacts(limits)])),
		conflicts: model.conflicts ?? [],
		retirementDate: model.retires,
		replacement: model.replacement,
		tokenizer: model.tokenizer,
		date: undefined,
		source: 'stagemark.yaml',
	};
}

function parameterFacts(limits: false | { readonly min: number; readonly max: number }): ParameterFacts {
	return limits === false ? { kind: 'rejected', allowedValue: undefined } : { kind: 'range', ...limits };
}
