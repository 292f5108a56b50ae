import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';
import { parsePrompt } from '../parse-prompt.ts';

const complete = `# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json
description: Compares greetings.
prompts:
  - file://greet.txt
  - prompts/*.md
  - 'Greet {{name}} in {{language | upper}}.'
  - id: long
    label: Long
    raw: |
      {% if name === "Bo" %}Hi{% endif %} {{ name }}
  - |
    [{"role": "system", "content": "Be {{tone}}"}]
providers: [openai:gpt-4o]
tests:
  - vars: {name: Bo}
    assert: [{type: contains, value: "{{name}}"}]
`;

suite('promptfoo', () => {
	test('reads the prompts that stand in the configuration', () =>
		assert.deepEqual(outlinePrompt('evaluations/greeting/promptfooconfig.yaml', complete), {
			dialect: 'promptfoo',
			name: 'greeting',
			version: undefined,
			description: 'Compares greetings.',
			model: undefined,
			parameters: [],
			inputs: [],
			declaresInputs: false,
			output: undefined,
			language: 'jinja2',
			messages: [
				'user: Greet {{name}} in {{language | upper}}.',
				'user: {% if name === "Bo" %}Hi{% endif %} {{ name }}',
				'user: [{"role": "system", "content": "Be {{tone}}"}]',
			],
			reads: ['name', 'language', 'name', 'name', 'tone'],
			problems: [],
		}));

	test('reads a single prompt', () =>
		assert.deepEqual(outlinePrompt('a.yaml', 'prompts: Say {{a}}\nproviders: [echo]\n').messages, ['user: Say {{a}}']));

	test('reports a block that is never closed', () =>
		assert.deepEqual(outlinePrompt('a.yaml', 'prompts: ["{% if a %}x"]\nproviders: [echo]\n').problems, [
			'unclosed-block: {% if a %}',
		]));

	test('knows that it does not see prompts of other files', () => assert.equal(parsePrompt('a.yaml', complete).hasWholeTemplate, false));

	test('is told by what it tries the prompts with', () => {
		assert.equal(outlinePrompt('a.json', '{"prompts": ["hi {{x}}"], "tests": []}').dialect, 'promptfoo');
		assert.notEqual(outlinePrompt('a.yaml', 'prompts: [a, b]\n').dialect, 'promptfoo');
	});

	for (const tag of ['{{ if topic }}', '{{ first name }}', '{{ a.b c }}', '{{ name | }}', '{{ name. }}', '{{ f( }}'])
		test(`reports ${tag}, which Nunjucks refuses as Jinja does`, () =>
			assert.equal(outlinePrompt('a.yaml', `prompts: ["Tell ${tag}"]\nproviders: [echo]\n`).problems.length, 1));

	for (const tag of ['{{ r/x y/g }}', '{{ not a }}', '{{ a if b }}', '{{ a is odd }}', '{{ $x }}', '{{ a === b }}', '{{- a -}}'])
		test(`lets ${tag} be`, () =>
			assert.deepEqual(outlinePrompt('a.yaml', `prompts: ["Tell ${tag}"]\nproviders: [echo]\n`).problems, []));
});

suite('a file that a configuration of promptfoo names', () => {
	const named = (path: string, text: string): ReturnType<typeof outlinePrompt> =>
		outlinePrompt(path, text, { [path]: { dialect: 'promptfoo', by: 'promptfooconfig.yaml' } });

	test('is one prompt for each part between lines of dashes, and a block ends with its part', () => {
		const { dialect, messages, problems } = named('p/two.txt', 'About {{a}} {% if a %}\n---\nMore {{b');
		assert.equal(dialect, 'promptfoo');
		assert.deepEqual(messages, ['user: About {{a}} {% if a %}', 'user: More {{b']);
		assert.deepEqual(problems, ['unclosed-block: {% if a %}', 'unclosed-delimiter: {{']);
	});

	test('is a chat in JSON or YAML, each text of which is a template', () => {
		const json = named(
			'p/chat.json',
			'[{"role": "system", "content": "Be {{tone"}, {"role": "user", "content": [{"type": "text", "text": "{{q}}"}]}]',
		);
		assert.deepEqual(json.messages, ['system: Be {{tone', 'user: {{q}}']);
		assert.deepEqual(json.problems, ['unclosed-delimiter: {{']);
		const yaml = named('p/chat.yaml', '- role: system\n  content: Be {{tone}}\n- {role: user, content: "{% if a %}"}\n');
		assert.deepEqual(yaml.messages, ['system: Be {{tone}}', 'user: {% if a %}']);
		assert.deepEqual(yaml.problems, ['unclosed-block: {% if a %}']);
	});

	test('is text as a whole where its JSON is made by the template', () =>
		assert.deepEqual(named('p/chat.json', '[{"role": "user", "content": {{ q | dump }}}, {{ x').problems, ['unclosed-delimiter: {{']));

	test('is read as Nunjucks although its name ends like a template of Jinja', () => {
		assert.deepEqual(named('p/a.j2', '{{ a === b }}').problems, []);
		assert.deepEqual(named('p/a.md', 'Hi {% verbatim %}{{ {% endverbatim %} {{ a').problems, ['unclosed-delimiter: {{']);
	});

	test('keeps its own dialect where it says what it is', () =>
		assert.equal(named('p/a.j2', '---\nname: a\nversion: 1.0.0\n---\n{{ a }}').dialect, 'stagemark'));

	test('is what stagemark.yaml says, where that says something', () =>
		assert.equal(
			outlinePrompt('p/a.txt', '{a}', {
				'p/a.txt': { dialect: 'promptfoo', by: 'promptfooconfig.yaml' },
				'p/*': { template: 'f-string' },
			}).language,
			'f-string',
		));
});
