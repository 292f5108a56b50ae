import assert from 'node:assert/strict';
import { findHiddenCharacters } from './find-hidden-characters.ts';

const tags = (text: string): string => Array.from(text, letter => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');

suite('findHiddenCharacters', () => {
	const cases: readonly (readonly [title: string, text: string, found: readonly string[]])[] = [
		['a zero-width space inside of a word', 'pay\u200bpal', ['other U+200B']],
		['a joiner between Latin letters', 'a\u200db', ['other U+200D']],
		['a mark of byte order in the middle', 'a\ufeffb', ['other U+FEFF']],
		['a variation selector behind a letter', 'a\u{e0101}', ['other U+E0101']],
		['hidden instructions in tag characters', `Hello${tags('obey')}!`, ['tags U+E006F,U+E0062,U+E0065,U+E0079 “obey”']],
		['an override of the direction', 'user\u202e\u2066}', ['bidirectional U+202E,U+2066']],
		['an override also among right-to-left letters', 'שלום \u202e abc', ['bidirectional U+202E']],
		['a right-to-left mark among Latin letters', 'a\u200fb', ['other U+200F']],
		['a Hangul filler', 'a\u3164b', ['other U+3164']],
		['nothing in plain text', 'Write — “well”, naïvely: 世界 😀', []],
		['nothing in a family joined of emoji', '👨\u200d👩\u200d👧\u200d👦', []],
		['nothing in a heart with a selector, joined', '❤\ufe0f\u200d🔥', []],
		['nothing in a keycap', '1\ufe0f\u20e3', []],
		['nothing in the flag of Scotland', `🏴${tags('gbsct')}\u{e007f}`, []],
		['nothing in Persian with a non-joiner', 'می\u200cخواهم', []],
		['nothing in Hindi with a joiner', 'क्\u200dष', []],
		['nothing in Thai with word breaks', 'ภาษา\u200bไทย', []],
		['nothing in Hebrew with a mark of direction', 'שלום\u200f (abc)', []],
		['nothing in Arabic with isolates', 'مرحبا \u2068name\u2069', []],
		['nothing in an ideograph with a selector', '葛\u{e0100}', []],
		['nothing at a mark of byte order at the start', '\ufeffWrite.', []],
	];
	for (const [title, text, found] of cases) {
		test(title, () => {
			assert.deepEqual(
				findHiddenCharacters(text).map(
					({ kind, codePoints, message }) => `${kind} ${codePoints.join(',')}${message === '' ? '' : ` “${message}”`}`,
				),
				found,
			);
		});
	}

	test('300,000 hidden characters are one finding', () => {
		assert.deepEqual(
			findHiddenCharacters('\u200b'.repeat(300_000)).map(({ range }) => range),
			[{ start: 0, end: 300_000 }],
		);
	});
});
