import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';
import { parsePrompt } from '../parse-prompt.ts';

const complete = `name: TellStory
description: Tells a story.
template_format: semantic-kernel
template: |
  <message role="system">You tell stories.</message>
  <message role="user">
    About {{$topic}}, {{time.Today}}, {{writer.Rhyme $style}}.
  </message>
input_variables:
  - name: topic
    description: What it is about.
    is_required: true
  - name: style
    default: plain
    json_schema: {type: string}
output_variable:
  description: The story.
execution_settings:
  default:
    temperature: 0.6
  gpt4:
    model_id: gpt-4
`;

suite('semanticKernel', () => {
	test('reads a complete file', () =>
		assert.deepEqual(outlinePrompt('prompts/story.yaml', complete), {
			dialect: 'semantic-kernel',
			name: 'TellStory',
			version: undefined,
			description: 'Tells a story.',
			model: undefined,
			parameters: ['temperature: 0.6'],
			inputs: ['topic: -', 'style?: string'],
			declaresInputs: false,
			output: { schema: undefined },
			language: 'semantic-kernel',
			messages: ['system: You tell stories.', 'user: About {{$topic}}, {{time.Today}}, {{writer.Rhyme $style}}.'],
			reads: ['topic', 'style'],
			problems: [],
		}));

	test('reads skprompt.txt under the name of its folder', () => {
		const outline = outlinePrompt('prompts/Summarize/skprompt.txt', 'Sum up:\n{{$input}}\n');
		assert.deepEqual(
			[outline.dialect, outline.name, outline.messages],
			['semantic-kernel', 'Summarize', ['user: Sum up:\n{{$input}}']],
		);
	});

	test('reads templates in Handlebars', () => {
		const outline = outlinePrompt('a.yaml', 'name: a\ntemplate_format: handlebars\ntemplate: "{{#each items}}{{this}}{{/each}}"\n');
		assert.deepEqual([outline.language, outline.reads, outline.problems], ['handlebars', ['items'], []]);
	});

	test('leaves a template in Liquid as it stands', () => {
		const prompt = parsePrompt('a.yaml', 'name: a\ntemplate_format: liquid\ntemplate: "{% for a in b %}{{ a | upcase }}"\n');
		assert.deepEqual([prompt.dialect, prompt.hasWholeTemplate], ['semantic-kernel', false]);
		assert.deepEqual([prompt.template.uses, prompt.problems, prompt.messages.length], [[], [], 1]);
	});
});
