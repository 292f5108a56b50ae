import assert from 'node:assert/strict';
import { parseMustache } from './parse-mustache.ts';

suite('parseMustache', () => {
	const names: readonly (readonly [template: string, uses: string, uncertain: string])[] = [
		['{{a}} {{{b}}} {{& c}} {{ d.e }}', 'a b c d', ''],
		['{{#list}}{{name}} {{.}}{{/list}} {{after}}', 'list after', 'name'],
		['{{^list}}{{none}}{{/list}}', 'list none', ''],
		['{{#a}}{{^b}}{{c}}{{/b}}{{/a}}', 'a', 'b c'],
		['{{=<% %>=}}<%a%> {{b}} <%={{ }}=%>{{c}}', 'a c', ''],
		['{{! a }}{{> b}}', '', ''],
		['{{a.b', '', 'a'],
		['{"x": {"y": {{a}}}}', 'a', ''],
	];
	for (const [template, certain, uncertain] of names) {
		test(`reads from ${template}: ${certain || 'nothing'} for certain and ${uncertain || 'nothing'} perhaps`, () => {
			const tree = parseMustache(template);
			assert.equal(tree.uses.map(({ name }) => name).join(' '), certain);
			assert.equal(tree.uncertainUses.map(({ name }) => name).join(' '), uncertain);
		});
	}

	const problems: readonly (readonly [template: string, code: string, underlined: string, words: RegExp])[] = [
		['{{a', 'unclosed-delimiter', '{{', /Add `\}\}`/],
		['{{a}\nb}}', 'unclosed-delimiter', '{{', /never closed/],
		['{{{a}} b', 'unclosed-delimiter', '{{{', /Add `\}\}\}`/],
		['{{! a', 'unclosed-delimiter', '{{!', /never closed/],
		['{{ }}', 'empty-expression', '{{ }}', /This tag is empty/],
		['{{#if a}}b{{/if a}}', 'template-syntax-error', 'if a', /Mustache has no helpers/],
		['{{=<%=}}', 'template-syntax-error', '<%', /needs two delimiters/],
		[
			'{{<layout}}{{$title}}a{{/title}}{{/layout}}',
			'template-syntax-error',
			'<layout',
			/inheritance, which mustache\.js and chevron.+`\{\{> layout\}\}`/,
		],
		['{{$title}}a{{/title}}', 'template-syntax-error', '$title', /inheritance.+Write `\{\{title\}\}`/],
		['{{<layout}}', 'template-syntax-error', '<layout', /inheritance/],
		['{{#a}}b', 'unclosed-block', '{{#a}}', /`\{\{#a\}\}` opened here is never closed\. Add `\{\{\/a\}\}`/],
		['b{{/a}}', 'mismatched-block-end', '{{/a}}', /does not end an open block/],
		['{{#a}}{{^b}}{{/a}}{{/b}}', 'mismatched-block-end', '{{/a}}', /Swap the two end tags/],
	];
	for (const [template, code, underlined, words] of problems) {
		test(`says of ${template} that ${underlined} is wrong`, () => {
			const [problem] = parseMustache(template).problems;
			assert.ok(problem);
			assert.equal(problem.code, code);
			assert.equal(template.slice(problem.range.start, problem.range.end), underlined);
			assert.match(problem.message, words);
		});
	}

	test('refuses inheritance once, keeps its blocks as a tree and calls nothing in them certain', () => {
		const template = '{{<layout}} {{$title}}Hello {{name}}{{/title}} {{$body}}x{{/body}} {{/layout}}{{after}}';
		const tree = parseMustache(template);
		assert.equal(tree.problems.length, 1);
		const [parent] = tree.nodes;
		assert.ok(parent?.kind === 'block');
		assert.equal(parent.keyword, 'layout');
		assert.deepEqual(
			parent.branches[0]?.children.flatMap(child => (child.kind === 'block' ? child.keyword : [])),
			['title', 'body'],
		);
		assert.deepEqual(
			[tree.uses, tree.uncertainUses].map(uses => uses.map(({ name }) => name).join(' ')),
			['after', 'name'],
		);
		assert.deepEqual(
			tree.references.map(({ kind, target }) => [kind, target]),
			[['extends', 'layout']],
		);
	});

	test('takes a name that starts with a dollar sign for a name when nothing ends it', () => {
		const tree = parseMustache('{{$schema}} {{#a}}{{/a}}');
		assert.deepEqual(tree.problems, []);
		assert.deepEqual(
			tree.uses.map(({ name }) => name),
			['$schema', 'a'],
		);
	});

	test('gives the partials it names', () => {
		const { references } = parseMustache('{{> footer }}{{>a/b}}');
		assert.deepEqual(
			references.map(({ kind, target }) => [kind, target]),
			[
				['partial', 'footer'],
				['partial', 'a/b'],
			],
		);
	});
});
