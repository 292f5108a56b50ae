import { parentPort } from 'node:worker_threads';
import type { TokenizerFamily } from '../../core/ports/token-counter.ts';
import { countText } from './count-text.ts';
import type { CountPiece } from './count-text.ts';
import type { CountAnswer, CountQuestion } from './worker-token-counter.ts';

/** Tables of tokens are large: each is made when it is first needed. */
async function loadTokenizer(tokenizer: TokenizerFamily): Promise<CountPiece> {
	const { countTokens } =
		tokenizer === 'o200k' ? await import('gpt-tokenizer/encoding/o200k_base') : await import('gpt-tokenizer/encoding/cl100k_base');
	// Without this option a text that mentions <|endoftext|> throws.
	return text => countTokens(text, { disallowedSpecial: new Set() });
}

const tokenizers = new Map<TokenizerFamily, Promise<CountPiece>>();

function tokenizerFor(family: TokenizerFamily): Promise<CountPiece> {
	const known = tokenizers.get(family) ?? loadTokenizer(family);
	tokenizers.set(family, known);
	return known;
}

parentPort?.on('message', ({ id, text, tokenizer }: CountQuestion) => {
	void tokenizerFor(tokenizer).then(countPiece => {
		const answer: CountAnswer = { id, tokens: countText(text, countPiece) };
		parentPort?.postMessage(answer);
	});
});
