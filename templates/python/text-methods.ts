import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import type { ArgumentReader } from './argument-reader.ts';
import { itemsOf, typeName } from './collection.ts';
import { Tuple } from './value.ts';
import type { Value } from './value.ts';
import { splitLines, splitWords, stripEnd, stripStart } from './white-space.ts';
import { charactersOf } from './characters.ts';

/** A method of texts. */
export interface TextMethod {
	readonly parameters: readonly string[];
	apply(text: string, given: ArgumentReader, budget: RenderBudget): Value;
}

/** The methods of Python's `str` that prompts use, but for `format`. */
export const textMethods: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
	['capitalize', plain(capitalize)],
	['casefold', plain(text => text.toLowerCase())],
	['center', { parameters: ['width', 'fillchar'], apply: (text, given, budget) => fill(text, given, budget, 'center') }],
	['count', { parameters: ['sub'], apply: (text, given) => countOf(text, given.text('sub')) }],
	['endswith', { parameters: ['suffix'], apply: (text, given) => someText(given.required('suffix'), suffix => text.endsWith(suffix)) }],
	['find', { parameters: ['sub'], apply: (text, given) => text.indexOf(given.text('sub')) }],
	['index', { parameters: ['sub'], apply: indexOf }],
	['isalnum', plain(text => /^[\p{L}\p{N}]+$/u.test(text))],
	['isalpha', plain(text => /^\p{L}+$/u.test(text))],
	['isdecimal', plain(text => /^\p{Nd}+$/u.test(text))],
	['isdigit', plain(text => /^[\p{Nd}²³¹⁰-⁹]+$/u.test(text))],
	['islower', plain(text => text !== text.toUpperCase() && text === text.toLowerCase())],
	['isnumeric', plain(text => /^\p{N}+$/u.test(text))],
	['isspace', plain(text => text !== '' && stripStart(text) === '')],
	['isupper', plain(text => text !== text.toLowerCase() && text === text.toUpperCase())],
	['join', { parameters: ['iterable'], apply: join }],
	['ljust', { parameters: ['width', 'fillchar'], apply: (text, given, budget) => fill(text, given, budget, 'end') }],
	['lower', plain(text => text.toLowerCase())],
	['lstrip', { parameters: ['chars'], apply: (text, given) => strip(text, given, 'start') }],
	['partition', { parameters: ['sep'], apply: partition }],
	['removeprefix', { parameters: ['prefix'], apply: (text, given) => withoutPrefix(text, given.text('prefix')) }],
	['removesuffix', { parameters: ['suffix'], apply: (text, given) => withoutSuffix(text, given.text('suffix')) }],
	['replace', { parameters: ['old', 'new', 'count'], apply: replaceMethod }],
	['rfind', { parameters: ['sub'], apply: (text, given) => text.lastIndexOf(given.text('sub')) }],
	['rjust', { parameters: ['width', 'fillchar'], apply: (text, given, budget) => fill(text, given, budget, 'start') }],
	['rsplit', { parameters: ['sep', 'maxsplit'], apply: splitFromEnd }],
	['rstrip', { parameters: ['chars'], apply: (text, given) => strip(text, given, 'end') }],
	['split', { parameters: ['sep', 'maxsplit'], apply: split }],
	['splitlines', plain(text => splitLines(text))],
	[
		'startswith',
		{ parameters: ['prefix'], apply: (text, given) => someText(given.required('prefix'), prefix => text.startsWith(prefix)) },
	],
	['strip', { parameters: ['chars'], apply: (text, given) => strip(text, given, 'both') }],
	[
		'swapcase',
		plain(text =>
			charactersOf(text)
				.map(one => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase()))
				.join(''),
		),
	],
	['title', plain(titleCase)],
	['upper', plain(text => text.toUpperCase())],
	['zfill', { parameters: ['width'], apply: zeroFill }],
]);

export function capitalize(text: string): string {
	const [first = ''] = text;
	return first.toUpperCase() + text.slice(first.length).toLowerCase();
}

/** `text` with at most `limit` occurrences replaced; negative for all of them. */
export function replaceText(text: string, [from, to]: readonly [string, string], limit: number, budget: RenderBudget): string {
	const parts = from === '' ? ['', ...charactersOf(text), ''] : text.split(from);
	const count = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
	budget.build(text.length + count * to.length);
	return (
		parts.slice(0, count + 1).join(to) +
		parts
			.slice(count + 1)
			.map(part => from + part)
			.join('')
	);
}

/** How often `part` stands in `text` without overlap. */
export function countOf(text: string, part: string): number {
	return part === '' ? charactersOf(text).length + 1 : text.split(part).length - 1;
}

function plain(apply: (text: string) => Value): TextMethod {
	return { parameters: [], apply };
}

/** Every word with a capital, a word being letters in a row. */
function titleCase(text: string): string {
	return text.replace(/\p{L}+/gu, capitalize);
}

function someText(wanted: Value, test: (text: string) => boolean): boolean {
	const texts = wanted instanceof Tuple ? wanted.items : [wanted];
	return texts.some(text => {
		if (typeof text !== 'string')
			throw new RenderError(`A text compares with a text only, but this is ${typeName(text)}. Convert it with \`|string\`.`);
		return test(text);
	});
}

function indexOf(text: string, given: ArgumentReader): Value {
	const index = text.indexOf(given.text('sub'));
	if (index === -1) throw new RenderError('The text does not contain what `index` looks for. Use `find`, or test with `in` first.');
	return index;
}

function join(text: string, given: ArgumentReader, budget: RenderBudget): Value {
	const parts = itemsOf(given.required('iterable')).map(item => {
		if (typeof item !== 'string')
			throw new RenderError(`\`join\` of a text joins texts only, but an item is ${typeName(item)}. Use the filter \`|join\`.`);
		return item;
	});
	budget.build(parts.reduce((sum, part) => sum + part.length + text.length, 0));
	return parts.join(text);
}

function fill(text: string, given: ArgumentReader, budget: RenderBudget, side: 'start' | 'end' | 'center'): Value {
	const width = given.whole('width');
	const character = given.text('fillchar', ' ');
	if (charactersOf(character).length !== 1) throw new RenderError('The fill must be a single character. Pass only one.');
	const missing = width - charactersOf(text).length;
	if (missing <= 0) return text;
	budget.build(width);
	// CPython puts the odd character before the text when the width is odd.
	const before = side === 'start' ? missing : side === 'end' ? 0 : Math.floor(missing / 2) + (missing & width & 1);
	return character.repeat(before) + text + character.repeat(missing - before);
}

function partition(text: string, given: ArgumentReader): Value {
	const separator = given.text('sep');
	const index = separator === '' ? emptySeparator() : text.indexOf(separator);
	if (index === -1) return new Tuple([text, '', '']);
	return new Tuple([text.slice(0, index), separator, text.slice(index + separator.length)]);
}

function replaceMethod(text: string, given: ArgumentReader, budget: RenderBudget): Value {
	return replaceText(text, [given.text('old'), given.text('new')], given.whole('count', -1), budget);
}

function withoutPrefix(text: string, prefix: string): string {
	return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutSuffix(text: string, suffix: string): string {
	return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function strip(text: string, given: ArgumentReader, side: 'start' | 'end' | 'both'): Value {
	const characters = given.optional('chars') ?? null;
	if (characters === null) {
		const from = side === 'end' ? text : stripStart(text);
		return side === 'start' ? from : stripEnd(from);
	}
	return stripCharacters(text, given.text('chars'), side);
}

/** `text` without the characters of `characters` at its ends. */
export function stripCharacters(text: string, characters: string, side: 'start' | 'end' | 'both' = 'both'): string {
	const set = new Set(characters);
	const letters = charactersOf(text);
	let start = 0;
	let end = letters.length;
	if (side !== 'end') while (start < end && set.has(letters[start] ?? '')) start++;
	if (side !== 'start') while (end > start && set.has(letters[end - 1] ?? '')) end--;
	return letters.slice(start, end).join('');
}

function split(text: string, given: ArgumentReader, budget: RenderBudget): Value {
	const limit = given.whole('maxsplit', -1);
	budget.build(text.length);
	if ((given.optional('sep') ?? null) === null) return splitAtSpace(text, limit);
	const separator = given.text('sep');
	if (separator === '') emptySeparator();
	const parts = text.split(separator);
	return limit < 0 || parts.length <= limit + 1 ? parts : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

function splitAtSpace(text: string, limit: number): Value {
	const words = splitWords(text);
	if (limit < 0 || words.length <= limit) return words;
	let rest = stripStart(text);
	for (const word of words.slice(0, limit)) rest = stripStart(rest.slice(word.length));
	return rest === '' ? words.slice(0, limit) : [...words.slice(0, limit), limit === 0 ? stripStart(text) : rest];
}

function splitFromEnd(text: string, given: ArgumentReader, budget: RenderBudget): Value {
	const limit = given.whole('maxsplit', -1);
	if ((given.optional('sep') ?? null) === null) {
		const words = splitWords(text);
		if (limit < 0 || words.length <= limit) return words;
		let rest = stripEnd(text);
		const last = limit === 0 ? [] : words.slice(-limit);
		for (const word of last.toReversed()) rest = stripEnd(rest.slice(0, rest.length - word.length));
		return rest === '' ? last : [rest, ...last];
	}
	const separator = given.text('sep');
	if (separator === '') emptySeparator();
	budget.build(text.length);
	const parts = text.split(separator);
	const kept = parts.length - Math.max(limit, 0);
	return limit < 0 || kept <= 1 ? parts : [parts.slice(0, kept).join(separator), ...parts.slice(kept)];
}

function zeroFill(text: string, given: ArgumentReader, budget: RenderBudget): Value {
	const width = given.whole('width');
	budget.build(Math.max(width, 0));
	const sign = /^[-+]/.exec(text)?.[0] ?? '';
	return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

function emptySeparator(): never {
	throw new RenderError('An empty text separates nothing. Pass a separator.');
}
