import assert from 'node:assert/strict';
import { choosePositionEncoding, createPositionMap } from './position-map.ts';

suite('positions of the protocol', () => {
	const text = 'a😀b\r\nção {{ x }}\rend';

	for (const encoding of ['utf-16', 'utf-8', 'utf-32'] as const) {
		test(`every offset between characters survives the way there and back in ${encoding}`, () => {
			const map = createPositionMap(text, encoding);
			for (let offset = 0; offset <= text.length; offset++) {
				const isInsidePair = /[\ud800-\udbff]/.test(text[offset - 1] ?? '') || (text[offset - 1] === '\r' && text[offset] === '\n');
				if (!isInsidePair) assert.equal(map.toOffset(map.toPosition(offset)), offset);
			}
		});
	}

	test('UTF-16 counts a symbol outside the basic plane as two, UTF-8 as four, UTF-32 as one', () => {
		assert.deepEqual(createPositionMap(text, 'utf-16').toPosition(3), { line: 0, character: 3 });
		assert.deepEqual(createPositionMap(text, 'utf-8').toPosition(3), { line: 0, character: 5 });
		assert.deepEqual(createPositionMap(text, 'utf-32').toPosition(3), { line: 0, character: 2 });
	});

	test('places in any order are counted alike, lone surrogates too', () => {
		const odd = 'é😀\ud800x\udc00 😀é\nz';
		for (const encoding of ['utf-16', 'utf-8', 'utf-32'] as const) {
			const forwards = createPositionMap(odd, encoding);
			for (let offset = 0; offset <= odd.length; offset++) {
				assert.deepEqual(forwards.toPosition(offset), createPositionMap(odd, encoding).toPosition(offset), `${encoding} ${offset}`);
			}
			for (let offset = odd.length; offset >= 0; offset--) {
				assert.deepEqual(forwards.toPosition(offset), createPositionMap(odd, encoding).toPosition(offset), `${encoding} ${offset}`);
			}
		}
	});

	test('a position behind the end of a line is its end, one behind the text the end of the text', () => {
		const map = createPositionMap(text, 'utf-16');
		assert.equal(map.toOffset({ line: 0, character: 99 }), 4);
		assert.equal(map.toOffset({ line: 99, character: 0 }), text.length);
	});

	test('UTF-16 is chosen whenever the client knows it', () => {
		assert.equal(choosePositionEncoding(undefined), 'utf-16');
		assert.equal(choosePositionEncoding(['utf-8', 'utf-16']), 'utf-16');
		assert.equal(choosePositionEncoding(['utf-8']), 'utf-8');
		assert.equal(choosePositionEncoding(['utf-32']), 'utf-32');
		assert.equal(choosePositionEncoding(['utf-32', 'utf-8']), 'utf-32', 'what the client likes best comes first');
		assert.equal(choosePositionEncoding(['utf-7']), 'utf-16');
	});
});
