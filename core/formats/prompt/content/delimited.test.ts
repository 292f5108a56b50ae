import assert from 'node:assert/strict';
import { delimiterReader } from './delimited.ts';

suite('delimiterReader', () => {
	const cases: readonly (readonly [text: string, isApart: boolean])[] = [
		['Write {{ x }} now.', false],
		['<spec>{{ x }}</spec>', true],
		['<a><b/><spec id="1">\n{{ x }}\n</spec></a>', true],
		['<spec></spec>{{ x }}', false],
		['<spec>{{ x }}', false],
		['<a></b>{{ x }}</a>', true],
		['```\n{{ x }}\n```', true],
		['```\ncode\n```\n{{ x }}', false],
		['"""{{ x }}"""', true],
		['the function "{{ x }}" is', true],
		['---\n{{ x }}\n---', true],
		['1 < 2 and {{ x }} > 3', false],
	];
	for (const [text, isApart] of cases) {
		test(`${JSON.stringify(text)}: ${isApart ? 'set apart' : 'runs into the text'}`, () => {
			const start = text.indexOf('{{ x }}');
			assert.equal(delimiterReader(text, { start: 0, end: text.length })({ start, end: start + 7 }), isApart);
		});
	}

	test('100,000 tags that are never closed come to an end', () => {
		const text = `${'<a>'.repeat(100_000)}{{ x }}`;
		assert.equal(delimiterReader(text, { start: 0, end: text.length })({ start: text.length - 7, end: text.length }), false);
	});
});
