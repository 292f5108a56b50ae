import assert from 'node:assert/strict';
import { parseFString } from './parse-f-string.ts';

suite('parseFString', () => {
	const names: readonly (readonly [template: string, uses: string])[] = [
		['{a} {b!r} {c:>10} {d!s:x}', 'a b c d'],
		['{user.name} {items[0].x} {table[a b]}', 'user.name items table.a b'],
		['{a:{width}.{precision}}', 'a width precision'],
		['{{literal}} {{{a}}}', 'a'],
		['{} {0} {1.name}', ''],
		['{naïve} {a-b}', 'naïve a-b'],
	];
	for (const [template, expected] of names) {
		test(`reads from ${template}: ${expected === '' ? 'nothing' : expected}`, () => {
			const { uses, problems } = parseFString(template);
			assert.deepEqual(problems, []);
			assert.equal(uses.map(({ name, attributes }) => [name, ...attributes].join('.')).join(' '), expected);
		});
	}

	const problems: readonly (readonly [template: string, code: string, underlined: string, words: RegExp])[] = [
		['a {b', 'unclosed-delimiter', '{', /never closed/],
		['a } b', 'template-syntax-error', '}', /single `\}` closes nothing/],
		['{"a": 1', 'unescaped-literal-brace', '{', /no name that a caller could give/],
		['{ a }', 'template-syntax-error', '{ a }', /spaces would be a part of the name/],
		['{a!x}', 'template-syntax-error', '{a!x}', /`r`, `s` or `a`/],
		['{a.}', 'template-syntax-error', '{a.}', /nothing follows `\.`/],
		['{a[0]b}', 'template-syntax-error', '{a[0]b}', /only `\.` or `\[` may follow/],
		['{a:{b:{c}}}', 'template-syntax-error', '{a:{b:{c}}}', /its format is wrong/],
	];
	for (const [template, code, underlined, words] of problems) {
		test(`says of ${template} that ${underlined} is wrong`, () => {
			const [problem, ...others] = parseFString(template).problems;
			assert.ok(problem);
			assert.deepEqual(others, []);
			assert.equal(problem.code, code);
			assert.equal(template.slice(problem.range.start, problem.range.end), underlined);
			assert.match(problem.message, words);
		});
	}

	test('the brace that closes a literal one is literal too, a stray one is a mistake', () => {
		const codes = (template: string): readonly string[] => parseFString(template).problems.map(({ code }) => code);
		assert.deepEqual(codes('{"a": {b}}'), ['unescaped-literal-brace', 'unescaped-literal-brace']);
		assert.deepEqual(codes('{"a": 1}}'), ['unescaped-literal-brace']);
		assert.deepEqual(codes('{a} }'), ['template-syntax-error']);
		assert.deepEqual(codes('{"a": {{"b": 1}} }'), ['unescaped-literal-brace', 'unescaped-literal-brace']);
		assert.equal(codes('{"a": {"b": {c}}}').length, 4);
	});

	test('offers to double every brace of an object in JSON', () => {
		const template = 'Answer {"a": 1}!';
		const repairs = parseFString(template).problems.map(({ repair }) => repair);
		const repaired = repairs.reduceRight((text, repair) => {
			assert.ok(repair);
			return text.slice(0, repair.range.start) + repair.newText + text.slice(repair.range.end);
		}, template);
		assert.equal(repaired, 'Answer {{"a": 1}}!');
	});
});
