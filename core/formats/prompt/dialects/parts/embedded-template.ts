import { isScalar } from 'yaml';
import type { Scalar } from 'yaml';
import { trimRange } from '../../../../base/text/text-range.ts';
import type { TextRange } from '../../../../base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import type { Message } from '../../prompt.ts';
import { fromNunjucks, parseTemplate } from '../../../../../templates/api.ts';
import type { Role, TemplateLanguage, TemplateTree } from '../../../../../templates/api.ts';
import { joinTrees } from './join-trees.ts';

/** A message whose text is a value in YAML or JSON. */
export interface EmbeddedMessage {
	readonly role: Role;
	/** Path of the text. */
	readonly path: YamlPath;
	/** Path of the role, undefined when the file does not name it. */
	readonly rolePath: YamlPath | undefined;
	/** True for a text that is sent as it stands, whatever looks like a tag in it. */
	readonly isLiteral?: boolean;
}

/** A template whose texts stand in values of YAML or JSON, put together as one. */
export interface EmbeddedTemplate {
	readonly template: TemplateTree;
	readonly messages: readonly Message[];
	/** False when a text has no place in the file. */
	readonly isWhole: boolean;
}

/**
 * Reads the texts at the paths as one template, in the order of the file. Ranges are those of the file, of a text behind an
 * alias those where it is written. Indentation of block scalars counts as text, and escapes of quoted scalars are read for
 * what they stand for. What lies between two texts is a text node.
 */
export function readEmbeddedTemplate(
	language: TemplateLanguage | 'nunjucks',
	source: YamlSource,
	messages: readonly EmbeddedMessage[],
): EmbeddedTemplate {
	const places = messages.flatMap(message => {
		const range = contentRange(source, message.path);
		return range === undefined ? [] : [{ ...message, range }];
	});
	const written = ' '.repeat(source.offset) + unescape(source, messages);
	const templates = places.filter(({ isLiteral }) => isLiteral !== true);
	// A text that several aliases name is one text.
	const ranges = new Map(templates.map(({ range }) => [range.start, range]));
	const sorted = [...ranges.values()].toSorted((left, right) => left.start - right.start);
	const parsed = language === 'nunjucks' ? 'jinja2' : language;
	const text = language === 'nunjucks' ? inRanges(written, sorted, fromNunjucks) : written;
	return {
		template: joinTrees(
			parsed,
			sorted.map(range => parseTemplate(parsed, text, range)),
		),
		messages: places.map(({ role, rolePath, range }) => ({
			role,
			markerRange: rolePath === undefined ? undefined : source.rangeOf(rolePath, 'value'),
			range: trimRange(text, range),
		})),
		isWhole: places.length === messages.length,
	};
}

/** The text with each of the ranges, which are in order, changed to as many other characters. */
function inRanges(text: string, ranges: readonly TextRange[], change: (part: string) => string): string {
	const pieces = ranges.map(({ start, end }, index) => text.slice(ranges[index - 1]?.end ?? 0, start) + change(text.slice(start, end)));
	return pieces.join('') + text.slice(ranges.at(-1)?.end ?? 0);
}

/** The characters of a scalar without quotes and without the header of a block; undefined when something else stands there. */
function contentRange(source: YamlSource, path: YamlPath): TextRange | undefined {
	const scalar = scalarAt(source, path);
	if (scalar?.range === undefined || scalar.range === null) return undefined;
	const [start, end] = scalar.range;
	const written = source.text.slice(start, end);
	const [from, to] = trimmedEnds(scalar, written);
	return { start: source.offset + start + from, end: source.offset + start + Math.max(from, to) };
}

function trimmedEnds({ type }: Scalar, written: string): readonly [from: number, to: number] {
	if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return [written.indexOf('\n') + 1, written.length];
	const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
	return isQuoted ? [1, written.length - (/.["']$/s.test(written) ? 1 : 0)] : [0, written.length];
}

function scalarAt(source: YamlSource, path: YamlPath): Scalar | undefined {
	const node = source.nodeAt(path);
	return isScalar(node) && typeof node.value === 'string' ? node : undefined;
}

/** The text of the source in which escapes of the quoted scalars are replaced by as many characters that mean the same to a template. */
function unescape(source: YamlSource, messages: readonly EmbeddedMessage[]): string {
	const scalars = new Set(messages.flatMap(({ path }) => scalarAt(source, path) ?? []));
	const pieces: string[] = [];
	let passed = 0;
	for (const scalar of [...scalars].sort((left, right) => (left.range?.[0] ?? 0) - (right.range?.[0] ?? 0))) {
		const pattern = rowsOfEscapes.get(scalar.type ?? '');
		if (scalar.range === undefined || scalar.range === null || pattern === undefined) continue;
		const [start, end] = scalar.range;
		const [from, to] = trimmedEnds(scalar, source.text.slice(start, end));
		const content = source.text.slice(start + from, start + to).replace(pattern, meaningOf);
		pieces.push(source.text.slice(passed, start + from), content);
		passed = start + to;
	}
	return pieces.join('') + source.text.slice(passed);
}

const rowsOfEscapes: ReadonlyMap<string, RegExp> = new Map([
	['QUOTE_DOUBLE', /(?:\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[^]))+/gi],
	['QUOTE_SINGLE', /(?:'')+/g],
]);

/** What several escapes in a row mean, with as much space before it as they are longer: `\\\"` is an escape of the template’s own. */
function meaningOf(row: string): string {
	const escapes = row.match(/''|\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[^])/gi) ?? [];
	return escapes.map(meaningOfOne).join('').padStart(row.length);
}

function meaningOfOne(escape: string): string {
	if (escape === "''") return "'";
	const code = /^\\[xu]([\da-f]+)$/i.exec(escape)?.[1];
	return code === undefined ? (namedEscapes.get(escape) ?? escape.slice(1, 2)) : characterOf(Number.parseInt(code, 16));
}

function characterOf(code: number): string {
	return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}

const namedEscapes: ReadonlyMap<string, string> = new Map([
	['\\n', '\n'],
	['\\r', ' '],
	['\\t', '\t'],
	['\\0', ' '],
]);
