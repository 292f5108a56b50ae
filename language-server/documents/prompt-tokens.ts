import { modelCatalogue } from '../../core/workspace/model-catalogue.ts';
import type { ModelFacts } from '../../core/formats/models/model-facts.ts';
import type { TokenizerFamily, TokenCounter } from '../../core/ports/token-counter.ts';
import { modelOfPrompt } from '../../core/formats/prompt/model-of-prompt.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { joinedLiteralText } from '../../core/formats/prompt/literal-text.ts';
import type { Prompt } from '../../core/formats/prompt/prompt.ts';
import { estimatedTokens } from '../../core/ports/token-count.ts';
import type { TokenCount } from '../../core/ports/token-count.ts';
import { sha256Hex } from '../../core/base/sha256.ts';
import type { Config } from '../../core/formats/config/config.ts';
import type { PromptTokens } from './evidence.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** How large prompts are. Counts are kept by the hash of the text, so that a text is counted once. */
export interface PromptTokenCounts {
	/** What is known without counting: counts that were made before, and estimates. */
	readonly known: (prompt: Prompt, committed: Prompt | undefined, config: Config) => PromptTokens;
	/** Counts what is not known yet. */
	readonly counted: (prompt: Prompt, committed: Prompt | undefined, config: Config, signal: CancelSignal) => Promise<PromptTokens>;
}

/** Counts kept at the same time; the oldest is forgotten first. */
const keptCounts = 2_000;

export function createPromptTokenCounts(counter: TokenCounter): PromptTokenCounts {
	const kept = new Map<string, TokenCount>();
	return {
		known,

		async counted(prompt, committed, config, signal) {
			const tokenizer = tokenizerOf(prompt, config);
			if (tokenizer !== undefined) {
				const { whole, committed: before, defaults } = textsOf(prompt, committed);
				for (const text of [whole, ...(before === undefined ? [] : [before]), ...defaults.values()]) {
					const key = keyOf(text, tokenizer);
					if (!kept.has(key)) keep(key, await counter.count(text, tokenizer, signal));
				}
			}
			return known(prompt, committed, config);
		},
	};

	function known(prompt: Prompt, committed: Prompt | undefined, config: Config): PromptTokens {
		const tokenizer = tokenizerOf(prompt, config);
		return tokensOf(textsOf(prompt, committed), text => {
			const exact = tokenizer === undefined ? undefined : kept.get(keyOf(text, tokenizer));
			return exact ?? estimatedTokens(text);
		});
	}

	function keep(key: string, tokens: TokenCount): void {
		kept.set(key, tokens);
		const [oldest] = kept.keys();
		if (kept.size > keptCounts && oldest !== undefined) kept.delete(oldest);
	}
}

/** How large a text is that is in no known format, so that no model is known for it either: an estimate. */
export function tokensOfPlainText(text: string): PromptTokens {
	return { prompt: estimatedTokens(text), committed: undefined, defaults: new Map() };
}

/**
 * True when a rule may say something else of exact counts than of estimates. Most prompts are far from every limit, and a workspace
 * of ten thousand should not be counted for nothing.
 */
export function needsCounting(prompt: Prompt, committed: Prompt | undefined, config: Config): boolean {
	const model = modelOfPrompt(prompt, modelCatalogue(config));
	if (model?.tokenizer === undefined) return false;
	if (config.preview || tokenRules.some(rule => ownValue(config.rules, rule) !== undefined)) return true;
	const { whole, committed: before, defaults } = textsOf(prompt, committed);
	return defaults.size > 0 || isNearTheWindow(whole, model) || (before !== undefined && before !== whole);
}

const tokenRules: readonly string[] = [
	'context-window-exceeded',
	'cost-budget-exceeded',
	'token-budget-exceeded',
	'token-count-regression',
];

/** No encoder by byte pairs makes more tokens than there are bytes, and a UTF-16 unit is at most three. */
function isNearTheWindow(text: string, { contextWindow, maxOutputTokens }: ModelFacts): boolean {
	return contextWindow !== undefined && text.length * 3 + (maxOutputTokens ?? 0) > contextWindow;
}

interface CountedTexts {
	readonly whole: string;
	readonly committed: string | undefined;
	readonly defaults: ReadonlyMap<string, string>;
}

function textsOf(prompt: Prompt, committed: Prompt | undefined): CountedTexts {
	const limited = prompt.inputs.filter(input => input.maxTokens !== undefined);
	return {
		whole: joinedLiteralText(prompt),
		committed: committed && joinedLiteralText(committed),
		defaults: new Map(limited.flatMap(input => (typeof input.default === 'string' ? [[input.name, input.default] as const] : []))),
	};
}

function tokensOf({ whole, committed, defaults }: CountedTexts, count: (text: string) => TokenCount): PromptTokens {
	return {
		prompt: count(whole),
		committed: committed === undefined ? undefined : count(committed),
		defaults: new Map([...defaults].map(([name, text]) => [name, count(text)])),
	};
}

function tokenizerOf(prompt: Prompt, config: Config): TokenizerFamily | undefined {
	return modelOfPrompt(prompt, modelCatalogue(config))?.tokenizer;
}

function keyOf(text: string, tokenizer: TokenizerFamily): string {
	return `${tokenizer}:${sha256Hex(text)}`;
}
