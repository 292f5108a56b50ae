import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';

const complete = `# Tried by the support team
name: Ticket summary
description: Sums up a ticket.
model: openai/gpt-4o-mini
modelParameters:
  temperature: 0.5
responseFormat: json_schema
jsonSchema: '{"name": "summary", "schema": {"type": "object"}}'
messages:
  - role: system
    content: You sum up tickets.
  - role: user
    content: |
      Sum up:
      {{ticket}}
  - {role: assistant, content: "What is \\"it\\" in {{language}}?"}
testData:
  - {ticket: It is broken., expected: broken}
evaluators:
  - name: short
    string: {contains: broken}
`;

suite('githubPrompt', () => {
	test('reads a complete file', () =>
		assert.deepEqual(outlinePrompt('prompts/ticket.prompt.yml', complete), {
			dialect: 'github-prompt',
			name: 'Ticket-summary',
			version: undefined,
			description: 'Sums up a ticket.',
			model: 'openai/gpt-4o-mini',
			parameters: ['temperature: 0.5'],
			inputs: [],
			declaresInputs: false,
			output: { format: 'json_schema', schema: { type: 'object' } },
			language: 'simple',
			messages: ['system: You sum up tickets.', 'user: Sum up:\n      {{ticket}}', 'assistant: What is \\"it\\" in {{language}}?'],
			reads: ['ticket', 'language'],
			problems: [],
		}));

	test('is told by its content in a file of another name', () =>
		assert.equal(
			outlinePrompt('prompts/a.yml', 'messages:\n  - role: user\n    content: hi\nmodelParameters: {topP: 1}\n').dialect,
			'github-prompt',
		));

	test('says nothing of a list of messages that may be anybody’s', () =>
		assert.notEqual(outlinePrompt('prompts/a.yml', 'messages:\n  - role: user\n    content: hi\n').dialect, 'github-prompt'));

	test('leaves out messages whose text is no text', () =>
		assert.deepEqual(outlinePrompt('a.prompt.yml', 'messages:\n  - role: user\n    content: [1]\n  - role: user\n').messages, []));

	test('reports YAML that cannot be read', () =>
		assert.match(
			outlinePrompt('a.prompt.yml', 'messages:\n  - role: user\n    content: "hi\n').problems[0] ?? '',
			/^yaml-syntax-error: /,
		));
});
