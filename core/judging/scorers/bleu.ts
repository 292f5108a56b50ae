import { z } from 'zod';
import { countNgrams, sharedCount } from './overlap/word-overlap.ts';
import { defineScorer } from './scorer.ts';

/** Of four words at most, as BLEU is usually meant. */
const longestNgram = 4;

/** As sacrebleu 2.6.0's `sentence_bleu` computes it by default (13a, exponential smoothing, effective order); held to its numbers in the test. */
export const bleu = defineScorer({
	name: 'bleu',
	summary: 'BLEU of the answer against this text, from 0 to 100, with the numbers of sacrebleu’s sentence BLEU.',
	kind: 'number',
	options: z.strictObject({ bleu: z.string().min(1) }),
	score: ({ output }, { bleu: wanted }, { render }) => {
		const reference = tokensOf(render(wanted));
		if (reference.length === 0) return { kind: 'failed', reason: 'The text to compare with is empty for this case.' };
		return { kind: 'score', value: sentenceBleu(tokensOf(output), reference) };
	},
});

function sentenceBleu(answer: readonly string[], reference: readonly string[]): number {
	const logs: number[] = [];
	let smoothing = 1;
	let isAnyShared = false;
	for (let n = 1; n <= longestNgram && answer.length >= n; n++) {
		const total = answer.length - n + 1;
		const shared = sharedCount(countNgrams(answer, n), countNgrams(reference, n));
		isAnyShared ||= shared > 0;
		if (shared === 0) smoothing *= 2;
		logs.push(Math.log(shared === 0 ? 100 / (smoothing * total) : (100 * shared) / total));
	}
	if (!isAnyShared) return 0;
	const brevity = answer.length < reference.length ? Math.exp(1 - reference.length / answer.length) : 1;
	return brevity * Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

/** The tokenizer “13a” of mteval, as sacrebleu has it. */
function tokensOf(text: string): readonly string[] {
	const line = text.replaceAll('<skipped>', '').replaceAll('-\n', '').replaceAll('\n', ' ');
	const plain = line.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
	return ` ${plain} `
		.replace(/([{-~[-` -&(-+:-@/])/g, ' $1 ')
		.replace(/([^0-9])([.,])/g, '$1 $2 ')
		.replace(/([.,])([^0-9])/g, ' $1 $2')
		.replace(/([0-9])(-)/g, '$1 $2 ')
		.split(/\s/)
		.filter(token => token !== '');
}
