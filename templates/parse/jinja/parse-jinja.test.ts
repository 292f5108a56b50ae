import assert from 'node:assert/strict';
import type { TemplateNode } from '../../tree/template-tree.ts';
import { parseJinja } from './parse-jinja.ts';

suite('reading a Jinja template', () => {
	test('cuts it into text, outputs, comments, raw regions, tags and blocks', () => {
		assert.equal(
			outline('Hi {{ name }}!{# note #}{% raw %}{{ x }}{% endraw %}{% set a = 1 %}{% if a %}yes{% elif b %}{% else %}no{% endif %}'),
			'text(Hi ) output({{ name }}) text(!) comment({# note #}) raw({% raw %}{{ x }}{% endraw %}) tag({% set a = 1 %}) ' +
				'block(tag({% if a %}) text(yes) tag({% elif b %}) tag({% else %}) text(no) tag({% endif %}))',
		);
	});

	test('leaves the white space control out of what a comment says', () => {
		const text = '{#- stagemark -#}';
		const [comment] = parseJinja(text).nodes;
		assert.ok(comment?.kind === 'comment');
		assert.equal(text.slice(comment.contentRange.start, comment.contentRange.end), ' stagemark ');
	});

	test('leaves braces of JSON and of CSS alone', () => {
		const tree = parseJinja('Answer as {"a": {"b": [1]}} or as a { color: red }, 100 % sure.');
		assert.deepEqual([tree.problems, tree.nodes.map(({ kind }) => kind)], [[], ['text']]);
	});

	test('knows the templates it names', () => {
		const text =
			'{% extends "base.j2" %}{% include ["a.j2", other] ignore missing %}{% from \'m.j2\' import x %}{% import "n" ~ 1 as n %}';
		const { references } = parseJinja(text);
		assert.deepEqual(
			references.map(({ kind, target, range }) => [kind, target, text.slice(range.start, range.end)]),
			[
				['extends', 'base.j2', '"base.j2"'],
				['include', 'a.j2', '"a.j2"'],
				['include', undefined, 'other'],
				['import', 'm.j2', "'m.j2'"],
				['import', undefined, '"n" ~ 1'],
			],
		);
	});
});

suite('the names of a Jinja template', () => {
	const cases: readonly (readonly [string, string, string])[] = [
		['an input', '{{ a }}', 'a:input'],
		['what is read from an input', '{{ user.address["city"].zip() }}', 'user.address.city.zip:input'],
		['constants are no names', '{{ true, False, none }}', ''],
		['a loop variable, only inside', '{% for x in xs %}{{ x }}{% endfor %}{{ x }}', 'xs:input x:loop-variable x:input'],
		['several loop variables', '{% for k, (v, w) in d %}{{ k }}{{ w }}{% endfor %}', 'd:input k:loop-variable w:loop-variable'],
		['the filter of a loop', '{% for x in xs if x.ok and y %}{% endfor %}', 'xs:input x.ok:loop-variable y:input'],
		['not the else of a loop', '{% for x in xs %}{% else %}{{ x }}{% endfor %}', 'xs:input x:input'],
		['`loop` in a loop', '{% for x in xs %}{{ loop.index }}{% endfor %}{{ loop }}', 'xs:input loop.index:engine loop:input'],
		['an assignment, from there on', '{{ a }}{% set a = a %}{{ a }}', 'a:input a:input a:assignment'],
		['a captured assignment', '{% set a %}{{ b }}{% endset %}{{ a }}', 'b:input a:assignment'],
		['an assignment in a loop stays there', '{% for x in y %}{% set a = 1 %}{% endfor %}{{ a }}', 'y:input a:input'],
		['an assignment in an if does not', '{% if c %}{% set a = 1 %}{{ a }}{% endif %}', 'c:input a:assignment'],
		['an assignment that may not happen', '{% if c %}{% set a = 1 %}{% endif %}{{ a }}', 'c:input a:input'],
		['an assignment on every way', '{% if c %}{% set a = 1 %}{% else %}{% set a = 2 %}{% endif %}{{ a }}', 'c:input a:assignment'],
		[
			'an assignment on two of three ways',
			'{% if c %}{% set a = 1 %}{% elif d %}{% set a = 2 %}{% endif %}{{ a }}',
			'c:input d:input a:input',
		],
		['a default for an input', '{% if a is not defined %}{% set a = 1 %}{% endif %}{{ a }}', 'a:input a:input'],
		['an assignment behind a loop that reads it', '{% for x in y %}{{ a }}{% endfor %}{% set a = 1 %}', 'y:input a:assignment'],
		['with, whose values do not see its names', '{% with a = 1, b = a %}{{ b }}{% endwith %}{{ b }}', 'a:input b:assignment b:input'],
		[
			'a macro and its arguments',
			'{% macro m(a, b=a) %}{{ a }}{{ m() }}{% endmacro %}{{ m(c) }}',
			'a:macro-argument a:macro-argument m:macro m:macro c:input',
		],
		[
			'what a macro is given besides',
			'{% macro m() %}{{ caller() }}{{ varargs }}{{ kwargs }}{% endmacro %}',
			'caller:engine varargs:engine kwargs:engine',
		],
		['a macro sees what is assigned behind it', '{% macro m() %}{{ a }}{% endmacro %}{% set a = 1 %}', 'a:assignment'],
		['the arguments of a call block', '{% call(x) f(y) %}{{ x }}{% endcall %}', 'f:input y:input x:macro-argument'],
		[
			'imports',
			'{% import "a" as b %}{% from "a" import c, d as e %}{{ b.x }}{{ c }}{{ d }}{{ e }}',
			'b.x:import c:import d:input e:import',
		],
		[
			'a namespace',
			'{% set ns = namespace(a=0) %}{% for x in y %}{% set ns.a = x %}{% endfor %}',
			'namespace:engine y:input ns.a:assignment x:loop-variable',
		],
		[
			'globals of the engine',
			'{{ range(3) }}{{ dict() }}{{ lipsum() }}{{ _("x") }}',
			'range:engine dict:engine lipsum:engine _:engine',
		],
		['a global that is shadowed', '{% set range = 1 %}{{ range }}', 'range:assignment'],
		[
			'`self` and `super`',
			'{% block a %}{{ super() }}{{ self.b() }}{% endblock %}{{ super() }}',
			'super:engine self.b:engine super:input',
		],
		['a block after an assignment', '{% set a = 1 %}{% block b %}{{ a }}{% endblock %}', 'a:assignment'],
		['a block before an assignment', '{% block b %}{{ a }}{% endblock %}{% set a = 1 %}', 'a:input'],
		[
			'a block of a template that extends another',
			'{% extends "p" %}{% block b %}{{ a }}{% endblock %}{% set a = 1 %}',
			'a:assignment',
		],
		[
			'a block that runs before its template extends another',
			'{% block b %}{{ a }}{% endblock %}{% set a = 1 %}{% extends "p" %}',
			'a:input',
		],
		[
			'a block that runs while what it reads is captured',
			'{% extends "p" %}{% set a %}{% block b %}{{ a }}{% endblock %}{% endset %}',
			'a:input',
		],
		['a block in a loop', '{% for x in y %}{% block b %}{{ x }}{% endblock %}{% endfor %}', 'y:input x:input'],
		[
			'a scoped block in a loop',
			'{% for x in y %}{% block b scoped %}{{ x }}{{ loop }}{% endblock %}{% endfor %}',
			'y:input x:loop-variable loop:engine',
		],
		['a translation', '{% trans a=b.c, d %}{{ a }}{{ d }}{{ e }}{% endtrans %}', 'b.c:input d:input a:block-parameter d:input e:input'],
		['a filter block', '{% filter f(a) %}{% set a = 1 %}{% endfilter %}{{ a }}', 'a:assignment a:input'],
		['arguments of every kind', '{{ f(a, k=b, *c, **d)|g(e) is h(i) }}', 'f:input a:input b:input c:input d:input e:input i:input'],
		['what a broken loop defines', '{% for x in %}{{ x }}{% endfor %}', 'x:loop-variable'],
	];
	for (const [title, text, expected] of cases) test(title, () => assert.equal(namesOf(text), expected));

	test('a name in a broken tag is known but not certain', () => {
		const tree = parseJinja('{{ user.name and more {{ a }}');
		assert.deepEqual(
			[tree.uses.map(({ name }) => name), tree.uncertainUses.map(({ name, attributes }) => [name, ...attributes])],
			[['a'], [['user', 'name'], ['more']]],
		);
	});

	const variableCases: readonly (readonly [string, string, string])[] = [
		[
			'what is assigned in two branches and a loop variable of the same name',
			'{% if x %}{% set y = 1 %}{% else %}{% set y = 2 %}{% endif %}{{ y }}{% for y in y %}{{ y }}{% endfor %}{{ y }}',
			'{% if A %}{% set B = 1 %}{% else %}{% set B = 2 %}{% endif %}{{ B }}{% for C in B %}{{ C }}{% endfor %}{{ B }}',
		],
		['an input and its default', '{% if not x %}{% set x = 1 %}{% endif %}{{ x }}', '{% if not A %}{% set A = 1 %}{% endif %}{{ A }}'],
		[
			'an assignment in a loop hides the one around it',
			'{% set x = 1 %}{% for y in z %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}',
			'{% set A = 1 %}{% for B in C %}{% set D = 2 %}{{ D }}{% endfor %}{{ A }}',
		],
		[
			'an assignment in a loop that may not happen does not',
			'{% set x = 1 %}{% for y in z %}{% if y %}{% set x = 2 %}{% endif %}{{ x }}{% endfor %}',
			'{% set A = 1 %}{% for B in C %}{% if B %}{% set A = 2 %}{% endif %}{{ A }}{% endfor %}',
		],
		['a name in a broken tag', '{% set x = 1 %}{{ x | }}{{ x }}', '{% set A = 1 %}{{ A | }}{{ A }}'],
	];
	for (const [title, text, expected] of variableCases) {
		test(`one variable: ${title}`, () => assert.equal(withVariables(text), expected));
	}

	test('a definition says where it is known', () => {
		const text = '{% for x in y %}{% set a = x %}{{ a }}{% endfor %} {% macro m(b) %}{{ b }}{% endmacro %} end';
		const scopes = parseJinja(text).definitions.map(({ name, scope }) => [name, text.slice(scope.start, scope.end)]);
		assert.deepEqual(scopes, [
			['x', ' in y %}{% set a = x %}{{ a }}'],
			['a', '{{ a }}'],
			['m', '{{ b }}{% endmacro %} end'],
			['b', ') %}{{ b }}'],
		]);
	});
});

/** Each use in order: what it reads, and what gave it its value. */
function namesOf(text: string): string {
	return parseJinja(text)
		.uses.map(({ name, attributes, definition }) => `${[name, ...attributes].join('.')}:${definition?.kind ?? 'input'}`)
		.join(' ');
}

/** The template with every name replaced by a letter for its variable: what a rename would do to all of them. */
function withVariables(text: string): string {
	const { uses, uncertainUses, definitions } = parseJinja(text);
	const places = [...definitions, ...uses, ...uncertainUses].sort((left, right) => left.range.start - right.range.start);
	const variables = [...new Set(places.map(({ variable }) => variable))];
	const letter = (variable: number): string => String.fromCharCode('A'.charCodeAt(0) + variables.indexOf(variable));
	return places.reduceRight(
		(written, { range, variable }) => written.slice(0, range.start) + letter(variable) + written.slice(range.end),
		text,
	);
}

function outline(text: string): string {
	const write = (node: TemplateNode): string => {
		if (node.kind !== 'block') return `${node.kind}(${text.slice(node.range.start, node.range.end)})`;
		const branches = node.branches.flatMap(({ tag, children }) => [tag, ...children]);
		return `block(${[...branches, ...(node.close === undefined ? [] : [node.close])].map(write).join(' ')})`;
	};
	return parseJinja(text).nodes.map(write).join(' ');
}
