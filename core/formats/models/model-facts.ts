import type { TokenizerFamily } from '../../ports/token-counter.ts';

/** What a model makes of a parameter of the request. Names are in snake case, `top_p` standing for `topP` as well. */
export type ParameterFacts =
	/** A number from `min` to `max`, both included. */
	| { readonly kind: 'range'; readonly min: number; readonly max: number }
	/** The provider answers a request that has it with an error, unless its value is `allowedValue`, the default. */
	| { readonly kind: 'rejected'; readonly allowedValue: number | undefined };

/** A value the provider advises to leave alone. */
export interface ParameterAdvice {
	readonly recommended: number;
	/** Half a sentence that says what may go wrong, for a message. */
	readonly reason: string;
}

/**
 * What is known of one model. Undefined stands for “not known”, and a rule that needs the fact stays silent. All facts are those of
 * the maker's own service: resellers and other clouds have limits, prices and dates of their own.
 */
export interface ModelFacts {
	/** The id in a request, with its date where there is one. */
	readonly name: string;
	/** Other ids that lead to this model now; the provider may point them to another one. */
	readonly aliases: readonly string[];
	readonly provider: string;
	/** Tokens of input and output together. */
	readonly contextWindow: number | undefined;
	/** The most tokens one answer may have. */
	readonly maxOutputTokens: number | undefined;
	/** Undefined also where the price depends on more than the number of tokens. */
	readonly inputUsdPerMillionTokens: number | undefined;
	readonly outputUsdPerMillionTokens: number | undefined;
	/** Only those of which something is known: a parameter that is missing may be fine. */
	readonly parameters: ReadonlyMap<string, ParameterFacts>;
	/** Parameters of which a request may have only one. */
	readonly conflicts: readonly (readonly string[])[];
	readonly advice: ReadonlyMap<string, ParameterAdvice>;
	/** First day on which requests fail, or go to `routedTo`, as `2026-10-23`. */
	readonly retirementDate: string | undefined;
	/** What the provider names in its place. */
	readonly replacement: string | undefined;
	/** The model that the provider answers with from `retirementDate` on, at that model's price; undefined where requests then fail. */
	readonly routedTo: string | undefined;
	readonly tokenizer: TokenizerFamily | undefined;
	/** The day these facts were valid, as `2026-11-10`; undefined for models of stagemark.yaml, which their owner keeps up to date. */
	readonly date: string | undefined;
	/** Where the facts come from. */
	readonly source: string;
}

/** The models that are known, those of the workspace first. */
export interface ModelCatalogue {
	/** The day the built-in part was put together, as `2026-11-10`. */
	readonly date: string;
	readonly models: readonly ModelFacts[];
}
