import assert from 'node:assert/strict';
import { printable, printableJson, printableLine } from './printable.ts';

suite('text for terminals and logs', () => {
	const texts: readonly (readonly [title: string, text: string, shown: string])[] = [
		['colours are shown as what they are', '\u001b[31mred', '\\x1b[31mred'],
		['so are titles of a window', '\u001b]0;title\u0007', '\\x1b]0;title\\x07'],
		['so are carriage returns, which overwrite', 'good\rbad', 'good\\x0dbad'],
		['so are control characters of one byte more', '\u009b2J', '\\x9b2J'],
		['so are line separators', 'a\u2028b', 'a\\u2028b'],
		['tabs and line breaks stay', 'a\tb\nc', 'a\tb\nc'],
		['a command of GitHub is none', 'a\n::error file=x::y', 'a\n\\x3a:error file=x::y'],
		['nor behind white space', '  ::stop-commands::x', '  \\x3a:stop-commands::x'],
		['a command of Azure is none', '##vso[task.setvariable]x', '\\x23#vso[task.setvariable]x'],
		['a message of TeamCity is none', '##teamcity[x]', '\\x23#teamcity[x]'],
		['an old command of GitHub is none', '##[error]x', '\\x23#[error]x'],
		['titles of Markdown stay', '## Title\n# Title', '## Title\n# Title'],
		['marks that fold a log of GitLab are none', 'a section_start:1560896352:x\rb', 'a \\x73ection_start:1560896352:x\\x0db'],
		['words that turn the direction are shown as such', 'a\u202eb\u2066c\u200f', 'a\\u202eb\\u2066c\\u200f'],
		['colons inside a line stay', 'a::b', 'a::b'],
	];
	for (const [title, text, shown] of texts) test(title, () => assert.equal(printable(text), shown));

	const names: readonly (readonly [name: string, shown: string])[] = [
		['a\n::error::b', 'a\\n::error::b'],
		['a\r\nb', 'a\\nb'],
		['::warning::.j2', '\\x3a:warning::.j2'],
		['plain', 'plain'],
	];
	for (const [name, shown] of names) {
		test(`${JSON.stringify(name)} stands on one line`, () => assert.equal(printableLine(name), shown));
	}

	test('JSON says the same and has none of these characters', () => {
		const value = { name: 'a\u001b\u009b\u202e\u2028\u007f\nb' };
		const json = printableJson(JSON.stringify(value, undefined, 2));
		assert.deepEqual(JSON.parse(json), value);
		assert.match(json, /^[\n -~]+$/);
	});
});
