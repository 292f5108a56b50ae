import type { TextRange } from '../../../base/text/text-range.ts';

/** A run of characters that nobody sees and a model reads. */
export interface HiddenCharacters {
	readonly range: TextRange;
	/** `tags` and `bidirectional` can carry or turn round a message; the others mostly come by copying. */
	readonly kind: 'tags' | 'bidirectional' | 'other';
	/** Each code point once, as `U+200B`. */
	readonly codePoints: readonly string[];
	/** What a run of tag characters spells in ASCII; empty for the other kinds. */
	readonly message: string;
}

/**
 * The invisible characters of a text that have no business where they stand. Left out are those that belong to what is around them:
 * joiners and variation selectors in emoji, flags made of tag characters, joiners in Arabic, Persian and Indic scripts, word breaks
 * in Thai, Khmer, Lao and Burmese, direction marks in a line with letters that run from right to left, and a mark of byte order at
 * the start.
 *
 * Source: Unicode 16, UTS #51 (emoji sequences), UAX #31 (joiners), UAX #9 (directions); OWASP LLM01:2026 for tag characters.
 */
export function findHiddenCharacters(text: string): readonly HiddenCharacters[] {
	if (!hidden.test(text)) return [];
	const found: HiddenCharacters[] = [];
	for (const match of text.matchAll(runs)) {
		const [run] = match;
		const range = { start: match.index, end: match.index + run.length };
		const kind = kindOf(run);
		if (isAtHome(text, range, kind)) continue;
		const codePoints = [...new Set(Array.from(run, printCodePoint))];
		const last = found.at(-1);
		if (last?.kind === kind && last.range.end === range.start) found[found.length - 1] = extended(last, range.end, codePoints);
		else found.push({ range, kind, codePoints, message: kind === 'tags' ? spellTags(run) : '' });
	}
	return found;
}

function extended({ range, codePoints, ...others }: HiddenCharacters, end: number, more: readonly string[]): HiddenCharacters {
	return { ...others, range: { start: range.start, end }, codePoints: [...new Set([...codePoints, ...more])] };
}

const hidden =
	/[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|[\u{e0000}-\u{e01ef}]/u;

const runs = new RegExp(`[\\u{e0000}-\\u{e007f}]+|[\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+|(?:${hidden.source})`, 'gu');

function kindOf(run: string): HiddenCharacters['kind'] {
	if (/^[\u{e0000}-\u{e007f}]/u.test(run)) return 'tags';
	return /[\u202a-\u202e\u2066-\u2069]/.test(run) ? 'bidirectional' : 'other';
}

function isAtHome(text: string, { start, end }: TextRange, kind: HiddenCharacters['kind']): boolean {
	const run = text.slice(start, end);
	const before = characterBefore(text, start);
	if (kind === 'tags') return before === '\u{1f3f4}' && run.endsWith('\u{e007f}');
	if (/^[\u061c\u200e\u200f\u2066-\u2069]+$/.test(run)) return hasRightToLeft(lineAround(text, start));
	if (kind === 'bidirectional') return false;
	return run === '\ufeff' ? start === 0 : fits(run, before, characterAt(text, end));
}

/** True for a joiner, a word break or a variation selector between characters that take one. */
function fits(run: string, before: string, after: string): boolean {
	switch (run) {
		case '\u200b':
			return isScriptWithoutSpaces(before) || isScriptWithoutSpaces(after);
		case '\u200c':
			return isJoiningScript(before) || isJoiningScript(after);
		case '\u200d':
			return joinsEmoji(before, after) || isJoiningScript(before) || isJoiningScript(after);
		default:
			return isVariationSelector(run) && isVaried(before);
	}
}

function isVariationSelector(run: string): boolean {
	return /^[\u180b-\u180d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(run);
}

/** Emoji, digits of keycaps, ideographs, Mongolian and symbols come in variants; Latin letters do not. */
function isVaried(before: string): boolean {
	return /[\p{Emoji}\p{Ideographic}\p{Script=Mongolian}\p{S}\p{Script=Myanmar}]/u.test(before);
}

function joinsEmoji(before: string, after: string): boolean {
	return /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u.test(before) && /\p{Extended_Pictographic}/u.test(after);
}

function isJoiningScript(character: string): boolean {
	return /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u.test(
		character,
	);
}

function isScriptWithoutSpaces(character: string): boolean {
	return /[\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Tibetan}]/u.test(character);
}

function hasRightToLeft(line: string): boolean {
	return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(line);
}

/** A thousand characters to each side are enough to see the direction, whatever the length of the line. */
function lineAround(text: string, offset: number): string {
	const before = text.slice(Math.max(0, offset - 1_000), offset);
	const after = text.slice(offset, offset + 1_000);
	return before.slice(before.lastIndexOf('\n') + 1) + (/^[^\n]*/.exec(after)?.[0] ?? '');
}

function characterBefore(text: string, offset: number): string {
	return Array.from(text.slice(Math.max(0, offset - 2), offset)).at(-1) ?? '';
}

function characterAt(text: string, offset: number): string {
	return Array.from(text.slice(offset, offset + 2))[0] ?? '';
}

function printCodePoint(character: string): string {
	return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Tag characters repeat ASCII, moved to a block of its own. */
function spellTags(run: string): string {
	return Array.from(run, character => (character.codePointAt(0) ?? 0) - 0xe0000)
		.filter(code => code >= 0x20 && code < 0x7f)
		.map(code => String.fromCodePoint(code))
		.join('');
}
