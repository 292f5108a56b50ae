import assert from 'node:assert/strict';
import { parseYaml } from './parse-yaml.ts';
import { readDocument } from './read-document.ts';

suite('readDocument', () => {
	// What PyYAML 6.0.3 makes of each text, asked with yaml.safe_load.
	const cases: readonly (readonly [title: string, text: string, value: unknown])[] = [
		['a quoted text that goes on at the start of a line', 't: \'Say:\n\n\n"{x}"\n\n\nNOW:\'\n', { t: 'Say:\n\n"{x}"\n\nNOW:' }],
		['two of them', "a: 'x\n\n\n\n'\nb: 'y\n\nz'\n", { a: 'x\n\n\n', b: 'y\nz' }],
		['a double quoted one', 'a: "x\ny\n  z\n"\nb: 1\n', { a: 'x y z ', b: 1 }],
		['one whose line break is escaped', 'a: "b\\\nc"\n', { a: 'bc' }],
		['one in a list', "- 'x\ny'\n- 2\n", ['x y', 2]],
		['one in a map in a map', "a:\n  b: 'x\ny'\n  c: 1\n", { a: { b: 'x y', c: 1 } }],
		['one that a tab indents', 'a: "x\n\ty"\n', { a: 'x y' }],
		['one with Windows line ends', "a: 'x\r\ny'\r\nb: 1\r\n", { a: 'x y', b: 1 }],
		['one with an anchor', "a: &x 'b\nc'\nd: *x\n", { a: 'b c', d: 'b c' }],
		['one with what looks like a key', "a: 'x: y\nz: w'\n", { a: 'x: y z: w' }],
		['one with what looks like a comment', "a: 'x\n#y'\n", { a: 'x #y' }],
		['one with what begins like a document', 'a: "x\n---y"\n', { a: 'x ---y' }],
		['a list in brackets', 'a: [\n1,\n2\n]\nb: 1\n', { a: [1, 2], b: 1 }],
		['a map in braces', 'a: {\nb: 1,\nc: 2}\n', { a: { b: 1, c: 2 } }],
		['braces in a list', 'a:\n  - {x: 1,\ny: 2}\n  - z\n', { a: [{ x: 1, y: 2 }, 'z'] }],
		['brackets in braces', 'a: {\n  b: [\n1\n]\n}\n', { a: { b: [1] } }],
		['plain text in brackets', "a: ['x\ny',\nplain\ntext]\n", { a: ['x y', 'plain text'] }],
		['comments in brackets', 'a: [x, #c\n#d\ny]\n', { a: ['x', 'y'] }],
	];
	for (const [title, text, value] of cases) {
		test(`reads ${title} as PyYAML does`, () => {
			const source = parseYaml(text);
			assert.deepEqual(source.problems, []);
			assert.deepEqual(source.value, value);
		});
	}

	const refused: readonly (readonly [title: string, text: string])[] = [
		['a document that starts inside a quoted text', 'a: "x\n--- \ny"\n'],
		['a quote that was forgotten', 'a: "x\nb: "y"\n'],
		['a bracket that was forgotten', 'a: [1, 2\nb: 3\n'],
		['two texts for one key', "a: 'x'\n 'y'\n"],
		['a key of two lines', "'a\nb': 1\n"],
		['plain text that goes on at the start of a line', 'a: x\ny\n'],
		['a second document', 'a: [\n1]\n---\nb: [\n1]\n'],
	];
	for (const [title, text] of refused) {
		test(`refuses ${title}, as PyYAML does`, () => assert.notEqual(readDocument(text).errors.length, 0));
	}

	test('a place in such a text is where it is written', () => {
		const text = "a: 'x\ny'\nb: [\n1,\n22]\n";
		const { start, end } = parseYaml(text).rangeOf(['b', 1], 'value');
		assert.equal(text.slice(start, end), '22');
	});
});
