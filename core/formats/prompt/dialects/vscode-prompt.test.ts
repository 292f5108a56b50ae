import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';

const complete = `---
agent: agent
description: Reviews a change.
model: GPT-5
tools: ['search', 'edit']
---
Review \${selection} in \${input:language:which one} with #tool:search.
Not {{ a variable }}.
`;

suite('vscodePrompt', () => {
	test('reads a complete file', () =>
		assert.deepEqual(outlinePrompt('prompts/review.prompt.md', complete), {
			dialect: 'vscode-prompt',
			name: 'review',
			version: undefined,
			description: 'Reviews a change.',
			model: 'GPT-5',
			parameters: [],
			inputs: [],
			declaresInputs: false,
			output: undefined,
			language: 'vscode-input',
			messages: ['user: Review ${selection} in ${input:language:which one} with #tool:search.\nNot {{ a variable }}.'],
			reads: ['language'],
			problems: [],
		}));

	test('reads a file that stands in a code fence', () => {
		const outline = outlinePrompt(
			'prompts/a.prompt.md',
			`\`\`\`\`prompt\n---\nmode: ask\nname: fenced\n---\nAsk \${input:what}.\n\`\`\`\`\n`,
		);
		assert.deepEqual([outline.dialect, outline.name, outline.messages], ['vscode-prompt', 'fenced', ['user: Ask ${input:what}.']]);
	});

	test('reads a file without front matter', () =>
		assert.deepEqual(outlinePrompt('prompts/a.prompt.md', 'Explain ${input:what}.').reads, ['what']));

	test('leaves a file with our keys to us', () =>
		assert.equal(outlinePrompt('prompts/a.prompt.md', '---\nmodel: m\ninputs: [x]\n---\n{{ x }}').dialect, 'stagemark'));
});
