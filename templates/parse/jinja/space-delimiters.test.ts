import assert from 'node:assert/strict';
import { spaceDelimiters } from './space-delimiters.ts';

suite('spaces inside the delimiters of a Jinja tag', () => {
	const table: readonly (readonly [before: string, after: string])[] = [
		['{{x}}', '{{ x }}'],
		['{{  x\n}}', '{{ x }}'],
		['{{-x-}}', '{{- x -}}'],
		['{{ -1 }}', '{{ -1 }}'],
		['{%if a%}', '{% if a %}'],
		['{%+if a+%}', '{%+ if a +%}'],
		['{{ x+}}', '{{ x+ }}'],
		['{{ {"a": 1}}}', '{{ {"a": 1} }}'],
		['{{}}', '{{}}'],
		['{{ }}', '{{ }}'],
		['{{', '{{'],
		['{{-}}', '{{-}}'],
		['{%}', '{%}'],
	];
	for (const [before, after] of table) {
		test(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => assert.equal(spaceDelimiters(before), after));
	}
});
