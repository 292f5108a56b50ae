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
});
