import assert from 'node:assert/strict';
import { findCodeFences } from './find-code-fences.ts';

suite('findCodeFences', () => {
	const cases: readonly (readonly [title: string, text: string, fences: readonly string[]])[] = [
		['a block with a language', 'a\n```python\nx\n```\nb', ['```python\nx\n```']],
		['a block of tildes', '~~~\nx\n~~~', ['~~~\nx\n~~~']],
		['a longer fence around a shorter one', '````\n```\nx\n```\n````', ['````\n```\nx\n```\n````']],
		['two blocks', '```\na\n```\n\n```\nb\n```', ['```\na\n```', '```\nb\n```']],
		['Windows line ends', '```\r\nx\r\n```\r\ny', ['```\r\nx\r\n```']],
		['a block that is never closed', 'a\n```\nx\n', []],
		['inline code', '``` x ``` y\nz', []],
		['an indented line of code', '    ```\n    x\n    ```', []],
	];
	for (const [title, text, fences] of cases) {
		test(title, () => {
			const found = findCodeFences(text, { start: 0, end: text.length });
			assert.deepEqual(
				found.map(({ start, end }) => text.slice(start, end).replace(/\r$/, '')),
				fences,
			);
		});
	}

	test('looks only between the bounds and gives offsets of the whole text', () => {
		const text = '```\na\n```\nb\n```\nc\n```';
		assert.deepEqual(findCodeFences(text, { start: 10, end: text.length }), [{ start: 12, end: text.length }]);
	});
});
