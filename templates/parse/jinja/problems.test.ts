import assert from 'node:assert/strict';
import { parseJinja } from './parse-jinja.ts';

/** A template, and for each problem its code, the words that are underlined and the start of the message. */
type Case = readonly [string, ...(readonly [string, string, string])[]];

const cases: Readonly<Record<string, Case>> = {
	'a complete template has none': ['{% for x in xs if x %}{{ x|upper }}{% else %}none{% endfor %}'],
	'nothing to print': ['a {{ }} b', ['empty-expression', '{{ }}', 'This tag is empty']],
	'a condition without a condition': ['{% if %}{% endif %}', ['empty-expression', '{% if %}', 'This `if` has no condition.']],
	'a value that is missing': ['{{ a + }}', ['template-syntax-error', '}}', 'Unexpected end of the tag: a value is needed here.']],
	'two names without an operator': ['{{ first name }}', ['template-syntax-error', 'name', 'Unexpected `name`: only one expression']],
	'a filter without a name': ['{{ a | }}', ['template-syntax-error', '}}', 'Unexpected end of the tag: a filter name is needed']],
	'a bracket that is never closed': ['{{ f(a }} b', ['template-syntax-error', '}}', 'Unexpected end of the tag inside a bracket']],
	'a bracket that closes nothing': ['{{ a) }}', ['template-syntax-error', ')', '`)` closes nothing here.']],
	'a string that is never closed': ["{{ it's }}", ['template-syntax-error', "'", 'This string is never closed']],
	'an apostrophe in each of two tags': [
		"{{ it's }} and {{ that's }}",
		['template-syntax-error', "'", 'This string is never closed'],
		['template-syntax-error', "'", 'This string is never closed'],
	],
	'an escape that is not complete': ['{{ "\\x4" }}', ['template-syntax-error', '"\\x4"', '`\\x` starts an incomplete escape']],
	'a character without a meaning': ['{{ price$ }}', ['template-syntax-error', '$', '`$` has no meaning inside a tag.']],
	'braces inside a statement': ['{% if {{ a }} %}{% endif %}', ['template-syntax-error', '{{', '`{{` is not allowed inside a tag']],
	'a tag Jinja does not know': ['{% iff a %}', ['template-syntax-error', 'iff', 'Jinja does not know the tag `iff`']],
	'a block Jinja does not know is one problem': [
		'{% chat %}a{% endchat %}',
		['template-syntax-error', 'chat', 'Jinja does not know the tag `chat`'],
	],
	'a tag without a word': ['{% %}', ['template-syntax-error', '%}', 'Unexpected end of the tag: a tag starts with a word']],
	'an output that is never closed ends with its line': [
		'Hello {{ name, how are you?\n{"a": {"b": 1}}\n{{ b }}',
		['unclosed-delimiter', '{{', '`{{` is never closed'],
	],
	'an output that is never closed ends before the next tag': ['{{ a {{ b }}', ['unclosed-delimiter', '{{', '`{{` is never closed']],
	'an output that is closed with one brace': ['{{ a } b', ['unclosed-delimiter', '{{', '`{{` is closed with a single `}`']],
	'an output that is closed as a statement': ['{{ a %} b', ['unclosed-delimiter', '{{', '`{{` is closed with `%}`']],
	'a statement that is closed as an output': ['{% if a }}b{% endif %}', ['unclosed-delimiter', '{%', '`{%` is closed with `}}`']],
	'a comment that is never closed': ['{# a {{ b }}', ['unclosed-delimiter', '{#', '`{#` is never closed']],
	'a block that is never closed': ['{% if a %}b', ['unclosed-block', '{% if a %}', '`{% if %}` opened here is never closed.']],
	'a raw region that is never closed': ['{% raw %}b', ['unclosed-block', '{% raw %}', '`{% raw %}` opened here is never closed.']],
	'an inner block that is never closed': [
		'{% for a in b %}{% if a %}{% endfor %}',
		['unclosed-block', '{% if a %}', '`{% if %}` opened here'],
	],
	'blocks that are closed in the wrong order are one problem': [
		'{% for a in b %}{% if a %}{% endfor %}{% endif %}',
		['mismatched-block-end', '{% endfor %}', '`{% endfor %}` comes before `{% endif %}`'],
	],
	'an end without a start': ['a{% endif %}', ['mismatched-block-end', '{% endif %}', '`{% endif %}` does not end an open `if` block.']],
	'an end of raw without a start': ['{% endraw %}', ['mismatched-block-end', 'endraw', '`{% endraw %}` does not end an open `raw`']],
	'a block that ends with another name': [
		'{% block a %}{% endblock b %}',
		['mismatched-block-end', 'b', 'The block that ends here is named `a`'],
	],
	'an else without an if': [
		'{% else %}',
		['template-syntax-error', '{% else %}', '`{% else %}` belongs to no `{% if %}` or `{% for %}`'],
	],
	'an elif behind the else': [
		'{% if a %}{% else %}{% elif b %}{% endif %}',
		['template-syntax-error', '{% elif b %}', 'Only `{% endif %}`'],
	],
	'an assignment to something else than a name': ['{% set 1 = 2 %}', ['template-syntax-error', '1', 'Only names can be assigned to.']],
	'two blocks of the same name': [
		'{% block a %}{% endblock %}{% block a %}{% endblock %}',
		['template-syntax-error', 'a', 'Another block is also named `a`'],
	],
	'a break outside a loop': ['{% break %}', ['template-syntax-error', '{% break %}', '`{% break %}` is outside a `for` loop']],
	'an assignment to loop': [
		'{% for a in b %}{% set loop = 1 %}{% endfor %}',
		['template-syntax-error', 'loop', 'The `for` loop defines `loop`'],
	],
	'an extends inside a loop': [
		'{% for a in b %}{% extends "c" %}{% endfor %}',
		['template-syntax-error', '{% extends "c" %}', '`{% extends %}` must be'],
	],
	'a statement in a translation': [
		'{% trans %}{% do a %}{% endtrans %}',
		['template-syntax-error', '{% do a %}', 'A translation cannot contain'],
	],
};

suite('problems of a Jinja template', () => {
	for (const [title, [text, ...expected]] of Object.entries(cases)) {
		test(title, () => {
			const { problems } = parseJinja(text);
			const found = problems.map(({ code, range, message }, index) => {
				const start = expected[index]?.[2] ?? '';
				return [code, text.slice(range.start, range.end), message.startsWith(start) ? start : message];
			});
			assert.deepEqual(found, expected);
		});
	}

	test('an output that is never closed does not swallow the lines behind it', () => {
		const text = 'Hello {{ name, how are you?\n{"a": {"b": 1}}\n{{ b }}';
		const nodes = parseJinja(text).nodes.map(({ kind, range }) => [kind, text.slice(range.start, range.end)]);
		assert.deepEqual(nodes, [
			['text', 'Hello '],
			['output', '{{ name, how are you?'],
			['text', '\n{"a": {"b": 1}}\n'],
			['output', '{{ b }}'],
		]);
	});

	test('an expression over several lines is read as a whole', () => {
		assert.deepEqual(parseJinja('{{ f(\n\ta,\n\tb\n) }}{% set x = {\n\t"a": {"b": 1}\n} %}').problems, []);
	});

	test('blocks and brackets that nest without bound are one problem and no stack overflow', () => {
		for (const opening of ['{% if x %}', '{% for x in y %}']) {
			const problems = parseJinja(opening.repeat(20_000)).problems.filter(({ code }) => code === 'template-syntax-error');
			assert.deepEqual(
				problems.map(({ message }) => message.slice(0, 38)),
				['Blocks are nested too deeply here for P'.slice(0, 38)],
			);
		}
		for (const part of ['(', '[', '{a:', '-', 'not ', 'f(', 'a if b else ', 'a[']) {
			const { problems } = parseJinja(`{{ ${part.repeat(100_000)}`);
			assert.equal(problems.length, 1, part);
		}
		for (const part of ['.a', '|f', '+a', '[0]', '()', ' is x and a', ' if a']) {
			const { problems } = parseJinja(`{{ a${part.repeat(100_000)} }}`);
			assert.equal(problems.length, 1, part);
		}
	});
});
