import assert from 'node:assert/strict';
import { readCandidateFile } from './candidate-file.ts';
import { findDialect } from './find-dialect.ts';
import { dialects } from './all-dialects.ts';

suite('dialects', () => {
	test('stand in alphabetical order, each once', () => {
		const ids = dialects.map(dialect => dialect.id);
		assert.deepEqual(ids, [...new Set(ids)].sort());
	});

	const known: readonly (readonly [title: string, path: string, text: string, id: string])[] = [
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
		[
			'a .prompt file in Handlebars that says so',
			'prompts/a.prompt',
			'---\nname: a\ntemplate: handlebars\n---\n{{#each a}}{{/each}}',
			'stagemark',
		],
		['dotprompt with roles', 'prompts/a.prompt', '---\nmodel: googleai/gemini\n---\n{{role "system"}}\nhi', 'dotprompt'],
		[
			'dotprompt with an input schema',
			'prompts/a.prompt',
			'---\nmodel: m\ninput:\n  schema:\n    x: string\n---\nhi {{x}}',
			'dotprompt',
		],
		['dotprompt with helpers and no front matter', 'prompts/a.prompt', '{{#each items}}{{this}}{{/each}}', 'dotprompt'],
		['Handlebars without escapes', 'prompts/a.prompt', 'Review:\n{{{ diff }}}\n', 'dotprompt'],
		['Handlebars with a helper', 'prompts/a.prompt', '{{{ url "https://example.com/style" }}}\n{{ input }}', 'dotprompt'],
		['Handlebars with a path', 'prompts/a.prompt', 'Lint:\n{{{ ./.rubocop.yml }}}', 'dotprompt'],
		['Jinja with a dictionary', 'prompts/a.prompt', '{{{ "a": 1 }}}', 'plain-jinja'],
		['Jinja with a dictionary of names', 'prompts/a.prompt', '{{{ a: 1 }}}', 'plain-jinja'],
		['Jinja with tags and a slip', 'prompts/a.prompt', '{% if x %}{{{ x }}}{% endif %}', 'plain-jinja'],
		['dotprompt with a partial', 'prompts/a.prompt', '{{>header}} hi', 'dotprompt'],
		[
			'Prompty',
			'prompts/a.prompt',
			'---\nname: a\nmodel:\n  api: chat\n  configuration:\n    type: azure_openai\nsample:\n  x: 1\n---\nsystem:\nhi {{x}}',
			'prompty',
		],
		[
			'a VS Code prompt file',
			'prompts/a.prompt.md',
			'---\nmode: agent\ndescription: Review\ntools: [search]\n---\nReview this.',
			'vscode-prompt',
		],
		[
			'a VS Code prompt file with a model',
			'prompts/a.prompt.md',
			'---\nmodel: gpt-4o\ndescription: Review\n---\nReview this.',
			'vscode-prompt',
		],
		['Semantic Kernel', 'prompts/skprompt.txt', 'Sum up: {{$input}}', 'semantic-kernel'],
		['a GitHub prompt', 'prompts/a.prompt.yml', 'messages:\n  - role: system\n    content: hi\n', 'github-prompt'],
		[
			'a LangChain prompt in a .prompt.yml',
			'prompts/a.prompt.yml',
			'_type: prompt\ninput_variables: [x]\ntemplate: hi {x}\n',
			'langchain',
		],
		['a Semantic Kernel prompt in a .prompt', 'prompts/a.prompt', 'Sum up: {{$input}}', 'semantic-kernel'],
		['a promptfoo configuration', 'prompts/promptfooconfig.yaml', 'prompts: [hi]\nproviders: [echo]\n', 'promptfoo'],
		['a prompt of another tool', 'prompts/a.prompt', '---\nname: a\nauthor: me\n---\nhi {{ x }}', 'other-tool'],
		['a Jinja file with keys of another tool', 'prompts/a.j2', '---\nversion: 1\nlayout: wide\n---\nhi {{ x }}', 'other-tool'],
		['an agent with a role', 'prompts/a.md', '---\nname: A B\nversion: 1.0.0\nmodel: m\n---\nhi', 'other-tool'],
		['a Jinja file with a slip in a key', 'prompts/a.j2', '---\ndescripton: x\n---\nhi', 'stagemark'],
		['a Jinja file with keys of its own', 'prompts/a.j2', '---\nlayout: wide\ninputs: [x]\n---\nhi', 'stagemark'],
		['a VS Code prompt without front matter', 'prompts/a.prompt.md', 'Explain this.', 'vscode-prompt'],
	];
	for (const [title, path, text, id] of known) {
		test(`${title} is ${id}, for a reason in words`, () => {
			const found = findDialect(path, text);
			assert.equal(found?.dialect.id, id);
			assert.match(found.reason, /^[A-Z].*\.$/);
			const file = readCandidateFile(path, text);
			const claims = dialects.filter(dialect => dialect.recognise(file) !== undefined);
			const isOthers = claims.some(dialect => !dialect.isFallback);
			assert.equal(claims.filter(dialect => dialect.isFallback !== isOthers).length, 1);
		});
	}

	const others: readonly (readonly [title: string, path: string, text: string])[] = [
		['VS Code instructions', 'prompts/a.instructions.md', '---\napplyTo: "**"\n---\nBe kind.'],
		['a README', 'prompts/README.md', '# Prompts\n\nAll prompts stand here.'],
		['a skill', 'prompts/SKILL.md', '---\nname: pdf\ndescription: Reads PDF files.\n---\n# PDF'],
		['a page of a site', 'prompts/page.md', '---\ntitle: Prompts\nlayout: post\n---\n{{ content }}'],
		['some YAML', 'prompts/values.yaml', 'name: a\ntemplate: b\n'],
		['some JSON', 'prompts/cases.json', '[{"messages": []}]'],
		['front matter of an agent', 'prompts/a.agent.md', '---\nversion: 1.0.0\nmodel: m\ntools: [x]\n---\nhi'],
		['plain text', 'prompts/notes.txt', 'buy milk'],
		['an empty Markdown file', 'prompts/a.md', ''],
	];
	for (const [title, path, text] of others) {
		test(`${title} is left alone`, () => assert.equal(findDialect(path, text), undefined));
	}
});
