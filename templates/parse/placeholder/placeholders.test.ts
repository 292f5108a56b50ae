import assert from 'node:assert/strict';
import type { TemplateTree } from '../../tree/template-tree.ts';
import { parseDollar } from './parse-dollar.ts';
import { parseNothing } from './parse-nothing.ts';
import { parseSemanticKernel } from './parse-semantic-kernel.ts';
import { parseSimple } from './parse-simple.ts';
import { parseVscodeInput } from './parse-vscode-input.ts';

type Case = readonly [template: string, uses: string, problem?: readonly [code: string, underlined: string]];

function check(parse: (text: string) => TemplateTree, cases: readonly Case[]): void {
	for (const [template, expected, expectedProblem] of cases) {
		test(`${template} reads ${expected || 'nothing'}${expectedProblem === undefined ? '' : `, and ${expectedProblem[1]} is wrong`}`, () => {
			const { uses, problems } = parse(template);
			const inputs = uses.filter(({ definition }) => definition === undefined);
			assert.equal(inputs.map(({ name, attributes }) => [name, ...attributes].join('.')).join(' '), expected);
			const shown = problems.map(({ code, range }) => [code, template.slice(range.start, range.end)]);
			assert.deepEqual(shown, expectedProblem === undefined ? [] : [expectedProblem]);
		});
	}
}

suite('parseSemanticKernel', () => {
	check(parseSemanticKernel, [
		['{{$input}} {{ $b }}', 'input b'],
		['{{plugin.function $a "text" }}', '', ['template-syntax-error', '"text"']],
		['{{time.now}} {{fn "it\\"s" key=$b other=\'x\'}}', 'b'],
		['{{"literal"}} {{ #each x }} {"a": {}} {{}}', ''],
		['{{$a', '', ['unclosed-delimiter', '{{']],
		['{{$a} b', '', ['unclosed-delimiter', '{{']],
		['{{$}}', '', ['template-syntax-error', '$']],
		['{{fn a}}', '', ['template-syntax-error', 'a']],
		['{{fn a=}}', '', ['template-syntax-error', 'a']],
		['{{$a, $b}}', '', ['template-syntax-error', ',']],
	]);
});

suite('parseDollar', () => {
	check(parseDollar, [
		['Hi $name, ${city}s', 'name city'],
		['$$name costs $5 or $$${price}', 'price'],
		['${} $ $-', ''],
		['${na me}', '', ['unclosed-delimiter', '${']],
		['Hi ${name there', '', ['unclosed-delimiter', '${']],
	]);
});

suite('parseNothing', () => {
	check(parseNothing, [['{{ a }} {b} ${c} {% if %}', '']]);
});

suite('parseSimple', () => {
	check(parseSimple, [
		['{{a}} {{ b-c }} {{d.e}}', 'a b-c d.e'],
		['{{not a name}} {{#if}} {{}} {x} {{ "a" }}', ''],
		['{"a": {"b": {{c}}}}', 'c'],
		['Hi {{name} there', '', ['unclosed-delimiter', '{{']],
		['Hi {{name\nthere', '', ['unclosed-delimiter', '{{']],
	]);
});

suite('parseVscodeInput', () => {
	check(parseVscodeInput, [
		['${input:name} ${input:style:formal or not}', 'name style'],
		['${selection} ${file} ${unknown} $input', ''],
		['${input:a:see ${input:b}', 'b', ['unclosed-delimiter', '${']],
		['${input:a', '', ['unclosed-delimiter', '${']],
	]);

	test('knows the names that the editor gives', () => {
		const [use] = parseVscodeInput('${selection}').uses;
		assert.equal(use?.name, 'selection');
		assert.equal(use.definition?.kind, 'engine');
	});
});
