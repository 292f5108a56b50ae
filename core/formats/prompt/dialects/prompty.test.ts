import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';
import { parsePrompt } from '../parse-prompt.ts';

const first = `---
name: Trail Guide
description: Answers questions of hikers.
authors: [Ana]
version: 1.2
model:
  api: chat
  configuration:
    type: azure_openai
    azure_deployment: gpt-35-turbo
    azure_endpoint: \${env:ENDPOINT}
  parameters:
    max_tokens: 300
    temperature: 0.2
inputs:
  hiker: {type: object}
  question:
    type: string
sample:
  hiker: {name: Bo}
---
# system:
You guide hikers. Greet {{ hiker.name }}.

{% for tour in hiker.tours %}
assistant[name="Ana"]:
You walked {{ tour }}.
{% endfor %}

User:
{{ question }}
`;

const second = `---
name: summary
metadata: {version: 2.0.0}
model:
  id: gpt-5
  provider: foundry
  apiType: chat
  options: {temperature: 0, maxOutputTokens: 200}
inputs:
  - name: text
    kind: string
    description: What to sum up.
  - {name: tone, kind: string, default: plain}
  - {name: past, kind: thread, required: false}
outputs:
  - {name: summary, kind: string}
template: {format: {kind: mustache}, parser: {kind: prompty}}
---
system:
Be {{tone}}.
user:
{{#past}}{{content}}{{/past}}{{text}}
`;

suite('prompty', () => {
	test('reads version 1', () =>
		assert.deepEqual(outlinePrompt('prompts/trail.prompty', first), {
			dialect: 'prompty',
			name: 'Trail-Guide',
			version: '1.2',
			description: 'Answers questions of hikers.',
			model: 'gpt-35-turbo',
			parameters: ['max_tokens: 300', 'temperature: 0.2'],
			inputs: ['hiker?: object', 'question: string'],
			declaresInputs: true,
			output: undefined,
			language: 'jinja2',
			messages: [
				'system: You guide hikers. Greet {{ hiker.name }}.\n\n{% for tour in hiker.tours %}',
				'assistant: You walked {{ tour }}.\n{% endfor %}',
				'user: {{ question }}',
			],
			reads: ['hiker', 'hiker', 'question'],
			problems: [],
		}));

	test('reads version 2', () =>
		assert.deepEqual(outlinePrompt('prompts/summary.prompty', second), {
			dialect: 'prompty',
			name: 'summary',
			version: '2.0.0',
			description: undefined,
			model: 'gpt-5',
			parameters: ['temperature: 0', 'maxOutputTokens: 200'],
			inputs: ['text: string', 'tone?: string', 'past?: thread'],
			declaresInputs: true,
			output: { schema: [{ name: 'summary', kind: 'string' }] },
			language: 'mustache',
			messages: ['system: Be {{tone}}.', 'user: {{#past}}{{content}}{{/past}}{{text}}'],
			reads: ['tone', 'past', 'text'],
			problems: [],
		}));

	test('is asked for a version only where version 1 has a place for it', () => {
		assert.equal(parsePrompt('a.prompty', first).carriesVersion, true);
		assert.equal(parsePrompt('a.prompty', second).carriesVersion, false);
	});

	const inputs: readonly (readonly [title: string, frontMatter: string, inputs: readonly string[], declares: boolean])[] = [
		['a sample alone', 'sample: {a: 1}', ['a?: -'], false],
		['a sample in another file', 'inputs: {a: {type: string}}\nsample: ${file:sample.json}', ['a: string'], false],
		['a sample with more than the inputs', 'inputs: {a: {type: string}}\nsample: {b: 1}', ['a: string'], false],
		['inputs by the name of the transition', 'inputSchema: {a: {kind: string}}', ['a: string'], true],
		['a map of words', 'inputs: {a: string}', ['a: -'], true],
		['no inputs', 'name: x', [], false],
	];
	for (const [title, frontMatter, expected, declares] of inputs) {
		test(`reads ${title}`, () => {
			const outline = outlinePrompt('prompts/a.prompty', `---\n${frontMatter}\n---\nsystem:\nhi`);
			assert.deepEqual(outline.inputs, expected);
			assert.equal(outline.declaresInputs, declares);
		});
	}

	const templates: readonly (readonly [title: string, template: string, language: string, isWhole: boolean])[] = [
		['a word', 'template: mustache', 'mustache', true],
		['a type', 'template: {type: jinja2}', 'jinja2', true],
		['a format', 'template: {format: jinja2, parser: prompty}', 'jinja2', true],
		['a language that is not read', 'template: {format: {kind: liquid}}', 'simple', false],
		['Nunjucks in the words of Jinja', 'template: {format: {kind: nunjucks}}', 'jinja2', true],
	];
	for (const [title, template, language, isWhole] of templates) {
		test(`reads the language of the template from ${title}`, () => {
			const prompt = parsePrompt('prompts/a.prompty', `---\n${template}\n---\nhi {{a}}`);
			assert.deepEqual([prompt.template.language, prompt.hasWholeTemplate], [language, isWhole]);
		});
	}

	test('takes a file without front matter and one without roles for a system message', () => {
		assert.deepEqual(outlinePrompt('a.prompty', 'Be kind.').messages, ['system: Be kind.']);
		assert.deepEqual(outlinePrompt('a.prompty', '---\nname: a\n---\nBe kind.').messages, ['system: Be kind.']);
	});

	test('reports front matter that is never closed', () =>
		assert.deepEqual(outlinePrompt('a.prompty', '---\nname: a\n\nsystem:\nhi').problems, ['unclosed-front-matter: ---']));

	test('leaves the model open that the environment chooses', () =>
		assert.equal(outlinePrompt('a.prompty', '---\nmodel: {id: "${env:MODEL}"}\n---\nhi').model, undefined));
});
