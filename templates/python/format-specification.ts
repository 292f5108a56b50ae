import type { RenderBudget } from '../render/render-budget.ts';
import { RenderError } from '../render/render-error.ts';
import { typeName } from './collection.ts';
import { exponentText, fixedText, generalText } from './decimal-text.ts';
import { floatText, textOf } from './python-text.ts';
import { isFloat, numberOf, Undefined } from './value.ts';
import type { Value } from './value.ts';
import { charactersOf } from './characters.ts';

/** What stands behind `:` in a field, read. Source: “Format Specification Mini-Language” of Python's documentation. */
export interface FormatSpecification {
	readonly fill: string;
	readonly align: string;
	readonly sign: string;
	readonly isAlternate: boolean;
	readonly isZeroPadded: boolean;
	readonly width: number;
	readonly grouping: string;
	readonly precision: number | undefined;
	readonly type: string;
}

const pattern =
	/^(?:(?<fill>[^])?(?<align>[<>=^]))?(?<sign>[-+ ]?)(?<alternate>#?)(?<zero>0?)(?<width>\d*)(?<grouping>[,_]?)(?:\.(?<precision>\d+))?(?<type>[bcdeEfFgGnosxX%]?)$/u;

/** `value` written as `specification` says, like `format(value, specification)` of Python. */
export function formatValue(value: Value, specification: string, budget: RenderBudget): string {
	if (specification === '') return textOf(value, budget);
	const read = readSpecification(specification, budget);
	if (value instanceof Undefined) return padded('', read, '<', budget);
	if (typeof value === 'string') return formatText(value, read, budget);
	const number = numberOf(value);
	if (number === undefined) {
		throw new RenderError(
			`A format such as \`${specification}\` works on texts and numbers, but this is ${typeName(value)}. Remove it.`,
		);
	}
	const refusal = refusalOf(read, isFloat(value));
	if (refusal !== undefined) throw new RenderError(refusal);
	return formatNumber(number, isFloat(value), read, budget);
}

/** What Python does not let stand together, although each part is a format for numbers. */
function refusalOf({ type, grouping, precision, sign, isAlternate }: FormatSpecification, hasPoint: boolean): string | undefined {
	if (type === 's' || (type === 'c' && hasPoint))
		return `The format \`${type}\` does not work on this number. Convert the value with \`!s\`, or remove the format.`;
	const groupable = grouping === '_' ? /^[bodxXeEfFgG%]?$/ : /^[deEfFgG%]?$/;
	if (grouping !== '' && !groupable.test(type)) return `\`${grouping}\` cannot come before \`${type}\`. Remove one of them.`;
	if (type !== 'c') return undefined;
	if (precision !== undefined) return 'The format `c` takes no precision. Remove it.';
	return sign !== '' || isAlternate ? 'The format `c` takes neither a sign nor `#`. Remove it.' : undefined;
}

/** A number as `specification` says; `value` is written as a float when `hasPoint`, unless the type says otherwise. */
export function formatNumber(value: number, hasPoint: boolean, specification: FormatSpecification, budget: RenderBudget): string {
	const { type, sign, isZeroPadded, isAlternate } = specification;
	if (type === 'c') return padded(characterOf(value), { ...specification, align: specification.align.replace('=', '>') }, '>', budget);
	const digits = digitsOf(Math.abs(value), hasPoint, specification);
	const prefix = signOf(value, sign) + (isAlternate && /[boxX]/.test(type) ? `0${type}` : '');
	const align = specification.align === '' ? (isZeroPadded ? '=' : '>') : specification.align;
	if (align !== '=') return padded(prefix + grouped(digits, specification, 0), { ...specification, align }, '>', budget);
	const fill = specification.align === '' ? '0' : specification.fill;
	budget.build(specification.width);
	const body = grouped(digits, specification, fill === '0' ? specification.width - prefix.length : 0);
	return prefix + body.padStart(specification.width - prefix.length, fill);
}

/** `text` filled up to the width. */
export function padded(text: string, { fill, align, width }: FormatSpecification, usual: string, budget: RenderBudget): string {
	const missing = width - charactersOf(text).length;
	if (missing <= 0) return text;
	budget.build(width);
	const direction = align === '' ? usual : align;
	const before = direction === '>' ? missing : direction === '^' ? Math.floor(missing / 2) : 0;
	return fill.repeat(before) + text + fill.repeat(missing - before);
}

function signOf(value: number, sign: string): string {
	if (value < 0 || Object.is(value, -0)) return '-';
	return sign === '+' || sign === ' ' ? sign : '';
}

function readSpecification(text: string, budget: RenderBudget): FormatSpecification {
	const groups = pattern.exec(text)?.groups;
	if (groups === undefined) throw new RenderError(`Python does not know the format \`${text}\`. Correct it or remove it.`);
	const { fill, align = '', sign = '', alternate, zero, width, grouping = '', precision, type = '' } = groups;
	const isZeroPadded = zero === '0';
	budget.build(Number(width));
	return {
		fill: fill ?? (isZeroPadded ? '0' : ' '),
		align,
		sign,
		isAlternate: alternate === '#',
		isZeroPadded,
		width: Number(width),
		grouping,
		precision: precision === undefined ? undefined : Math.min(Number(precision), 100),
		type,
	};
}

function formatText(value: string, specification: FormatSpecification, budget: RenderBudget): string {
	const { type, sign, grouping, align, isAlternate, precision } = specification;
	const isForNumbers = (type !== '' && type !== 's') || sign !== '' || grouping !== '' || align === '=' || isAlternate;
	if (isForNumbers) throw new RenderError('This format needs a number, but the value is a text. Convert it, or remove the format.');
	const text = precision === undefined ? value : charactersOf(value).slice(0, precision).join('');
	return padded(text, specification, '<', budget);
}

function digitsOf(value: number, hasPoint: boolean, specification: FormatSpecification): string {
	const { type, precision, isAlternate } = specification;
	if (!hasPoint && /^[bodxXn]?$/.test(type)) return wholeDigits(value, specification);
	if (/[bodxX]/.test(type)) throw new RenderError(`The format \`${type}\` needs a whole number. Use \`f\`, or round the value.`);
	if (!Number.isFinite(value)) return floatText(value) + (type === '%' ? '%' : '');
	if (type === '' && precision === undefined) return floatText(value);
	const text = realText(value, type.toLowerCase(), precision ?? 6, { keepsZeros: isAlternate, addsPoint: type === '' });
	const digits = isAlternate ? withPoint(text) : text;
	return type === 'E' || type === 'G' ? digits.toUpperCase() : digits;
}

/** The alternate form of a number always has a point. */
function withPoint(digits: string): string {
	return digits.includes('.') ? digits : digits.replace(/^\d+/, '$&.');
}

function wholeDigits(value: number, { type, precision, grouping }: FormatSpecification): string {
	if (precision !== undefined) throw new RenderError('A whole number takes no precision. Remove it, or use `f`.');
	if (grouping === ',' && type !== '' && type !== 'd') {
		throw new RenderError('`,` separates thousands in decimal numbers only. Remove it.');
	}
	const digits = BigInt(value).toString(radixes.get(type) ?? 10);
	return type === 'X' ? digits.toUpperCase() : digits;
}

const radixes: ReadonlyMap<string, number> = new Map([
	['b', 2],
	['o', 8],
	['x', 16],
	['X', 16],
]);

function realText(value: number, type: string, precision: number, options: Parameters<typeof generalText>[2]): string {
	if (type === 'f') return fixedText(value, precision);
	if (type === '%') return `${fixedText(value * 100, precision)}%`;
	if (type === 'e') return exponentText(value, precision);
	return generalText(value, precision, options);
}

/** Thousands separated, and zeros before them up to `width` characters. */
function grouped(digits: string, { grouping, type }: FormatSpecification, width: number): string {
	if (grouping === '') return digits;
	const size = 'boxX'.includes(type) && type !== '' ? 4 : 3;
	const [, whole = '', rest = ''] = /^([0-9a-fA-F]*)(.*)$/s.exec(digits) ?? [];
	const separate = (text: string): string => text.replace(new RegExp(`(?<=.)(?=(?:.{${size}})+$)`, 'g'), grouping);
	let padding = whole;
	while (separate(padding).length + rest.length < width) padding = `0${padding}`;
	return separate(padding) + rest;
}

function characterOf(code: number): string {
	if (Number.isInteger(code) && code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
	throw new RenderError('The format `c` needs the number of a character, but no character has this number. Correct the value.');
}
