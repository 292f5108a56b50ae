import assert from 'node:assert/strict';
import { canonicalJson } from './canonical-json.ts';

suite('canonicalJson', () => {
	// The example of RFC 8785, section 3.2.2, and its expected output in section 3.2.3.
	test('prints the example of RFC 8785', () => {
		const value: unknown = JSON.parse(
			'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
				'"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
		);
		assert.equal(
			canonicalJson(value),
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
		);
	});

	const cases: readonly (readonly [title: string, value: unknown, text: string])[] = [
		['sorts keys by code units, not by language', { é: 1, z: 2, Z: 3, '10': 4, '9': 5 }, '{"10":4,"9":5,"Z":3,"z":2,"é":1}'],
		['sorts keys at every depth and leaves lists in order', [{ b: [2, 1], a: { d: 1, c: 2 } }], '[{"a":{"c":2,"d":1},"b":[2,1]}]'],
		['leaves out what JSON cannot hold', { a: undefined, b: () => 1, c: [undefined] }, '{"c":[null]}'],
		['prints numbers that JSON does not know as null', [Number.NaN, Number.POSITIVE_INFINITY, -0], '[null,null,0]'],
		['prints undefined as null', undefined, 'null'],
		['escapes a lone surrogate instead of failing', '\ud800', '"\\ud800"'],
	];
	for (const [title, value, text] of cases) {
		test(title, () => assert.equal(canonicalJson(value), text));
	}
});
