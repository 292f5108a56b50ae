import { numberOf } from './json-values.ts';

/**
 * A number as tables write it: also with a decimal comma, and in percent, which reads as a fraction (`95 %` is 0.95). Undefined
 * for anything else, and for `12,345` where nothing tells a decimal comma from one between thousands.
 *
 * @param options - `hasDecimalComma`: true in a table that separates its cells by semicolons, as spreadsheets do where the comma
 * is the decimal sign.
 */
export function writtenNumber(value: unknown, options: { readonly hasDecimalComma: boolean }): number | undefined {
	const number = numberOf(value);
	if (number !== undefined || typeof value !== 'string') return number;
	const text = value.trim();
	const isPercent = text.endsWith('%');
	const digits = isPercent ? text.slice(0, -1).trimEnd() : text;
	const isDecimalComma = /^[-+]?\d+,\d+$/.test(digits) && (options.hasDecimalComma || !/^[-+]?[1-9]\d{0,2},\d{3}$/.test(digits));
	const read = numberOf(isDecimalComma ? digits.replace(',', '.') : digits);
	// Through decimal text: 0.95 of 95 %, not 0.9500000000000001.
	return read !== undefined && isPercent ? Number((read / 100).toPrecision(15)) : read;
}
