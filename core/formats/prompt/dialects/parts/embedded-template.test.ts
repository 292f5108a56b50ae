import assert from 'node:assert/strict';
import { assertTimesAsLong } from '../../../../../test/support/assert-times-as-long.ts';
import { parseYaml } from '../../../../base/yaml/parse-yaml.ts';
import { readEmbeddedTemplate } from './embedded-template.ts';

const styles: readonly (readonly [title: string, yaml: string])[] = [
	['a plain scalar', 'text: Hi {{ a["b"] }} there\n'],
	['a plain scalar of two lines', 'text: Hi {{ a["b"]\n  }} there\nmore: 1\n'],
	['double quotes', 'text: "Hi {{ a[\\"b\\"] }}\\n\\u0041 there"\n'],
	['double quotes with escapes of the template', 'text: "Hi {{ a[\\"b\\\\\\"c\\"] }}"\n'],
	['single quotes', "text: 'Hi {{ a[''b''] }}'\n"],
	['a literal block', 'text: |\n  Hi {{ a["b"] }}\n  there\nmore: 1\n'],
	['a folded block with an indentation', 'text: >2-\n   Hi {{ a["b"] }}\n\n  there\n'],
	['JSON', '{"text": "Hi {{ a[\\"b\\"] }}"}'],
	['quotes that are not closed', 'text: "Hi {{ a }}\n'],
	['nothing but a header', 'text: |\n'],
];

suite('readEmbeddedTemplate', () => {
	for (const [title, yaml] of styles) {
		test(`reads ${title} at its place in the file`, () => {
			const offset = 5;
			const file = ' '.repeat(offset) + yaml;
			const read = readEmbeddedTemplate('jinja2', parseYaml(yaml, { offset }), [
				{ role: 'user', path: ['text'], rolePath: undefined },
			]);
			assert.deepEqual(read.template.problems, []);
			const names = read.template.uses.map(({ range }) => file.slice(range.start, range.end));
			assert.deepEqual(names, yaml.includes('{{') ? ['a'] : []);
			for (const { range } of read.messages) assert.doesNotMatch(file.slice(range.start, range.end), /^["'|>\s]|\s$/);
		});
	}

	test('puts several texts together as one tree without a gap', () => {
		const yaml = 'b: "{{ x }}{% set l = 1 %}{{ l }}"\na: |\n  {{ y }} {{ x }} {{ l }}\n';
		const messages = ['a', 'b'].map(key => ({ role: 'user', path: [key], rolePath: undefined }) as const);
		const { template } = readEmbeddedTemplate('jinja2', parseYaml(yaml), messages);
		let position = template.range.start;
		for (const { range } of template.nodes) {
			assert.equal(range.start, position);
			position = range.end;
		}
		assert.equal(position, template.range.end);

		const variable = (index: number): number | undefined => template.uses[index]?.variable;
		assert.deepEqual(
			template.uses.map(({ name, definition }) => `${name}${definition === undefined ? '' : ' (set)'}`),
			['x', 'l (set)', 'y', 'x', 'l'],
		);
		assert.equal(variable(0), variable(3), 'an input is one in all texts');
		assert.notEqual(variable(1), variable(4), 'what one text defines another does not know');
		assert.equal(template.definitions[0]?.variable, variable(1));
	});

	test('reads a text behind an alias where it is written, once for all that name it', () => {
		const text = 'a: &t "hi {{x}}"\nb: *t\nc: *t\n';
		const { messages, template, isWhole } = readEmbeddedTemplate(
			'simple',
			parseYaml(text),
			['b', 'c'].map(key => ({ role: 'user', path: [key], rolePath: undefined })),
		);
		assert.deepEqual(
			messages.map(({ range }) => text.slice(range.start, range.end)),
			['hi {{x}}', 'hi {{x}}'],
		);
		assert.equal(template.uses.length, 1);
		assert.equal(isWhole, true);
	});

	test('leaves out a text that an alias does not name and says that something is missing', () => {
		const { messages, isWhole } = readEmbeddedTemplate('simple', parseYaml('a: hi\nb: *t\n'), [
			{ role: 'user', path: ['b'], rolePath: undefined },
		]);
		assert.deepEqual([messages, isWhole], [[], false]);
	});

	test('four times as much text of escapes and braces takes no more than ten times as long', () => {
		// A quadratic pass takes sixteen times as long.
		assertTimesAsLong(read, 40_000, 160_000, 10);
	});

	function read(count: number): void {
		const yaml = parseYaml(`text: "${'\\"{{ '.repeat(count)}"\n`);
		readEmbeddedTemplate('simple', yaml, [{ role: 'user', path: ['text'], rolePath: undefined }]);
	}
});
