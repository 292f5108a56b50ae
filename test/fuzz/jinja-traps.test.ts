import assert from 'node:assert/strict';
import { parseJinja } from '../../templates/parse/jinja/parse-jinja.ts';
import { checkTree } from './check-tree.ts';
import { jinjaTraps } from './jinja-traps.ts';

suite('a template that a careless parser reads again and again', () => {
	for (const [title, write] of Object.entries(jinjaTraps)) {
		test(`is read to the end, every character in its place: ${title}`, () => {
			const text = write(32_000);
			const tree = parseJinja(text);
			assert.deepEqual(tree.range, { start: 0, end: text.length });
			assert.deepEqual(checkTree(tree, text), []);
		});
	}
});
