import assert from 'node:assert/strict';
import { appendYamlItem, removeYamlItem } from './edit-yaml-list.ts';
import { insertYamlEntry, removeYamlEntry } from './edit-yaml.ts';
import type { YamlEdit } from './edit-yaml.ts';
import { parseYaml } from '../parse-yaml.ts';
import type { YamlPath } from '../yaml-source.ts';

const entry = { key: 'new', value: '1' };

suite('edits of YAML texts', () => {
	const insertions: readonly (readonly [title: string, text: string, path: YamlPath, expected: string])[] = [
		['goes below the last key of a block map', 'a: 1\nb: 2\n', [], 'a: 1\nb: 2\nnew: 1\n'],
		['keeps the indentation of a nested map', 'm:\n    a: 1\nb: 2\n', ['m'], 'm:\n    a: 1\n    new: 1\nb: 2\n'],
		['goes behind a comment on the last line', 'a: 1 # one\n', [], 'a: 1 # one\nnew: 1\n'],
		['goes behind a block of text', 'a: |\n  one\n  two\n', [], 'a: |\n  one\n  two\nnew: 1\n'],
		['works without a final line break', 'a: 1', [], 'a: 1\nnew: 1'],
		['goes behind a last key without a value', 'm:\n  a:\nb: 2\n', ['m'], 'm:\n  a:\n  new: 1\nb: 2\n'],
		['goes into braces', 'm: {a: 1}\n', ['m'], 'm: {a: 1, new: 1}\n'],
		['goes into braces with a comma at the end', 'm: {a: 1,}\n', ['m'], 'm: {a: 1, new: 1}\n'],
		['goes into empty braces', 'm: {}\n', ['m'], 'm: {new: 1}\n'],
		['makes a map below a key without a value', 'm:\nb: 2\n', ['m'], 'm:\n  new: 1\nb: 2\n'],
		['makes a map that is missing', 'a: 1\n', ['m'], 'a: 1\nm: {new: 1}\n'],
		['makes the document of an empty text', '', [], 'new: 1\n'],
		['finds a key that looks like a number', '2.0:\n  a: 1\n', ['2.0'], '2.0:\n  a: 1\n  new: 1\n'],
		['keeps the line ends of Windows apart', 'a: 1\r\nb: 2\r\n', [], 'a: 1\r\nb: 2\nnew: 1\r\n'],
	];
	for (const [title, text, path, expected] of insertions) {
		test(`a new key ${title}`, () => {
			const edit = insertYamlEntry(parseYaml(text), path, entry);
			assert.equal(applied(text, edit), expected);
			assert.equal(valueAt(parseYaml(expected).value, [...path, 'new']), 1);
		});
	}

	test('a key is not put into a list or a text', () => {
		assert.equal(insertYamlEntry(parseYaml('m: [a]\n'), ['m'], entry), undefined);
		assert.equal(insertYamlEntry(parseYaml('m: text\n'), ['m'], entry), undefined);
	});

	test('offsets are those of the file around the YAML', () => {
		const file = '---\na: 1\n---\nbody\n';
		const edit = insertYamlEntry(parseYaml('a: 1\n', { offset: 4 }), [], entry);
		assert.equal(applied(file, edit), '---\na: 1\nnew: 1\n---\nbody\n');
	});

	const removals: readonly (readonly [title: string, text: string, path: YamlPath, expected: string])[] = [
		['takes its line along', 'a: 1\nb: 2\nc: 3\n', ['b'], 'a: 1\nc: 3\n'],
		['takes everything below it along', 'm:\n  a:\n    x: 1\n    y: 2\n  b: 2\n', ['m', 'a'], 'm:\n  b: 2\n'],
		['at the end of a text without line break', 'a: 1\nb: 2', ['b'], 'a: 1\n'],
		['takes its comma along', 'm: {a: 1, b: 2, c: 3}\n', ['m', 'b'], 'm: {a: 1, c: 3}\n'],
		['takes the comma before it along when it is the last', 'm: {a: 1, b: 2}\n', ['m', 'b'], 'm: {a: 1}\n'],
		['leaves an empty map behind when it is the only one', 'm:\n  a: 1\nb: 2\n', ['m', 'a'], 'm: {}\nb: 2\n'],
		['leaves empty braces behind', 'm: {a: 1}\n', ['m', 'a'], 'm: {}\n'],
	];
	for (const [title, text, path, expected] of removals) {
		test(`a key that is removed ${title}`, () => {
			assert.equal(applied(text, removeYamlEntry(parseYaml(text), path)), expected);
		});
	}

	test('a key that is not there cannot be removed', () => {
		assert.equal(removeYamlEntry(parseYaml('a: 1\n'), ['b']), undefined);
		assert.equal(removeYamlEntry(parseYaml('a: [1]\n'), ['a', 0]), undefined);
	});

	test('items are added and removed in the style of their list', () => {
		assert.equal(
			applied('l:\n  - a\n  - b\n', appendYamlItem(parseYaml('l:\n  - a\n  - b\n'), ['l'], 'c')),
			'l:\n  - a\n  - b\n  - c\n',
		);
		assert.equal(applied('l: [a]\n', appendYamlItem(parseYaml('l: [a]\n'), ['l'], 'b')), 'l: [a, b]\n');
		assert.equal(applied('l:\n  - a\n  - b\n', removeYamlItem(parseYaml('l:\n  - a\n  - b\n'), ['l'], 0)), 'l:\n  - b\n');
		assert.equal(applied('l: [a, b]\n', removeYamlItem(parseYaml('l: [a, b]\n'), ['l'], 0)), 'l: [b]\n');
		assert.equal(applied('l: [a, b]\n', removeYamlItem(parseYaml('l: [a, b]\n'), ['l'], 1)), 'l: [a]\n');
		assert.equal(applied('l: [a]\n', removeYamlItem(parseYaml('l: [a]\n'), ['l'], 0)), 'l: []\n');
		assert.equal(removeYamlItem(parseYaml('l: [a]\n'), ['l'], 1), undefined);
		assert.equal(appendYamlItem(parseYaml('l: text\n'), ['l'], 'b'), undefined);
	});
});

function applied(text: string, edit: YamlEdit | undefined): string {
	return edit === undefined ? 'no edit' : text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
}

function valueAt(value: unknown, path: YamlPath): unknown {
	return path.reduce<unknown>(
		(found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
		value,
	);
}
