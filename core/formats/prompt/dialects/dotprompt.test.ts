import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';

const complete = `# Copyright of somebody
# SPDX-License-Identifier: Apache-2.0

---
model: googleai/gemini-2.5-flash
config:
  temperature: 0.4
  topK: 20
input:
  schema:
    dish: string, what to cook
    guests?: integer
    diets(array, what to avoid): string
    mood?(enum, how it feels): [plain, festive]
  default:
    mood: plain
output:
  format: json
  schema: {title: string}
myplugin.cache: true
---
{{role "system"}}
You are a cook. {{#if guests}}Cook for {{guests}}.{{/if}}
{{history}}
{{role "user"}}
Tell me how to cook {{dish}} {{mood}}.
{{#each diets}}
- without {{this}}
{{/each}}
{{media url=@photo}}
{{role "model"}}
Gladly.
`;

suite('dotprompt', () => {
	test('reads a complete file', () =>
		assert.deepEqual(outlinePrompt('prompts/cook.prompt', complete), {
			dialect: 'dotprompt',
			name: 'cook',
			version: undefined,
			description: undefined,
			model: 'googleai/gemini-2.5-flash',
			parameters: ['temperature: 0.4', 'topK: 20'],
			inputs: ['dish: string', 'guests?: integer', 'diets: array', 'mood?: string'],
			declaresInputs: true,
			output: { format: 'json', schema: { title: 'string' } },
			language: 'handlebars',
			messages: [
				'system: You are a cook. {{#if guests}}Cook for {{guests}}.{{/if}}\n{{history}}',
				'user: Tell me how to cook {{dish}} {{mood}}.\n{{#each diets}}\n- without {{this}}\n{{/each}}\n{{media url=@photo}}',
				'assistant: Gladly.',
			],
			reads: ['guests', 'guests', 'dish', 'mood', 'diets'],
			problems: [],
		}));

	const recognised: readonly (readonly [title: string, text: string])[] = [
		['a role tag', '---\nname: a\n---\n{{role "system"}}\nhi'],
		['a block and no front matter', '{{#each items}}{{this}}{{/each}}'],
		['a partial', '{{>header}} hi'],
		['an input schema', '---\ninput:\n  schema:\n    x: string\n---\nhi {{x}}'],
		['a model of Genkit', '---\nmodel: vertexai/gemini\n---\nhi {{x}}'],
		['a licence before the front matter', '# Copyright\n---\nname: a\n---\nhi'],
	];
	for (const [title, text] of recognised) {
		test(`is told by ${title}`, () => assert.equal(outlinePrompt('prompts/a.prompt', text).dialect, 'dotprompt'));
	}

	const open: readonly (readonly [title: string, input: string])[] = [
		['a schema by name', '{schema: Person}'],
		['a schema that takes more', '{schema: {a: string, "(*)": any}}'],
		['a default beside the schema', '{schema: {a: string}, default: {b: 1}}'],
		['no schema', '{default: {a: 1}}'],
	];
	for (const [title, input] of open) {
		test(`declares no closed list of inputs with ${title}`, () =>
			assert.equal(outlinePrompt('a.prompt', `---\ninput: ${input}\n---\n{{a}}{{b}}`).declaresInputs, false));
	}

	test('reads inputs of a JSON Schema', () => {
		const schema = 'type: object, required: [a], properties: {a: {type: string}, b: {type: number}}';
		assert.deepEqual(outlinePrompt('a.prompt', `---\ninput: {schema: {${schema}}}\n---\nhi`).inputs, ['a: string', 'b?: number']);
	});

	test('takes text before the first role, and text without any, for the user’s', () => {
		assert.deepEqual(outlinePrompt('a.prompt', '---\nconfig: {}\n---\nhi {{a}}').messages, ['user: hi {{a}}']);
		assert.deepEqual(outlinePrompt('a.prompt', 'hi\n{{role "model"}}\nyes').messages, ['user: hi', 'assistant: yes']);
	});

	test('counts a version that is a hash as none', () =>
		assert.equal(outlinePrompt('a.prompt', '---\nconfig: {}\nversion: a1b2c3d4\n---\nhi').version, undefined));
});
