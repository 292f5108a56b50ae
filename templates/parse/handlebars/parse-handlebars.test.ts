import assert from 'node:assert/strict';
import { allNodes } from '../../tree/all-nodes.ts';
import type { TemplateTree, VariableUse } from '../../tree/template-tree.ts';
import { parseHandlebars } from './parse-handlebars.ts';

suite('parseHandlebars', () => {
	// What is read; `?` marks what may be a member of a value or a helper, `<` what the template or the engine defines.
	const names: readonly (readonly [template: string, uses: string])[] = [
		['{{name}} {{{ raw }}} {{&unescaped}}', 'name raw unescaped'],
		['{{user.address.city}} {{user/name}} {{user.[first name]}}', 'user.address.city user.name user.first name'],
		['{{[first name]}} {{this.a}} {{./b}}', 'first name a b'],
		['{{this}} {{.}} {{../x}}', '?x'],
		['{{#if a}}{{b}}{{else if c}}{{d}}{{else}}{{e}}{{/if}}', 'a b c d e'],
		['{{#unless a}}{{b}}{{^}}{{c}}{{/unless}}', 'a b c'],
		['{{#each items}}{{name}} {{this.price}} {{@index}}{{/each}}', 'items <index'],
		['{{#each items}}{{../top}} {{#if x}}{{../y}}{{/if}}{{else}}{{none}}{{/each}}', 'items top y none'],
		['{{#each a}}{{#each b}}{{../c}} {{../../d}}{{/each}}{{/each}}', 'a d'],
		['{{#each items as |item i|}}{{item.name}} {{i}} {{other}}{{/each}} {{item}}', 'items <item.name <i item'],
		['{{#each items as |item|}}{{#with item.x}}{{item}} {{this.item}}{{/with}}{{/each}}', 'items <item.x <item'],
		['{{#with user}}{{name}}{{else}}{{name}}{{/with}}', 'user name'],
		['{{#items}}{{x}}{{/items}} {{^items}}{{none}}{{/items}}', 'items ?x items none'],
		['{{#custom a}}{{b}} {{../c}}{{else}}{{d}}{{/custom}}', 'a ?b ?c d'],
		['{{helper a key=b}} {{outer (inner c) d=(inner e)}}', 'a b c e'],
		['{{user.format a}}', 'user.format a'],
		['{{log}} {{if}} {{lookup a b}}', 'a b'],
		['{{role "system"}} {{media url=image}} {{json data indent=2}} {{section "x"}}', 'image data'],
		['{{#ifEquals a "b"}}{{c}}{{/ifEquals}}{{#unlessEquals a 1}}{{d}}{{/unlessEquals}}', 'a c a d'],
		['{{history}}', '?history'],
		['{{#message role=who}}{{text}}{{/message}}', 'who text'],
		['{{@root.user.name}} {{@state.count}} {{@first}}', 'user.name <state.count <first'],
		['{{> card user title=t}} {{> (lookup . which)}}', 'user t which'],
		['{{{{raw a}}}} {{b}} {{{{/raw}}}}', 'a'],
		['{{"literal"}} {{1}} {{true}} {{null}} {{undefined}} {{f "a" 1}}', ''],
		['\\{{escaped}} \\\\{{name}}', 'name'],
		['{{! {{a}} {{!-- {{b}} --}}{{c}}', 'c'],
		['{{#if a}}{{b c', 'a ?c'],
	];
	for (const [template, expected] of names) {
		test(`reads from ${template}: ${expected === '' ? 'nothing' : expected}`, () => {
			assert.equal(summaryOf(parseHandlebars(template)), expected);
		});
	}

	// The words that are underlined, and what is said about them.
	const problems: readonly (readonly [template: string, code: string, underlined: string, words: RegExp])[] = [
		['a {{name b', 'unclosed-delimiter', '{{', /^This tag is never closed, so Handlebars rejects the template\. Add `\}\}`/],
		['{{name}', 'unclosed-delimiter', '{{', /never closed/],
		['{"a": {{b}}}', 'unclosed-delimiter', '{{', /`\{\{` is closed with `\}\}\}`.*with a space between/],
		['{{{a}} b', 'unclosed-delimiter', '{{{', /`\{\{\{` is closed with `\}\}`/],
		['{{!-- a }}', 'unclosed-delimiter', '{{!--', /comment is never closed.*`--\}\}`/],
		['x {{ }} y', 'empty-expression', '{{ }}', /This tag is empty/],
		['{{a,b}}', 'template-syntax-error', ',', /`,` is not allowed here/],
		['{{a b=}}', 'template-syntax-error', '}}', /`b=` needs a value/],
		['{{a b=c d}}', 'template-syntax-error', 'd', /cannot follow `key=value`/],
		['{{a (b c}}', 'template-syntax-error', '}}', /`\(` is not closed/],
		['{{a.this}}', 'template-syntax-error', 'this', /cannot follow a name/],
		['{{#each a as |b}}{{/each}}', 'template-syntax-error', '}}', /never closed\. Add `\|`/],
		['{{#if a}}b', 'unclosed-block', '{{#if a}}', /^`\{\{#if\}\}` opened here is never closed\. Add `\{\{\/if\}\}`/],
		['{{#> layout x}}b', 'unclosed-block', '{{#> layout x}}', /`\{\{\/layout\}\}`/],
		['{{{{raw}}}} b', 'unclosed-block', '{{{{raw}}}}', /never closed/],
		['b{{/if}}', 'mismatched-block-end', '{{/if}}', /does not end an open block/],
		['{{#if a}}b{{/each}}{{/if}}', 'mismatched-block-end', '{{/each}}', /innermost open block needs `\{\{\/if\}\}`/],
		['{{#if a}}{{#with b}}{{/if}}{{/with}}', 'mismatched-block-end', '{{/if}}', /Swap the two end tags/],
		['{{{{a}}}}{{{{/b}}}}', 'mismatched-block-end', '{{{{/b}}}}', /opened as `a`/],
		['{{else}}', 'template-syntax-error', '{{else}}', /belongs to no block/],
		['{{#if a}}{{else}}{{else if b}}{{/if}}', 'template-syntax-error', '{{else if b}}', /cannot follow the last `\{\{else\}\}`/],
	];
	for (const [template, code, underlined, words] of problems) {
		test(`says of ${template} that ${underlined} is wrong`, () => {
			const [problem, ...others] = parseHandlebars(template).problems;
			assert.ok(problem);
			assert.deepEqual(others, []);
			assert.equal(problem.code, code);
			assert.equal(template.slice(problem.range.start, problem.range.end), underlined);
			assert.match(problem.message, words);
		});
	}

	test('goes on behind a tag that is being typed', () => {
		const tree = parseHandlebars('{{#if user.\nHello {{name}}\n{{/if}} {{last}}');
		assert.equal(tree.problems.length, 1);
		assert.deepEqual(
			tree.uses.map(({ name }) => name),
			['name', 'last'],
		);
	});

	test('gives the partials a template names, less those it defines itself', () => {
		const template = '{{#*inline "mine"}}{{/inline}}{{> mine}}{{> a/b}}{{> "c d"}}{{> (lookup . x)}}{{> @partial-block}}{{#> e}}{{/e}}';
		const { references } = parseHandlebars(template);
		assert.deepEqual(
			references.map(({ target, range }) => [target, template.slice(range.start, range.end)]),
			[
				['a/b', 'a/b'],
				['c d', '"c d"'],
				[undefined, '(lookup . x)'],
				['e', 'e'],
			],
		);
	});

	test('binds a block parameter to its place, for the body and not for the other branch', () => {
		const template = '{{#each a as |x|}}{{x}}{{else}}{{x}}{{/each}}';
		const { definitions, uses } = parseHandlebars(template);
		const [definition] = definitions;
		assert.deepEqual(definition && { kind: definition.kind, range: definition.range, scope: definition.scope }, {
			kind: 'block-parameter',
			range: { start: 14, end: 15 },
			scope: { start: 18, end: 23 },
		});
		assert.deepEqual(
			uses.map(use => use.definition),
			[undefined, definition, undefined],
		);
	});

	test('names tags by their helper', () => {
		const { nodes } = parseHandlebars('{{~#if a~}}{{else}}{{/if}}{{> p}}{{#> q}}{{/q}}');
		const keywords = [...allNodes(nodes)].flatMap(node => (node.kind === 'tag' ? node.keyword : []));
		assert.deepEqual(keywords, ['if', 'else', 'if', '>', '#>', 'q']);
	});

	test('keeps the tree shallow however deep blocks nest', () => {
		const tree = parseHandlebars(`${'{{#if a}}'.repeat(500)}{{b}}${'{{/if}}'.repeat(500)}`);
		assert.deepEqual(
			tree.problems.map(({ message }) => message.slice(0, 42)),
			['Blocks are nested more than 90 levels deep'],
		);
	});
});

function summaryOf({ uses, uncertainUses }: TemplateTree): string {
	const marked = (use: VariableUse, mark: string): readonly [number, string] => [
		use.range.start,
		[(use.definition === undefined ? mark : '<') + use.name, ...use.attributes].join('.'),
	];
	const all = [...uses.map(use => marked(use, '')), ...uncertainUses.map(use => marked(use, '?'))];
	return all
		.sort(([a], [b]) => a - b)
		.map(([, text]) => text)
		.join(' ');
}
