import assert from 'node:assert/strict';
import { findAccountNumbers } from './find-account-numbers.ts';

suite('findAccountNumbers', () => {
	const cases: readonly (readonly [title: string, text: string, found: readonly string[]])[] = [
		['an IBAN in groups', 'to DE44 5001 0517 5407 3249 31 now', ['DE44 5001 0517 5407 3249 31']],
		['an IBAN in one', 'DE44500105175407324931', ['DE44500105175407324931']],
		['a card in groups', 'card 4539 5787 6362 1486.', ['4539 5787 6362 1486']],
		['a card with hyphens', '4539-5787-6362-1486', ['4539-5787-6362-1486']],
		['no IBAN with other check digits', 'DE45 5001 0517 5407 3249 31', []],
		['no IBAN that banks publish', 'GB29 NWBK 6016 1331 9268 19', []],
		['no card that payment services publish', '4242 4242 4242 4242, 4111111111111111', []],
		['no test card of Stripe', '4000002500003155, 4000 0000 0000 9995, 4000000000000341', []],
		['no card of an unknown network', '9999 9999 9999 9995', []],
		['no part of a longer number', '45395787636214861234', []],
		['no decimal fraction', '0.4539578763621486', []],
	];
	for (const [title, text, found] of cases) {
		test(`finds ${title}`, () => {
			assert.deepEqual(
				findAccountNumbers(text).map(({ range }) => text.slice(range.start, range.end)),
				found,
			);
		});
	}

	test('a million digits come to an end', () => assert.deepEqual(findAccountNumbers('4'.repeat(1_000_000)), []));
});
