import type { TextRange } from '../../base/text/text-range.ts';
import { withoutResultsBlock } from './conclusion-block.ts';

/** A p-value as a person wrote it. */
export interface StatedProbability {
	/** As written, for example `p = 0.003`. */
	readonly text: string;
	readonly range: TextRange;
	/** True when `p` is what was stated, to the digits that were given. */
	agreesWith(p: number): boolean;
}

/** The p-values in the prose of a conclusion: `p = 0.036`, `p<.001`, `P ≤ 0.05`. The generated results are no prose. */
export function statedProbabilities(conclusion: string): readonly StatedProbability[] {
	const found = withoutResultsBlock(conclusion).matchAll(
		/(?<![\w-])p(?:-value)?\s*(?<sign>[=<>≤≥])\s*(?<number>[01]?\.\d+)(?![\d.]*\w)/gi,
	);
	return [...found].map(match => {
		const { sign = '=', number = '' } = match.groups ?? {};
		return {
			text: match[0],
			range: { start: match.index, end: match.index + match[0].length },
			agreesWith: p => isAsStated(p, sign, number),
		};
	});
}

function isAsStated(p: number, sign: string, number: string): boolean {
	const stated = Number(number);
	switch (sign) {
		case '<':
			return p < stated;
		case '≤':
			return p <= stated;
		case '>':
			return p > stated;
		case '≥':
			return p >= stated;
		default: {
			// Half a unit of the last digit, and a little for numbers that lie right on the edge.
			const decimals = number.split('.')[1]?.length ?? 0;
			return Math.abs(p - stated) <= 0.5 * 10 ** -decimals + 1e-12;
		}
	}
}
