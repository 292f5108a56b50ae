import { trimEndOf } from '../text/trim-end-of.ts';

/** `value` with that many digits behind the point, exact ties to the even digit, as Python rounds. At most 100 digits. */
export function fixedText(value: number, digits: number): string {
	if (Math.abs(value) >= 1e21) return BigInt(value).toString() + (digits > 0 ? `.${'0'.repeat(digits)}` : '');
	const rounded = value.toFixed(digits);
	if (!isTie(value, digits)) return rounded;
	// JavaScript rounds ties up; the digit before decides whether that was right.
	const lastDigit = Number(rounded.at(-1));
	if (lastDigit % 2 === 0) return rounded;
	const step = 10 ** -digits;
	const other = (value > 0 ? value - step / 4 : value + step / 4).toFixed(digits);
	return other === rounded ? (value > 0 ? value + step / 4 : value - step / 4).toFixed(digits) : other;
}

/** `value` with one digit before the point and an exponent of at least two digits. */
export function exponentText(value: number, digits: number): string {
	return value.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** Python's general format: `precision` significant digits, an exponent only where it is shorter, and no zeros at the end. */
export function generalText(value: number, precision: number, { keepsZeros, addsPoint }: GeneralOptions): string {
	const digits = Math.max(precision, 1);
	const exponent = Number(/e([+-]\d+)$/.exec(value.toExponential(digits - 1))?.[1] ?? 0);
	const isExponential = exponent < -4 || exponent >= (addsPoint ? digits - 1 : digits);
	const text = isExponential ? exponentText(value, digits - 1) : fixedText(value, Math.min(digits - 1 - exponent, 100));
	const [mantissa = '', power] = text.split('e');
	const short = keepsZeros ? mantissa : withoutZeros(mantissa);
	if (power !== undefined) return `${short}e${power}`;
	return addsPoint && !short.includes('.') ? `${short}.0` : short;
}

function withoutZeros(text: string): string {
	return text.includes('.') ? trimEndOf(trimEndOf(text, '0'), '.') : text;
}

interface GeneralOptions {
	readonly keepsZeros: boolean;
	/** True when at least one digit stands behind the point, as for a float without a format letter. */
	readonly addsPoint: boolean;
}

/** True when the exact value lies halfway between two numbers of that many digits. */
function isTie(value: number, digits: number): boolean {
	if (digits >= 70) return false;
	const exact = value.toFixed(Math.min(100, digits + 30));
	return /^50*$/.test(exact.slice(exact.indexOf('.') + 1 + digits));
}
