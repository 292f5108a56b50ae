import assert from 'node:assert/strict';
import { editPlace } from './edit-place.ts';
import { sourceRange, textRange } from './placed-text.ts';
import { findPlaces, readPlacedText } from './read-placed-text.ts';

/** Each file has the prompt “Say "hi" to {name}.\nIt's 5 °C.” at `$.a.prompt`, or one without the line break. */
const files: readonly (readonly [title: string, source: string, text: string])[] = [
	['plain', 'a:\n  prompt: Say "hi" to {name}. It\'s 5 °C.\n', 'Say "hi" to {name}. It\'s 5 °C.'],
	['folded plain', 'a:\n  prompt: Say "hi" to\n    {name}. It\'s\n\n    5 °C.\n', 'Say "hi" to {name}. It\'s\n5 °C.'],
	['double', 'a:\n  prompt: "Say \\"hi\\" to {name}.\\nIt\'s 5 \\u00b0C."\n', 'Say "hi" to {name}.\nIt\'s 5 °C.'],
	['folded double', 'a:\n  prompt: "Say \\"hi\\" to \\\n    {name}.\n\n    It\'s 5 \\xb0C."\n', 'Say "hi" to {name}.\nIt\'s 5 °C.'],
	['single', "a: {prompt: 'Say \"hi\" to {name}. It''s 5 °C.'}\n", 'Say "hi" to {name}. It\'s 5 °C.'],
	['literal', 'a:\n  prompt: |\n    Say "hi" to {name}.\n      It\'s 5 °C.\n', 'Say "hi" to {name}.\n  It\'s 5 °C.\n'],
	['folded', 'a:\n  prompt: >-\n    Say "hi" to\n    {name}.\n\n    It\'s 5 °C.\n', 'Say "hi" to {name}.\nIt\'s 5 °C.'],
	['literal with CRLF', 'a:\r\n  prompt: |-\r\n    Say "hi" to {name}.\r\n    It\'s 5 °C.\r\n', 'Say "hi" to {name}.\nIt\'s 5 °C.'],
	['JSON', '{"a": {"prompt": "Say \\"hi\\" to {name}.\\nIt\'s 5 \\u00b0C."}}', 'Say "hi" to {name}.\nIt\'s 5 °C.'],
];

const place = { file: 'a.yaml', at: '$.a.prompt' };

suite('a prompt inside a file', () => {
	for (const [title, source, text] of files) {
		test(`is read, placed and changed in a value that is ${title}`, () => {
			assert.deepEqual(findPlaces(source, '$.*.prompt'), ['$.a.prompt']);
			const placed = readPlacedText(place, source);
			assert.ok(placed);
			assert.equal(placed.text, text);
			for (const word of ['Say', '{name}', 'name', "t's", 'C.', '5']) {
				if (word === "t's" && title === 'single') continue;
				const start = text.indexOf(word);
				const range = sourceRange(placed.pieces, { start, end: start + word.length });
				assert.equal(source.slice(range.start, range.end), word);
				assert.deepEqual(textRange(placed.pieces, range), { start, end: start + word.length });
			}
			const start = text.indexOf('name');
			const edit = editPlace({ place, source, placed }, { range: { start, end: start + 4 }, newText: `the "name"'s` });
			assert.ok(edit);
			const changed = source.slice(0, edit.range.start) + edit.newText + source.slice(edit.range.end);
			assert.equal(readPlacedText(place, changed)?.text, text.replace('name', `the "name"'s`));
		});
	}

	test('takes new lines where its value can have them, and no edit where it cannot', () => {
		const added = files.map(([title, source, text]) => {
			const placed = readPlacedText(place, source);
			const start = text.indexOf('{name}');
			const edit = placed && editPlace({ place, source, placed }, { range: { start, end: start }, newText: 'x\ny ' });
			return [title, edit !== undefined];
		});
		assert.deepEqual(
			added.filter(([, isPossible]) => isPossible === true).map(([title]) => title),
			['double', 'folded double', 'literal', 'literal with CRLF', 'JSON'],
		);
	});

	test('is not read where there is no text, no such key, or no such path', () => {
		for (const at of ['$.a', '$.b.prompt', '$.a.prompt.x', '$', '$.', 'a.prompt', '$.*.prompt', '$[', '$..']) {
			assert.equal(readPlacedText({ file: 'a.yaml', at }, 'a:\n  prompt: text\n'), undefined, at);
		}
		assert.equal(readPlacedText(place, 'a: {prompt: 5}\n'), undefined);
		assert.equal(readPlacedText(place, 'a: [unclosed\n'), undefined);
	});

	test('is found by keys, positions, stars and any depth', () => {
		const source = 'agents:\n  - {prompt: one, "the prompt": two}\n  - {prompt: three, more: {prompt: four}}\n"a.b": {prompt: five}\n';
		const found = (at: string): readonly string[] => findPlaces(source, at);
		assert.deepEqual(found('$.agents[*].prompt'), ['$.agents[0].prompt', '$.agents[1].prompt']);
		assert.deepEqual(found('$.agents[0]["the prompt"]'), ['$.agents[0]["the prompt"]']);
		assert.deepEqual(found('$..prompt').length, 4);
		assert.deepEqual(found('$["a.b"].*'), ['$["a.b"].prompt']);
		for (const at of ['$.agents', '$.x', '$.agents[7].prompt', 'nonsense', '$.agents[', '']) assert.deepEqual(found(at), [], at);
		assert.equal(readPlacedText({ file: 'a.yaml', at: '$["a.b"].prompt' }, source)?.text, 'five');
	});
});
