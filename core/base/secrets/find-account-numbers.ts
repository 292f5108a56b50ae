import type { TextRange } from '../text/text-range.ts';

/** A number that belongs to somebody's account. */
export interface FoundAccountNumber {
	readonly range: TextRange;
	/** What it is, in words: `a bank account number (IBAN)`. */
	readonly kind: string;
}

/** Bank account and payment card numbers whose check digits are right, without those that are published for documentation and tests. */
export function findAccountNumbers(text: string): readonly FoundAccountNumber[] {
	return [...findIbans(text), ...findCards(text)].toSorted((left, right) => left.range.start - right.range.start);
}

function findIbans(text: string): readonly FoundAccountNumber[] {
	return [...text.matchAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![\p{L}\p{N}])/gu)].flatMap(
		match => {
			const number = match[0].replaceAll(' ', '');
			if (!isIban(number) || published.has(number)) return [];
			return [{ range: rangeOf(match), kind: 'a bank account number (IBAN)' }];
		},
	);
}

function findCards(text: string): readonly FoundAccountNumber[] {
	return [...text.matchAll(/(?<![\p{L}\p{N}.,-])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}]|[.,-]\d)/gu)].flatMap(match => {
		const number = match[0].replace(/[ -]/g, '');
		if (!network.test(number) || !hasLuhnDigit(number) || isPublishedCard(number)) return [];
		return [{ range: rangeOf(match), kind: 'a payment card number' }];
	});
}

function rangeOf(match: RegExpExecArray): TextRange {
	return { start: match.index, end: match.index + match[0].length };
}

/** ISO 13616: country and check digits moved to the end, letters as numbers from 10, remainder of 97 is 1. */
function isIban(number: string): boolean {
	if (number.length < 15 || number.length > 34) return false;
	const digits = `${number.slice(4)}${number.slice(0, 4)}`.replace(/[A-Z]/g, letter => String(letter.charCodeAt(0) - 55));
	let remainder = 0;
	for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
	return remainder === 1;
}

/** ISO/IEC 7812: every second digit from the right counts double. */
function hasLuhnDigit(number: string): boolean {
	const sum = Array.from(number)
		.reverse()
		.reduce((total, digit, index) => {
			const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
			return total + (value > 9 ? value - 9 : value);
		}, 0);
	return sum % 10 === 0;
}

/** Visa, Mastercard, American Express and Discover with the lengths they have. */
const network = /^(?:4\d{15}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/;

/**
 * Test cards repeat one or two digits, as 4242 4242 4242 4242, have zeros for most digits, as 4000 0025 0000 3155 and other test
 * cards of Stripe, or are among those that payment services publish.
 */
function isPublishedCard(number: string): boolean {
	return new Set(number).size <= 3 || number.replaceAll(/[1-9]/g, '').length >= 8 || published.has(number);
}

const published: ReadonlySet<string> = new Set([
	'2223003122003222',
	'2223000048400011',
	'371449635398431',
	'378282246310005',
	'378734493671000',
	'4000056655665556',
	'4012888888881881',
	'4917610000000000',
	'5105105105105100',
	'5200828282828210',
	'5425233430109903',
	'6011000990139424',
	'AT611904300234573201',
	'BE68539007547034',
	'CH9300762011623852957',
	'DE89370400440532013000',
	'ES9121000418450200051332',
	'FR1420041010050500013M02606',
	'GB29NWBK60161331926819',
	'GB33BUKB20201555555555',
	'GB82WEST12345698765432',
	'IE29AIBK93115212345678',
	'IT60X0542811101000000123456',
	'NL91ABNA0417164300',
	'PT50000201231234567890154',
]);
