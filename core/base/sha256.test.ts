import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { sha256Hex } from './sha256.ts';

suite('sha256Hex', () => {
	const texts = ['', 'abc', 'café — 日本 🙂', 'a\u0000b', 'x'.repeat(300_000)];
	for (const text of texts) {
		test(`agrees with Node on ${JSON.stringify(text.slice(0, 12))}`, () => {
			assert.equal(sha256Hex(text), createHash('sha256').update(text, 'utf8').digest('hex'));
		});
	}

	test('takes a lone surrogate for the replacement character, as UTF-8 encoding does', () => {
		assert.equal(sha256Hex('\ud800'), sha256Hex('\ufffd'));
	});
});
