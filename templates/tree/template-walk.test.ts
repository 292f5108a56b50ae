import assert from 'node:assert/strict';
import { parseJinja } from '../parse/jinja/parse-jinja.ts';
import { nodesAt, walkExpressions } from './template-walk.ts';

suite('walking a template', () => {
	test('meets every expression before its parts, in order of appearance', () => {
		const text = '{{ a|f(b.c) }}{% if d %}{% for e in [1, g] if h %}{{ i[j] }}{% endfor %}{% elif k %}{% endif %}';
		const met = [...walkExpressions(parseJinja(text).nodes)].map(({ range }) => text.slice(range.start, range.end));
		assert.deepEqual(met, ['a|f(b.c)', 'a', 'b.c', 'b', 'd', '[1, g]', '1', 'g', 'h', 'i[j]', 'i', 'j', 'k']);
	});

	test('finds the nodes around a place, the innermost last', () => {
		const text = 'a{% if b %}{{ c }}{% endif %}';
		const { nodes } = parseJinja(text);
		const kindsAt = (offset: number): readonly string[] => nodesAt(nodes, offset).map(({ kind }) => kind);
		assert.deepEqual(kindsAt(0), ['text']);
		assert.deepEqual(kindsAt(text.indexOf('b %}')), ['block', 'tag']);
		assert.deepEqual(kindsAt(text.indexOf('c }}')), ['block', 'output']);
		assert.deepEqual(kindsAt(text.length), ['block', 'tag']);
		assert.deepEqual(kindsAt(text.length + 1), []);
	});
});
