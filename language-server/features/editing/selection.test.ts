import assert from 'node:assert/strict';
import { parseFile } from '../../../test/support/parse-file.ts';
import { selectionRangesAt } from './selection.ts';

/** The texts that are selected one after the other, from the place of `|` on. */
function selections(path: string, marked: string): readonly string[] {
	const offset = marked.indexOf('¦');
	const text = marked.replace('¦', '');
	return selectionRangesAt(parseFile(path, text), offset).map(({ start, end }) => text.slice(start, end));
}

suite('expanding the selection', () => {
	test('in an expression it grows to the call, the tag, the line, the block, the message and the file', () => {
		const text = 'system:\nHi.\n\nuser:\n{% if a %}\nSay {{ us¦er.name | upper }} now\n{% endif %}\n';
		assert.deepEqual(selections('prompts/a.j2', text), [
			'user',
			'user.name',
			'user.name | upper',
			'{{ user.name | upper }}',
			'Say {{ user.name | upper }} now',
			'\nSay {{ user.name | upper }} now\n',
			'{% if a %}\nSay {{ user.name | upper }} now\n{% endif %}',
			'user:\n{% if a %}\nSay {{ user.name | upper }} now\n{% endif %}',
			'system:\nHi.\n\nuser:\n{% if a %}\nSay {{ user.name | upper }} now\n{% endif %}',
			'system:\nHi.\n\nuser:\n{% if a %}\nSay {{ user.name | upper }} now\n{% endif %}\n',
		]);
	});

	test('in front matter it grows from the word to the value, the entry, the map, the front matter', () => {
		const text = '---\nname: a\ninputs:\n  x: {description: "the w¦ord"}\n---\n{{ x }}\n';
		assert.deepEqual(selections('prompts/a.j2', text), [
			'word',
			'the word',
			'"the word"',
			'description: "the word"',
			'{description: "the word"}',
			'x: {description: "the word"}',
			'  x: {description: "the word"}',
			'inputs:\n  x: {description: "the word"}',
			'name: a\ninputs:\n  x: {description: "the word"}',
			'name: a\ninputs:\n  x: {description: "the word"}\n',
			'---\nname: a\ninputs:\n  x: {description: "the word"}\n---',
			'---\nname: a\ninputs:\n  x: {description: "the word"}\n---\n{{ x }}',
			'---\nname: a\ninputs:\n  x: {description: "the word"}\n---\n{{ x }}\n',
		]);
	});

	test('in prose it grows to line, paragraph and message', () => {
		const text = 'First.\n\nOne ação¦ two.\nThree.\n\nLast.\n';
		assert.deepEqual(selections('prompts/a.j2', text), [
			'ação',
			'One ação two.',
			'One ação two.\nThree.',
			'First.\n\nOne ação two.\nThree.\n\nLast.',
			'First.\n\nOne ação two.\nThree.\n\nLast.\n',
		]);
	});
});
