import { typeName } from '../../../python/collection.ts';
import { fixedText } from '../../../python/decimal-text.ts';
import { floatOf, isFloat, numberOf, Undefined } from '../../../python/value.ts';
import type { Value } from '../../../python/value.ts';
import { RenderError } from '../../render-error.ts';
import { filterOf } from './filter.ts';
import type { Filter } from './filter.ts';
import { charactersOf } from '../../../python/characters.ts';

/** Filters that give or write numbers. */
export const numberFilters: readonly (readonly [string, Filter])[] = [
	filterOf('abs', [], value => {
		const number = requireNumber('abs', value);
		return isFloat(value) ? floatOf(Math.abs(number)) : Math.abs(number);
	}),
	filterOf('filesizeformat', ['binary'], (value, given) =>
		fileSize(requireNumber('filesizeformat', readFloat(value) ?? value), given.flag('binary', false)),
	),
	filterOf('float', ['default'], (value, given) => readFloat(value) ?? given.optional('default') ?? floatOf(0)),
	filterOf('int', ['default', 'base'], (value, given) => readWhole(value, given.whole('base', 10)) ?? given.optional('default') ?? 0),
	filterOf('round', ['precision', 'method'], (value, given) => round(value, given.whole('precision', 0), given.text('method', 'common'))),
];

function requireNumber(filter: string, value: Value): number {
	const number = numberOf(value);
	if (number !== undefined) return number;
	throw new RenderError(`\`${filter}\` needs a number, but this is ${typeName(value)}. Convert it with \`|float\`.`);
}

const decimal = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/i;

function readFloat(value: Value): Value | undefined {
	const number = numberOf(value);
	if (number !== undefined) return floatOf(number);
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	if (decimal.test(text)) return floatOf(Number(text.replaceAll('_', '')));
	const special = /^([-+]?)(inf(?:inity)?|nan)$/i.exec(text);
	if (special === null) return undefined;
	return special[2]?.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
}

function readWhole(value: Value, base: number): number | undefined {
	if (value instanceof Undefined) throw new RenderError(`${value.reason}, so it is not a number. Give it a value, or use \`|default\`.`);
	const digits = typeof value === 'string' ? readDigits(value.trim(), base) : undefined;
	if (digits !== undefined) return digits;
	const float = readFloat(value);
	const number = float === undefined ? undefined : numberOf(float);
	return number === undefined || !Number.isFinite(number) ? undefined : Math.trunc(number) + 0;
}

const prefixes: ReadonlyMap<number, RegExp> = new Map([
	[2, /^0b/i],
	[8, /^0o/i],
	[16, /^0x/i],
]);

function readDigits(text: string, base: number): number | undefined {
	const sign = /^[-+]/.exec(text)?.[0] ?? '';
	const digits = text.slice(sign.length).replace(prefixes.get(base) ?? /^(?!)/, '');
	if (!/^[0-9a-z]+(?:_[0-9a-z]+)*$/i.test(digits)) return undefined;
	const plain = digits.replaceAll('_', '').toLowerCase();
	const isOfBase = charactersOf(plain).every(digit => Number.parseInt(digit, 36) < base);
	return isOfBase ? (sign === '-' ? -1 : 1) * Number.parseInt(plain, base) + 0 : undefined;
}

function round(value: Value, precision: number, method: string): Value {
	if (!['common', 'ceil', 'floor'].includes(method))
		throw new RenderError('`round` supports the methods `common`, `ceil` and `floor`. Use one of them.');
	const number = requireNumber('round', value);
	if (method !== 'common') {
		const factor = 10 ** precision;
		return floatOf((method === 'ceil' ? Math.ceil(number * factor) : Math.floor(number * factor)) / factor);
	}
	const isWhole = !isFloat(value);
	if (precision >= 0) return isWhole ? number : floatOf(Number(fixedText(number, Math.min(precision, 100))));
	const unit = 10 ** -precision;
	const rounded = Number(fixedText(number / unit, 0)) * unit;
	return isWhole ? rounded : floatOf(rounded);
}

function fileSize(byteCount: number, isBinary: boolean): string {
	const base = isBinary ? 1024 : 1000;
	if (byteCount === 1) return '1 Byte';
	if (byteCount < base) return `${Math.trunc(byteCount)} Bytes`;
	const letters = charactersOf('kMGTPEZY');
	const index = Math.min(letters.findIndex((_, position) => byteCount < base ** (position + 2)) >>> 0, letters.length - 1);
	const letter = isBinary ? (letters[index] ?? '').toUpperCase() : (letters[index] ?? '');
	return `${fixedText((base * byteCount) / base ** (index + 2), 1)} ${letter}${isBinary ? 'iB' : 'B'}`;
}
