import assert from 'node:assert/strict';
import { findDialect } from './find-dialect.ts';
import { dialects } from './registry.ts';

suite('dialects', () => {
	test('stand in alphabetical order, each once', () => {
		const ids = dialects.map(dialect => dialect.id);
		assert.deepEqual(ids, [...new Set(ids)].sort());
	});

	const ours: readonly (readonly [title: string, path: string, text: string, id: string])[] = [
		['a Jinja file with front matter', 'prompts/a.j2', '---\nname: a\n---\nhi', 'stagemark'],
		['a Jinja file without', 'prompts/a.jinja', 'hi {{ x }}', 'plain-jinja'],
		['an empty Jinja file', 'prompts/a.jinja2', '', 'plain-jinja'],
		['a Jinja file that opens with a thematic break', 'prompts/a.j2', '---\n\nhi', 'plain-jinja'],
		['a Jinja file in the middle of a slip, such as {{#', 'prompts/a.j2', '{{# x }}', 'plain-jinja'],
		['a .prompt file with our keys', 'prompts/a.prompt', '---\nname: a\nversion: 1.0.0\n---\nhi {{ x }}', 'stagemark'],
		['a .prompt file without front matter', 'prompts/a.prompt', 'hi {{ x }}', 'plain-jinja'],
		['a Markdown file with our keys', 'prompts/a.md', '---\nname: a\ninputs: [x]\n---\nhi', 'stagemark'],
		['a Markdown prompt with version and model', 'prompts/a.v2.0.prompt.md', '---\nversion: 2.0.0\nmodel: m\n---\nhi', 'stagemark'],
		['a text file with our keys', 'prompts/a.txt', '---\nname: a\nparameters: {temperature: 0}\n---\nhi', 'stagemark'],
		['front matter that is never closed', 'prompts/a.j2', '---\nname: a\n\nhi', 'stagemark'],
	];
	for (const [title, path, text, id] of ours) {
		test(`${title} is ours, for a reason in words`, () => {
			const found = findDialect(path, text);
			assert.equal(found?.dialect.id, id);
			assert.match(found.reason, /^[A-Z].*\.$/);
			assert.equal(dialects.filter(dialect => dialect.recognise(path, text) !== undefined).length, 1);
		});
	}

	const others: readonly (readonly [title: string, path: string, text: string])[] = [
		['dotprompt with roles', 'prompts/a.prompt', '---\nmodel: googleai/gemini\n---\n{{role "system"}}\nhi'],
		['dotprompt with an input schema', 'prompts/a.prompt', '---\nmodel: m\ninput:\n  schema:\n    x: string\n---\nhi {{x}}'],
		['dotprompt with helpers and no front matter', 'prompts/a.prompt', '{{#each items}}{{this}}{{/each}}'],
		['dotprompt with a partial', 'prompts/a.prompt', '{{>header}} hi'],
		[
			'Prompty',
			'prompts/a.prompt',
			'---\nname: a\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\nsample:\n  x: 1\n---\nsystem:\nhi {{x}}',
		],
		['a VS Code prompt file', 'prompts/a.prompt.md', '---\nmode: agent\ndescription: Review\ntools: [search]\n---\nReview this.'],
		['a VS Code prompt file with a model', 'prompts/a.prompt.md', '---\nmodel: gpt-4o\ndescription: Review\n---\nReview this.'],
		['VS Code instructions', 'prompts/a.instructions.md', '---\napplyTo: "**"\n---\nBe kind.'],
		['Semantic Kernel', 'prompts/skprompt.txt', 'Sum up: {{$input}}'],
		['a README', 'prompts/README.md', '# Prompts\n\nAll prompts stand here.'],
		['a skill', 'prompts/SKILL.md', '---\nname: pdf\ndescription: Reads PDF files.\n---\n# PDF'],
		['a page of a site', 'prompts/page.md', '---\ntitle: Prompts\nlayout: post\n---\n{{ content }}'],
		['plain text', 'prompts/notes.txt', 'buy milk'],
		['a GitHub prompt', 'prompts/a.prompt.yml', 'messages:\n  - role: system\n    content: hi\n'],
		['an empty Markdown file', 'prompts/a.md', ''],
	];
	for (const [title, path, text] of others) {
		test(`${title} is left alone`, () => assert.equal(findDialect(path, text), undefined));
	}
});
