import assert from 'node:assert/strict';
import { base64OfBytes, base64OfText, bytesOfBase64, textOfBase64 } from './base64.ts';

suite('base64', () => {
	const texts = ['', 'f', 'fo', 'foo', 'foob', 'é\u2028', '😀 of four bytes', 'x'.repeat(1000)];
	for (const text of texts) {
		test(`of ${JSON.stringify(text.slice(0, 20))} is that of Node, and reads back`, () => {
			assert.equal(base64OfText(text), Buffer.from(text).toString('base64'));
			assert.equal(textOfBase64(base64OfText(text)), text);
		});
	}

	test('of any bytes is that of Node, and reads back', () => {
		for (let length = 0; length < 70; length += 1) {
			const bytes = Uint8Array.from({ length }, (_, position) => (position * 37 + length) % 256);
			assert.equal(base64OfBytes(bytes), Buffer.from(bytes).toString('base64'));
			assert.deepEqual(bytesOfBase64(base64OfBytes(bytes)), bytes);
		}
	});

	for (const wrong of ['a', 'ab=', '====', 'a===', 'ab\ncd===', '-_-_', 'Zm9v!A==']) {
		test(`${JSON.stringify(wrong)} is none`, () => assert.equal(bytesOfBase64(wrong), undefined));
	}

	test('bytes that are no UTF-8 are no text', () => {
		for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80]]) {
			assert.equal(textOfBase64(base64OfBytes(Uint8Array.from(bytes))), undefined);
		}
	});
});
