import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';
import { promptContentHash } from '../hash/content-hash.ts';
import { parsePrompt } from '../parse-prompt.ts';

const inLanguage = (template: string, body: string): string => `---\nname: a\nversion: 1.0.0\ninputs: [x]\n${template}\n---\n${body}`;

suite('stagemark', () => {
	const languages: readonly (readonly [frontMatter: string, body: string, language: string])[] = [
		['template: jinja2', '{% if x %}{{ x }}{% endif %}', 'jinja2'],
		['template: handlebars', '{{#if x}}{{x}}{{/if}}', 'handlebars'],
		['template: mustache', '{{#x}}{{/x}}{{^x}}{{/x}}', 'mustache'],
		['template: f-string', '{x} {{"json": 1}} {x!r}', 'f-string'],
		['template_format: mustache', '{{x}} {{{x}}}', 'mustache'],
	];
	for (const [frontMatter, body, language] of languages) {
		test(`reads a template in ${language} where the front matter says “${frontMatter}”`, () => {
			const outline = outlinePrompt('prompts/a.prompt', inLanguage(frontMatter, body));
			assert.deepEqual([outline.dialect, outline.language, outline.problems], ['stagemark', language, []]);
			assert.deepEqual(outline.reads, ['x', 'x']);
		});
	}

	test('reports a language that it does not know, with the place', () =>
		assert.deepEqual(outlinePrompt('prompts/a.j2', inLanguage('template: liquid', '{{ x }}')).problems, ['wrong-value-type: liquid']));

	test('splits messages at role lines also in Handlebars, and not in partials that it defines', () => {
		const body = '{{#*inline "p"}}\nuser:\nno\n{{/inline}}\nsystem:\nhi\n{{#each x}}\nuser:\n{{this}}\n{{/each}}\n';
		const { messages } = outlinePrompt('prompts/a.prompt', inLanguage('template: handlebars', body));
		assert.deepEqual(
			messages.map(message => message.split(':')[0]),
			['system', 'user'],
		);
	});

	test('does not take the name of the default language for another content', () => {
		const hash = (frontMatter: string): string => promptContentHash(parsePrompt('a.j2', inLanguage(frontMatter, '{{ x }}')));
		assert.equal(hash('template: jinja2'), hash('owner: me'));
		assert.notEqual(hash('template: handlebars'), hash('owner: me'));
	});
});
