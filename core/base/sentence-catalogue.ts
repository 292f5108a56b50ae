import { fillPattern, matchPattern, readPattern } from './sentence-pattern.ts';
import type { SentencePattern } from './sentence-pattern.ts';

/**
 * Sentences of one other language, compiled for look-up. Sentences are made and recorded in English; where one is shown, it is
 * translated by the pattern it was made from, so records and reports read the same everywhere.
 */
export interface SentenceCatalogue {
	/** Sentences and phrases without placeholders. */
	readonly phrases: ReadonlyMap<string, string>;
	/** Patterns by the rarest word of their own, longest literal text first. */
	readonly patternsByWord: ReadonlyMap<string, readonly TranslatedPattern[]>;
}

/** A sentence in the other language. */
export interface TranslatedSentence {
	/** The English sentence where the catalogue has no pattern for it. */
	readonly text: string;
	/** The parts that stayed as they were, in the order of the English sentence: the whole sentence where no pattern fits. */
	readonly kept: readonly string[];
}

interface TranslatedPattern {
	readonly english: SentencePattern;
	readonly translated: SentencePattern;
}

/**
 * The catalogue of `entries`: English pattern to translated pattern, with placeholders `{0}`, `{1}` … in both. A pattern without a whole
 * word of its own matches nothing.
 */
export function compileCatalogue(entries: Readonly<Record<string, string>>): SentenceCatalogue {
	const phrases = new Map<string, string>();
	const patterns: TranslatedPattern[] = [];
	for (const [english, translated] of Object.entries(entries)) {
		const pattern = readPattern(english);
		if (pattern.placeholders.length === 0) phrases.set(english, translated);
		else patterns.push({ english: pattern, translated: readPattern(translated) });
	}
	return { phrases, patternsByWord: indexPatterns(patterns) };
}

/** The sentence in the language of the catalogue, or as it is when the catalogue does not know it. */
export function translateSentence(sentence: string, catalogue: SentenceCatalogue): string {
	return readSentence(sentence, catalogue).text;
}

/**
 * The same with the parts that were not translated. A part that is itself a sentence or phrase of the catalogue is translated too, except
 * between quotation marks, where it is a word of the user's. A pattern of one or two words is left aside where a part
 * of it stays an English sentence. A text of several sentences or lines without a pattern for the whole is read
 * one by one. Takes time in proportion to the length of the sentence.
 */
export function readSentence(sentence: string, catalogue: SentenceCatalogue): TranslatedSentence {
	return readPart(sentence, { catalogue, depth: deepestPart, attempts: { left: 100 } });
}

/** Where a look-up is. */
interface Reading {
	readonly catalogue: SentenceCatalogue;
	/** How much deeper parts may nest. */
	readonly depth: number;
	/** How often a pattern of few words may still be tried in vain: without a bound, hostile text would take exponential time. */
	readonly attempts: { left: number };
}

/** A list of eight differences nests nine deep; hostile text must not nest deeper than the stack. */
const deepestPart = 16;

function readPart(sentence: string, reading: Reading): TranslatedSentence {
	const { catalogue, depth } = reading;
	const phrase = catalogue.phrases.get(sentence);
	if (phrase !== undefined) return { text: phrase, kept: [] };
	const unknown = { text: sentence, kept: [sentence] };
	if (depth === 0) return unknown;
	const candidates = candidatesFor(sentence, catalogue);
	const inner = { ...reading, depth: depth - 1 };
	const readBy = (patterns: readonly TranslatedPattern[]): TranslatedSentence | undefined => readByPattern(sentence, patterns, inner);
	const pieces = sentence.split(boundary);
	if (pieces.length === 1) return readBy(candidates) ?? unknown;
	// A pattern of one sentence must not take in the next one; only where no sentence is known is the whole read as one.
	return (
		readBy(candidates.filter(({ english }) => english.spansSentences)) ??
		readPieces(pieces, piece => readPart(piece, inner)) ??
		readBy(candidates) ??
		unknown
	);
}

function readByPattern(sentence: string, patterns: readonly TranslatedPattern[], inner: Reading): TranslatedSentence | undefined {
	for (const { english, translated } of patterns) {
		const parts = matchPattern(sentence, english);
		if (parts === undefined) continue;
		const read = parts.map((part, index) => (english.isQuoted[index] === true ? { text: part, kept: [] } : readPart(part, inner)));
		if (english.wordCount <= 2 && read.some(({ kept }) => kept.some(isProse))) {
			if (inner.attempts.left-- > 0) continue;
			return undefined;
		}
		const texts = new Map(english.placeholders.map((name, index) => [name, read[index]?.text ?? '']));
		return { text: fillPattern(translated, texts), kept: read.flatMap(({ kept }) => kept) };
	}
	return undefined;
}

/** A word that connects others, or three words in a row: names, paths and numbers have neither. */
const prose =
	/(?:^|\s)(?:(?:a|an|and|are|as|at|be|by|cannot|for|from|has|have|in|is|it|its|no|not|of|on|or|that|the|this|to|was|were|what|which|with)\s+\p{L}|[a-z]+ [a-z]+ [a-z]+(?![\p{L}\p{N}_]))/iu;

const quoted = /“[^“”]*”|`[^`]*`|"[^"]*"|'[^']*'/gu;

/** English that no pattern explained. A pattern such as `{0} or {1}` would put one Portuguese word into it. */
function isProse(part: string): boolean {
	return prose.test(part.replaceAll(quoted, ''));
}

/** Where a line ends, or a sentence does and another begins. */
const boundary = /(\n\s*|(?<=[.?!]) (?=[\p{Lu}\p{N}“]|n [≈=] ))/u;

/** A text of several sentences or lines, one by one; undefined when none of them is known. */
function readPieces(pieces: readonly string[], readInner: (piece: string) => TranslatedSentence): TranslatedSentence | undefined {
	const read = pieces.map((piece, index) => (index % 2 === 1 ? { text: piece, kept: [] } : readInner(piece)));
	const isKnown = read.some(({ text }, index) => text !== pieces[index]);
	return isKnown ? { text: read.map(({ text }) => text).join(''), kept: read.flatMap(({ kept }) => kept) } : undefined;
}

function candidatesFor(sentence: string, { patternsByWord }: SentenceCatalogue): readonly TranslatedPattern[] {
	const words = new Set(wordsOf(sentence));
	return [...words].flatMap(word => patternsByWord.get(word) ?? []).sort(byLiteralLength);
}

function indexPatterns(patterns: readonly TranslatedPattern[]): ReadonlyMap<string, readonly TranslatedPattern[]> {
	const counts = new Map<string, number>();
	for (const { english } of patterns) {
		for (const word of new Set(ownWords(english))) counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	const index = new Map<string, TranslatedPattern[]>();
	for (const pattern of patterns) {
		const [rarest] = ownWords(pattern.english).sort((left, right) => (counts.get(left) ?? 0) - (counts.get(right) ?? 0));
		if (rarest === undefined) continue;
		const others = index.get(rarest);
		if (others === undefined) index.set(rarest, [pattern]);
		else others.push(pattern);
	}
	return index;
}

/** Words that a sentence made from the pattern has for certain: one that touches a placeholder may be a part of a longer word. */
function ownWords({ literals }: SentencePattern): string[] {
	return literals.flatMap((literal, index) => {
		const isFirst = index === 0;
		const isLast = index === literals.length - 1;
		const whole = literal
			.replace(isFirst ? '' : /^[\p{L}\p{N}_]+/u, '')
			.replace(isLast ? '' : /(?<![\p{L}\p{N}_])[\p{L}\p{N}_]+$/u, '');
		return wordsOf(whole);
	});
}

function wordsOf(text: string): readonly string[] {
	return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** The pattern that says most by itself goes first. */
function byLiteralLength(left: TranslatedPattern, right: TranslatedPattern): number {
	return right.english.literalLength - left.english.literalLength || left.english.placeholders.length - right.english.placeholders.length;
}
