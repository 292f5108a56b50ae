import assert from 'node:assert/strict';
import { PrepareRenameRequest } from 'vscode-languageserver/node';
import { assertRenames, inWorkspace, rename } from './rename-scene.ts';
import type { Renaming } from './rename-scene.ts';

const experiment = 'experiments/exp-001/methodology.yaml';

const renamings: readonly Renaming[] = [
	{
		what: 'an input of the native format, in declaration and uses, and no attribute or text of that name',
		path: 'prompts/a.j2',
		text: '---\ninputs:\n  spec: {type: string, description: the spec}\n---\nspec {{ spec.spec | upper }} {% if spec %}{{ a.spec }}{% endif %} {# spec #}\n',
		at: '{% if sp',
		newName: 'task',
		expected:
			'---\ninputs:\n  task: {type: string, description: the spec}\n---\nspec {{ task.spec | upper }} {% if task %}{{ a.spec }}{% endif %} {# spec #}\n',
	},
	{
		what: 'an input that the template sets on one of two ways',
		path: 'prompts/a.j2',
		text: '{% if a %}{% set x = 1 %}{% endif %}{{ x }}\n',
		at: '{{ x',
		newName: 'y',
		expected: '{% if a %}{% set y = 1 %}{% endif %}{{ y }}\n',
	},
	{
		what: 'a loop variable within its loop, where an input has the same name outside',
		path: 'prompts/a.j2',
		text: '{{ item }}{% for item in items %}{{ item }}{% endfor %}{{ item }}\n',
		at: '%}{{ it',
		newName: 'step',
		expected: '{{ item }}{% for step in items %}{{ step }}{% endfor %}{{ item }}\n',
	},
	{
		what: 'the argument of a macro together with the calls that name it',
		path: 'prompts/a.j2',
		text: '{% macro f(width=1) %}{{ width }}{% endmacro %}{% macro g(width) %}{{ width }}{% endmacro %}{{ f(width=2) }}{{ g(width=3) }}\n',
		at: 'f(wi',
		newName: 'size',
		expected:
			'{% macro f(size=1) %}{{ size }}{% endmacro %}{% macro g(width) %}{{ width }}{% endmacro %}{{ f(size=2) }}{{ g(width=3) }}\n',
	},
	{
		what: 'an imported name here only, which the other template keeps',
		path: 'prompts/a.j2',
		text: '{% from "forms.j2" import field, label as l %}{{ field(1) }}{{ l(2) }}\n',
		at: '{{ fi',
		newName: 'entry',
		expected: '{% from "forms.j2" import field as entry, label as l %}{{ entry(1) }}{{ l(2) }}\n',
	},
	{
		what: 'an input of an f-string, with conversions and formats around it',
		path: 'prompts/a.yaml',
		text: '_type: prompt\ninput_variables: [city, "width"]\ntemplate: "{city!r:>{width}} {{city}} {city.name}"\n',
		at: '[ci',
		newName: 'town',
		expected: '_type: prompt\ninput_variables: [town, "width"]\ntemplate: "{town!r:>{width}} {{city}} {town.name}"\n',
	},
	{
		what: 'what a prompt file of VS Code asks for',
		path: 'prompts/a.prompt.md',
		text: '---\nmode: ask\n---\n${input:topic:a topic} ${input:topic} $topic ${selection}\n',
		at: '${input:to',
		newName: 'sub-ject',
		expected: '---\nmode: ask\n---\n${input:sub-ject:a topic} ${input:sub-ject} $topic ${selection}\n',
	},
	{
		what: 'a variable of Semantic Kernel, its $ left alone',
		path: 'prompts/a.yaml',
		text: 'template_format: semantic-kernel\ninput_variables:\n  - name: query\n    description: query\ntemplate: |\n  {{$query}} {{web.search $query}} $query\n',
		at: '{{$qu',
		newName: 'question',
		expected:
			'template_format: semantic-kernel\ninput_variables:\n  - name: question\n    description: query\ntemplate: |\n  {{$question}} {{web.search $question}} $query\n',
	},
	{
		what: 'an input of dotprompt in schema, defaults and template',
		path: 'prompts/a.prompt',
		text: '---\ninput:\n  schema:\n    tone?: string, the tone\n  default: {tone: dry}\n---\n{{tone}} {{#with user}}{{../tone}}{{tone}}{{/with}}\n',
		at: '{{../to',
		newName: 'style',
		expected:
			'---\ninput:\n  schema:\n    style?: string, the tone\n  default: {style: dry}\n---\n{{style}} {{#with user}}{{../style}}{{tone}}{{/with}}\n',
	},
	{
		what: 'an input of Prompty together with its sample',
		path: 'prompts/a.prompty',
		text: '---\nname: a\ninputs:\n  question: {type: string}\nsample:\n  question: why?\n---\nsystem:\n{{question}}\n',
		at: 'system:\n{{que',
		newName: 'query',
		expected: '---\nname: a\ninputs:\n  query: {type: string}\nsample:\n  query: why?\n---\nsystem:\n{{query}}\n',
	},
	{
		what: 'an input of GitHub’s prompts in messages, test data and evaluators',
		path: 'prompts/a.prompt.yml',
		text: 'messages:\n  - role: user\n    content: "{{input}}"\ntestData:\n  - input: one\n    expected: two\nevaluators:\n  - name: same\n    llm: {prompt: "{{input}} {{expected}}"}\n',
		at: 'content: "{{in',
		newName: 'text',
		expected:
			'messages:\n  - role: user\n    content: "{{text}}"\ntestData:\n  - text: one\n    expected: two\nevaluators:\n  - name: same\n    llm: {prompt: "{{text}} {{expected}}"}\n',
	},
];

suite('renaming variables over the protocol', () => {
	for (const renaming of renamings) test(`renames ${renaming.what}`, () => assertRenames(renaming));

	test('an input takes its entry in the dataset mapping along', () =>
		inWorkspace(
			{
				'prompts/w.j2': '---\nname: w\nversion: 1.0.0\ninputs: {spec: string}\n---\n{{ spec }}\n',
				[experiment]: 'id: exp-001\ndataset: {path: d.jsonl, columns: {spec: question}}\nvariants: {a: {prompt: w@1.0.0}}\n',
			},
			async workspace => {
				assert.deepEqual(await rename(workspace, experiment, '{spec', 'task'), {
					[experiment]: 'id: exp-001\ndataset: {path: d.jsonl, columns: {task: question}}\nvariants: {a: {prompt: w@1.0.0}}\n',
					'prompts/w.j2': '---\nname: w\nversion: 1.0.0\ninputs: {task: string}\n---\n{{ task }}\n',
				});
			},
		));

	test('other versions keep the input, and with it their entry in the mapping', () =>
		inWorkspace(
			{
				'prompts/w-v1.0.0.j2': 'One {{ spec }}\n',
				'prompts/w-v2.0.0.j2': 'Two {{ spec }}\n',
				[experiment]:
					'id: exp-001\ndataset:\n  path: d.jsonl\n  columns:\n    spec: "the question"\nvariants:\n  a: {prompt: w@1.0.0}\n  b: {prompt: w@2.0.0}\n',
			},
			async workspace => {
				assert.deepEqual(await rename(workspace, 'prompts/w-v2.0.0.j2', '{{ sp', 'task'), {
					[experiment]:
						'id: exp-001\ndataset:\n  path: d.jsonl\n  columns:\n    spec: "the question"\n    task: "the question"\nvariants:\n  a: {prompt: w@1.0.0}\n  b: {prompt: w@2.0.0}\n',
					'prompts/w-v2.0.0.j2': 'Two {{ task }}\n',
				});
			},
		));

	test('the place and the name are told before anybody types, and nothing for text and keys', () =>
		inWorkspace({ 'prompts/a.j2': '---\ninputs: {spec: string}\n---\nWrite {{ spec }}\n' }, async workspace => {
			const ask = async (words: string): Promise<unknown> =>
				workspace.client.connection.sendRequest(PrepareRenameRequest.type, await workspace.behind('prompts/a.j2', words));
			const range = { start: { line: 3, character: 9 }, end: { line: 3, character: 13 } };
			assert.deepEqual(await ask('{{ sp'), { range, placeholder: 'spec' });
			assert.equal(await ask('Wri'), null);
			assert.equal(await ask('inpu'), null);
		}));
});
