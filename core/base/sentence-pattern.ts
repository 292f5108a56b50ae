import { ownValue } from './own-value.ts';

/** A sentence with places for parts: `Gate {0} has no kind.` */
export interface SentencePattern {
	/** The text around the placeholders: one more than there are placeholders, some of them empty. */
	readonly literals: readonly string[];
	/** The numbers of the placeholders, in the order of the text. */
	readonly placeholders: readonly number[];
	/** Whether each placeholder has quotation marks or backticks around it. */
	readonly isQuoted: readonly boolean[];
	/** Whether the text between its parts goes over the end of a sentence: `Gate {0} has no kind. {1}`. */
	readonly spansSentences: boolean;
	/** How many UTF-16 units the literals have together. */
	readonly literalLength: number;
	/** How many words the literals have together. */
	readonly wordCount: number;
}

/** Reads a pattern. Braces that hold anything but a number are text. */
export function readPattern(text: string): SentencePattern {
	const pieces = text.split(/\{(\d+)\}/);
	const literals = pieces.filter((_, index) => index % 2 === 0);
	return {
		literals,
		placeholders: pieces.filter((_, index) => index % 2 === 1).map(Number),
		isQuoted: literals.slice(1).map((after, index) => isQuoted(literals[index] ?? '', after)),
		spansSentences: literals.some((literal, index) => /[.?!] |\n/.test(literal) || (index > 0 && /^ ?[\p{Lu}“]/u.test(literal))),
		literalLength: literals.reduce((sum, literal) => sum + literal.length, 0),
		wordCount: literals.join(' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0,
	};
}

/**
 * The parts of a sentence that was made from the pattern, in the order of the placeholders; undefined for another sentence. Where a part
 * contains the text that follows it, the first such place ends it.
 */
export function matchPattern(sentence: string, { literals, literalLength }: SentencePattern): readonly string[] | undefined {
	const first = literals[0] ?? '';
	const last = literals.at(-1) ?? '';
	if (literals.length === 1) return sentence === first ? [] : undefined;
	if (sentence.length < literalLength || !sentence.startsWith(first) || !sentence.endsWith(last)) return undefined;
	const end = sentence.length - last.length;
	const parts: string[] = [];
	let start = first.length;
	for (const literal of literals.slice(1, -1)) {
		const place = sentence.indexOf(literal, start);
		if (place === -1 || place + literal.length > end) return undefined;
		parts.push(sentence.slice(start, place));
		start = place + literal.length;
	}
	return [...parts, sentence.slice(start, end)];
}

/** The sentence that the pattern makes of the parts, which are given by the number of their placeholder. */
export function fillPattern({ literals, placeholders }: SentencePattern, parts: ReadonlyMap<number, string>): string {
	const [first = '', ...others] = literals;
	return others.reduce((text, literal, index) => `${text}${parts.get(placeholders[index] ?? -1) ?? ''}${literal}`, first);
}

const closingMarks: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '"': '"', '`': '`' };

function isQuoted(before: string, after: string): boolean {
	const closing = ownValue(closingMarks, before.at(-1) ?? '');
	return closing !== undefined && after.startsWith(closing);
}
