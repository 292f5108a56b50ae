import { percentFormat } from '../../../python/percent-format.ts';
import { textOf } from '../../../python/python-text.ts';
import { capitalize, replaceText, stripCharacters } from '../../../python/text-methods.ts';
import { Dictionary, numberOf, Tuple } from '../../../python/value.ts';
import type { CallArguments, Value } from '../../../python/value.ts';
import { splitLines, stripEnd, stripStart } from '../../../python/white-space.ts';
import { RenderError } from '../../render-error.ts';
import { filterOf } from './filter.ts';
import type { Filter, FilterContext } from './filter.ts';
import { wrapText } from './wrap-text.ts';
import { charactersOf } from '../../../python/characters.ts';

/** Filters that write a text anew. What is no text is printed first. */
export const textFilters: readonly (readonly [string, Filter])[] = [
	onText('capitalize', capitalize),
	filterOf('center', ['width'], (value, given, context) => center(textOf(value, context.budget), given.whole('width', 80), context)),
	onText('e', escapeHtml),
	onText('escape', escapeHtml),
	onText('forceescape', escapeHtml),
	['format', format],
	filterOf('indent', ['width', 'first', 'blank'], (value, given, context) => {
		const width = given.optional('width') ?? 4;
		const indentation = typeof width === 'string' ? width : ' '.repeat(Math.min(Math.max(given.whole('width', 4), 0), 1000));
		return indent(
			textOf(value, context.budget),
			{ indentation, first: given.flag('first', false), blank: given.flag('blank', false) },
			context,
		);
	}),
	onText('lower', text => text.toLowerCase()),
	filterOf('replace', ['old', 'new', 'count'], (value, given, { budget }) => {
		const pair = [textOf(given.required('old'), budget), textOf(given.required('new'), budget)] as const;
		const count = given.optional('count') ?? null;
		return replaceText(textOf(value, budget), pair, count === null ? -1 : given.whole('count'), budget);
	}),
	onText('safe', text => text),
	onText('string', text => text),
	onText('striptags', stripTags),
	onText('title', text =>
		text
			.split(/([-\s({[<]+)/)
			.map(capitalize)
			.join(''),
	),
	filterOf('trim', ['chars'], (value, given, { budget }) => {
		const text = textOf(value, budget);
		return (given.optional('chars') ?? null) === null ? stripEnd(stripStart(text)) : stripCharacters(text, given.text('chars'));
	}),
	filterOf('truncate', ['length', 'killwords', 'end', 'leeway'], (value, given, { budget }) => {
		const end = given.text('end', '...');
		const options = {
			length: given.whole('length', 255),
			end,
			cutsWords: given.flag('killwords', false),
			leeway: leewayOf(given.optional('leeway')),
		};
		return truncate(charactersOf(textOf(value, budget)), options);
	}),
	onText('upper', text => text.toUpperCase()),
	filterOf('urlencode', [], (value, _given, { budget }) => encodeForUrl(value, budget)),
	onText('wordcount', text => text.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0),
	filterOf('wordwrap', ['width', 'break_long_words', 'wrapstring'], (value, given, { budget }) => {
		const text = textOf(value, budget);
		return wrapText(text, {
			width: given.whole('width', 79),
			breaksLongWords: given.flag('break_long_words', true),
			lineEnd: given.text('wrapstring', '\n'),
		});
	}),
];

function onText(name: string, apply: (text: string) => Value): readonly [string, Filter] {
	return filterOf(name, [], (value, _given, { budget }) => {
		const text = textOf(value, budget);
		budget.build(text.length);
		return apply(text);
	});
}

function center(text: string, width: number, { budget }: FilterContext): Value {
	const missing = width - charactersOf(text).length;
	if (missing <= 0) return text;
	budget.build(width);
	const before = Math.floor(missing / 2) + (missing & width & 1);
	return ' '.repeat(before) + text + ' '.repeat(missing - before);
}

/** What HTML needs escaped, as MarkupSafe does it. */
function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;').replaceAll('"', '&#34;');
}

function format(value: Value, { positional, named }: CallArguments, { budget }: FilterContext): Value {
	if (positional.length > 0 && named.size > 0) throw new RenderError('`format` takes values or names, not both. Remove one kind.');
	const values = named.size > 0 ? new Dictionary(named) : new Tuple(positional);
	return percentFormat(textOf(value, budget), values, budget);
}

interface Indentation {
	readonly indentation: string;
	readonly first: boolean;
	readonly blank: boolean;
}

function indent(text: string, { indentation, first, blank }: Indentation, { budget }: FilterContext): Value {
	const lines = splitLines(`${text}\n`);
	budget.build(text.length + lines.length * indentation.length);
	const [head = '', ...others] = lines;
	const rest = others.map(line => (line === '' && !blank ? '\n' : `\n${indentation}${line}`)).join('');
	return (first ? indentation : '') + head + rest;
}

function stripTags(text: string): string {
	const words = withoutTags(text)
		.split(/\s+/)
		.filter(word => word !== '')
		.join(' ');
	return words.replace(/&(?:lt|gt|quot|amp|#39|#34);/g, entity => entities.get(entity) ?? entity);
}

/** Comments first, then tags; what is opened and never closed stays, and is looked for once. */
function withoutTags(text: string): string {
	const pieces: string[] = [];
	let position = 0;
	const lastComment = text.lastIndexOf('-->');
	for (const { index } of text.matchAll(/</g)) {
		if (index < position) continue;
		const isComment = text.startsWith('<!--', index) && index + 4 <= lastComment;
		const end = isComment ? text.indexOf('-->', index + 4) + 3 : endOfTag(text, index);
		if (end === undefined) continue;
		pieces.push(text.slice(position, index));
		position = end;
	}
	return pieces.join('') + text.slice(position);
}

function endOfTag(text: string, start: number): number | undefined {
	const closing = /[<>]/g;
	closing.lastIndex = start + 1;
	const found = closing.exec(text);
	return found?.[0] === '>' ? found.index + 1 : undefined;
}

const entities: ReadonlyMap<string, string> = new Map([
	['&lt;', '<'],
	['&gt;', '>'],
	['&quot;', '"'],
	['&#34;', '"'],
	['&#39;', "'"],
	['&amp;', '&'],
]);

function leewayOf(value: Value | undefined): number {
	return value === undefined || value === null ? 5 : (numberOf(value) ?? 5);
}

interface Truncation {
	readonly length: number;
	readonly end: string;
	readonly cutsWords: boolean;
	readonly leeway: number;
}

function truncate(characters: readonly string[], { length, end, cutsWords, leeway }: Truncation): Value {
	const endLength = charactersOf(end).length;
	if (length < endLength) throw new RenderError('`truncate` cannot cut to fewer characters than its end has. Use a larger length.');
	if (leeway < 0) throw new RenderError('The leeway of `truncate` cannot be negative. Remove it.');
	if (characters.length <= length + leeway) return characters.join('');
	const head = characters.slice(0, length - endLength).join('');
	const lastSpace = head.lastIndexOf(' ');
	return (cutsWords || lastSpace === -1 ? head : head.slice(0, lastSpace)) + end;
}

function encodeForUrl(value: Value, budget: FilterContext['budget']): Value {
	if (!(value instanceof Dictionary)) return encoded(textOf(value, budget)).replaceAll('%2F', '/');
	return value
		.entries()
		.map(([key, item]) => `${encoded(textOf(key, budget))}=${encoded(textOf(item, budget))}`)
		.join('&');
}

/** As Python quotes: of what JavaScript leaves alone, `!'()*` are escaped as well. */
function encoded(text: string): string {
	if (/\p{Cs}/u.test(text)) throw new RenderError('This text has half of a character, which an address cannot contain. Remove it.');
	return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
