import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseTemplate } from '../../templates/api.ts';
import type { TemplateLanguage } from '../../templates/api.ts';
import { mutateTemplate } from '../differential/mutate-template.ts';
import { SeededRandom } from '../differential/seeded-random.ts';
import { assertTimesAsLong } from '../support/assert-times-as-long.ts';
import { checkTree } from './check-tree.ts';

interface Subject {
	readonly language: TemplateLanguage;
	readonly text: string;
	/** What a mistake may put in. */
	readonly vocabulary: readonly [string, ...string[]];
	/** Beginnings that are never closed. A parser that searched the rest of the text for each of them would not come to an end. */
	readonly unclosed: readonly string[];
}

const braces = ['{', '}', '{{', '}}', '{{{', '}}}', '"', "'", '.', ' ', '\n', '\r', 'x', '\\', '\u2028', '\ud83d', '\0', '\ufeff'] as const;

const subjects: readonly Subject[] = [
	{
		language: 'handlebars',
		text: readTemplate('handlebars.txt'),
		vocabulary: [
			...braces,
			'{{#',
			'{{/',
			'{{else}}',
			'{{!--',
			'--}}',
			'{{{{',
			'}}}}',
			'(',
			')',
			'[',
			']',
			'=',
			'@',
			'|',
			'~',
			'as |',
			'if',
			'..',
		],
		unclosed: [
			'{{',
			'{{a ',
			'{{"',
			'{{[',
			'{{!',
			'{{!--',
			'{{#a}}',
			'{{#if a}}{{else}}',
			'{{{{a}}}}',
			'{{(',
			'{{(a',
			'{{a="\\" ',
			'{{#a as |b',
			'{{a.',
		],
	},
	{
		language: 'mustache',
		text: readTemplate('mustache.txt'),
		vocabulary: [...braces, '{{#', '{{^', '{{/', '{{=', '=}}', '<%', '%>', '{{!', '{{>', '&'],
		unclosed: ['{{', '{{a ', '{{!', '{{#a}}', '{{^a}}', '{{=', '{{{', '{{=<% %>=}}'],
	},
	{
		language: 'f-string',
		text: 'Hi {name}, {{"a": {user.age!r:>{width}}}}\n{items[0]} { } {"k": {}} {a!x} }{',
		vocabulary: [...braces, '!', ':', '[', ']', '0', '!r'],
		unclosed: ['{', '{a', '{a[', '{a:', '{a:{', '{a!', '}', '{{{'],
	},
	{
		language: 'semantic-kernel',
		text: '{{$input}} and {{ plugin.fn $a "b \\" c" key=$d }} {{"x"}} {{ #x }}\n{{$ }} {{fn a b}} {{fn x=}} {{$last',
		vocabulary: [...braces, '$', '=', 'fn', '{{$'],
		unclosed: ['{{', '{{$', '{{$a', '{{fn "', '{{fn $a ', '{{fn a=', '{{fn '],
	},
	{
		language: 'simple',
		text: 'Dear {{ name }}, {{a.b-c}} {{not a name}} {{half} {{open\n{"json": {{value}}}',
		vocabulary: [...braces, '-', 'name'],
		unclosed: ['{{', '{{a', '{{a.', '{{ ', '{{a}'],
	},
	{
		language: 'vscode-input',
		text: 'Fix ${input:name} in ${file} as ${input:style:formal or not}: ${selection} ${unknown} ${input:open\n$x',
		vocabulary: [...braces, '$', '${', '${input:', ':', 'selection'],
		unclosed: ['${', '${input:', '${input:a', '${input:a:', '$'],
	},
];

for (const { language, text, vocabulary, unclosed } of subjects) {
	const assertSound = (source: string): void => {
		assert.deepEqual(checkTree(parseTemplate(language, source), source), [], JSON.stringify(source));
	};

	suite(`${language} templates that are being written`, () => {
		test('every prefix and every suffix is covered by its tree', () => {
			for (let length = 0; length <= text.length; length++) {
				assertSound(text.slice(0, length));
				assertSound(text.slice(length));
			}
		});

		test('mutated templates are covered by their trees', () => {
			const random = new SeededRandom(20_250_131);
			for (let count = 0; count < 1500; count++)
				assertSound(mutateTemplate(mutateTemplate(text, random, vocabulary), random, vocabulary));
		});

		test('random pieces are covered by their trees', () => {
			const random = new SeededRandom(7);
			for (let count = 0; count < 1500; count++) {
				assertSound(Array.from({ length: random.below(30) }, () => random.pick(vocabulary)).join(''));
			}
		});

		test('a part of a file is read with the offsets of the file', () => {
			const before = '---\nname: {{x}} {{#if}} ${input:y} {z\n---\n';
			const after = '\n}} {{/if}} } {{outside}}';
			const range = { start: before.length, end: before.length + text.length };
			const part = parseTemplate(language, before + text + after, range);
			const alone = parseTemplate(language, text);
			assert.deepEqual(checkTree(part, before + text + after), []);
			assert.deepEqual(
				part.problems.map(problem => [problem.message, problem.range.start - before.length, problem.range.end - before.length]),
				alone.problems.map(problem => [problem.message, problem.range.start, problem.range.end]),
			);
			assert.deepEqual(
				part.uses.map(use => [use.name, use.range.start - before.length]),
				alone.uses.map(use => [use.name, use.range.start]),
			);
		});

		for (const beginning of unclosed) {
			test(`four times as much of \`${beginning}\` takes no more than ten times as long, up to 300 KB`, () => {
				// A quadratic pass takes sixteen times as long.
				assertTimesAsLong(parse, 75_000, 300_000, 10);
			});

			function parse(length: number): void {
				const source = beginning.repeat(Math.ceil(length / beginning.length));
				assert.equal(parseTemplate(language, source).nodes.at(-1)?.range.end, source.length);
			}
		}
	});
}

function readTemplate(name: string): string {
	return readFileSync(`test/fuzz/templates/${name}`, 'utf8');
}
