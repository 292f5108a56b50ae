import type { TokenCounter } from '../../../core/ports/token-counter.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { estimatedTokens } from '../../../core/ports/token-count.ts';
import type { Config } from '../../../core/formats/config/config.ts';
import { createPromptTokenCounts, tokensOfPlainText } from '../../../language-server/documents/prompt-tokens.ts';
import type { PromptTokens } from '../../../language-server/documents/evidence.ts';
import type { ParsedDocument } from '../../../language-server/documents/parsed-document.ts';
import type { Setting } from './case-setting.ts';

export function tokensOf(
	document: ParsedDocument,
	committed: Prompt | undefined,
	setting: Setting,
	config: Config,
): PromptTokens | undefined {
	if (document.kind === 'text') return tokensOfPlainText(document.value.text);
	return document.kind === 'prompt' ? countTokens(document.value, committed, setting, config) : undefined;
}

/** Estimates, as the editor has them while somebody types, unless the case gives counts. */
function countTokens(prompt: Prompt, committed: Prompt | undefined, { tokens }: Setting, config: Config): PromptTokens {
	const estimated = createPromptTokenCounts(noTokenizer).known(prompt, committed, config);
	const [now, before] = tokens;
	return {
		...estimated,
		prompt: now === undefined ? estimated.prompt : { count: now, isExact: true },
		committed: before === undefined ? estimated.committed : { count: before, isExact: true },
	};
}

const noTokenizer: TokenCounter = { count: text => Promise.resolve(estimatedTokens(text)), dispose: () => undefined };
