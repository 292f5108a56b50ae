import assert from 'node:assert/strict';
import { trimEndOf } from './trim-end-of.ts';
import { trimLineEnds } from './trim-line-ends.ts';

suite('white space at ends', () => {
	const lines: readonly (readonly [title: string, text: string, trimmed: string])[] = [
		['behind words', 'a b \t\nc\t \r\nd ', 'a b\nc\r\nd'],
		['on lines of nothing else', ' \n\t\n a', '\n\n a'],
		['of which there is none', 'a\n b', 'a\n b'],
		['of a text of nothing else', ' \t ', ''],
	];
	for (const [title, text, trimmed] of lines) {
		test(`is taken off lines: ${title}`, () => assert.equal(trimLineEnds(text), trimmed));
	}

	const ends: readonly (readonly [text: string, characters: string, trimmed: string])[] = [
		['a--', '-', 'a'],
		['a-b', '-', 'a-b'],
		['a \t ', ' \t', 'a'],
		['---', '-', ''],
		['', '-', ''],
	];
	for (const [text, characters, trimmed] of ends) {
		test(`${JSON.stringify(text)} ends without ${JSON.stringify(characters)} as ${JSON.stringify(trimmed)}`, () => {
			assert.equal(trimEndOf(text, characters), trimmed);
		});
	}
});
