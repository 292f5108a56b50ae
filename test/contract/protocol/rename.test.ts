import assert from 'node:assert/strict';
import { PrepareRenameRequest, RenameRequest } from 'vscode-languageserver/node';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { editorCapabilities } from './client-process.ts';
import { NamedWorkspace } from './named-workspace.ts';

const experiment = 'experiments/exp-001/methodology.yaml';

/** Runs `work` on a workspace of its own. */
async function inWorkspace(
	files: Readonly<Record<string, string>>,
	work: (workspace: NamedWorkspace) => Promise<void>,
	capabilities?: ClientCapabilities,
): Promise<void> {
	const workspace = await NamedWorkspace.start(files, capabilities);
	try {
		await work(workspace);
	} finally {
		await workspace.stop();
	}
}

async function rename(workspace: NamedWorkspace, path: string, words: string, newName: string): Promise<Readonly<Record<string, string>>> {
	const spot = await workspace.behind(path, words);
	return workspace.applied(await workspace.client.connection.sendRequest(RenameRequest.type, { ...spot, newName }));
}

interface Renaming {
	readonly what: string;
	readonly path: string;
	readonly text: string;
	/** The cursor stands behind these words. */
	readonly at: string;
	readonly newName: string;
	readonly expected: string;
}

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
	{
		what: 'an input of promptfoo in prompts and tests',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["Translate {{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: contains, value: "{{ text }}"}]\n',
		at: 'Translate {{te',
		newName: 'words',
		expected:
			'prompts: ["Translate {{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert: [{type: contains, value: "{{ words }}"}]\n',
	},
	{
		what: 'an input of promptfoo in JavaScript that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: javascript, value: "output.includes(context.vars.text)"}]\n',
		at: '{{te',
		newName: 'words',
		expected:
			'prompts: ["{{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert: [{type: javascript, value: "output.includes(context.vars.words)"}]\n',
	},
	{
		what: 'an input of promptfoo in Python that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: "prompts: [\"{{text}}\"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert:\n      - type: python\n        value: |\n          context['vars']['text'] in output\n",
		at: '{{te',
		newName: 'words',
		expected:
			"prompts: [\"{{words}}\"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    assert:\n      - type: python\n        value: |\n          context['vars']['words'] in output\n",
	},
	{
		what: 'an input of promptfoo in a transform that reads the input by the map of inputs',
		path: 'prompts/promptfooconfig.yaml',
		text: 'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    options: {transform: "output.replace(context.vars[\'text\'], vars.other)"}\n',
		at: '{{te',
		newName: 'words',
		expected:
			'prompts: ["{{words}}"]\nproviders: [echo]\ntests:\n  - vars: {words: hello}\n    options: {transform: "output.replace(context.vars[\'words\'], vars.other)"}\n',
	},
];

suite('renaming variables over the protocol', () => {
	for (const { what, path, text, at, newName, expected } of renamings) {
		test(`renames ${what}`, () =>
			inWorkspace({ [path]: text }, async workspace =>
				assert.deepEqual(await rename(workspace, path, at, newName), { [path]: expected }),
			));
	}

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

interface Refusal {
	readonly why: string;
	readonly files: Readonly<Record<string, string>>;
	readonly at: readonly [path: string, words: string];
	readonly newName: string;
	readonly message: RegExp;
}

const two = { 'prompts/w.j2': '---\nname: w\nversion: 1.0.0\ninputs: {spec: string, tone: string}\n---\n{{ spec }} {{ tone }}\n' };

const refusals: readonly Refusal[] = [
	{
		why: 'a name that is none',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'my spec',
		message: /^“my spec” cannot be a name here, so nothing was renamed\. Write letters, digits and underscores, beginning with/,
	},
	{
		why: 'a word of the language',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'loop',
		message: /^“loop” means something else in Jinja, so nothing was renamed\. Choose another name\.$/,
	},
	{
		why: 'a name that is taken',
		files: two,
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'tone',
		message: /^prompts\/w\.j2 already has a “tone”/,
	},
	{
		why: 'a use in a tag that nobody understands',
		files: { 'prompts/w.j2': '{{ spec }}\n{{ spec + }}\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^Line 2 of prompts\/w\.j2 may mean “spec” or something else/,
	},
	{
		why: 'an input that an included template reads too',
		files: { 'prompts/w.j2': '{{ spec }}{% include "end.j2" %}\n', 'prompts/end.j2': 'About {{ spec }}.\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^prompts\/end\.j2 shares the variables of this template/,
	},
	{
		why: 'an input that another template gives',
		files: { 'prompts/w.j2': '{{ spec }}{% include "end.j2" %}\n', 'prompts/end.j2': 'About {{ spec }}.\n' },
		at: ['prompts/end.j2', '{{ sp'],
		newName: 'task',
		message: /^prompts\/w\.j2 shares the variables of this template/,
	},
	{
		why: 'an input that an unknown template may read',
		files: { 'prompts/w.j2': '{{ spec }}{% include "elsewhere.html" %}\n' },
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^The template includes “elsewhere\.html”, which is not a prompt of this workspace/,
	},
	{
		why: 'an input whose mapping is locked',
		files: {
			...two,
			[experiment]: `id: exp-001\ndataset: {columns: {spec: q}}\nvariants: {a: {prompt: w}}\nlocked: sha256:${'0'.repeat(64)}\n`,
		},
		at: ['prompts/w.j2', '{{ sp'],
		newName: 'task',
		message: /^Experiment exp-001 is locked, and its digest covers “spec”/,
	},
	{
		why: 'a mapped input of several versions',
		files: {
			'prompts/w-v1.0.0.j2': '{{ spec }}\n',
			'prompts/w-v2.0.0.j2': '{{ spec }}\n',
			[experiment]: 'id: exp-001\ndataset: {columns: {spec: q}}\nvariants: {a: {prompt: w@1.0.0}, b: {prompt: w@2.0.0}}\n',
		},
		at: [experiment, '{spec'],
		newName: 'task',
		message: /^“spec” is an input of w@1\.0\.0 and w@2\.0\.0, but a rename changes one version only/,
	},
	{
		why: 'tests that stand in another file',
		files: { 'prompts/promptfooconfig.yaml': 'prompts: ["{{text}}"]\nproviders: [echo]\ntests: file://tests.csv\n' },
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
	{
		why: 'a name of the engine',
		files: { 'prompts/w.j2': '{% for a in b %}{{ loop.index }}{% endfor %}\n' },
		at: ['prompts/w.j2', '{{ lo'],
		newName: 'turn',
		message: /^“loop” comes from the template engine/,
	},
	{
		why: 'a version',
		files: two,
		at: ['prompts/w.j2', 'version: 1'],
		newName: '2.0.0',
		message: /^“1\.0\.0” is a version, .+ Use the fix “Bump version”/,
	},
	{
		why: 'an input of promptfoo that a program names otherwise',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: javascript, value: "const {text} = context.vars; return text === output"}]\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^Line 5 of prompts\/promptfooconfig\.yaml may mean “text”/,
	},
	{
		why: 'an input of promptfoo that a transform may name',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    options: {transform: "({text: output.text})"}\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^Line 5 of prompts\/promptfooconfig\.yaml may mean “text”/,
	},
	{
		why: 'an input of promptfoo that a program in another file may read',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n    assert: [{type: python, value: "file://check.py"}]\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
	{
		why: 'an input of promptfoo that a program may read for another input',
		files: {
			'prompts/promptfooconfig.yaml':
				'prompts: ["{{text}}"]\nproviders: [echo]\ntests:\n  - vars: {text: hello}\n  - vars: {text: hello, other: "file://other.js"}\n',
		},
		at: ['prompts/promptfooconfig.yaml', '{{te'],
		newName: 'words',
		message: /^A part of prompts\/promptfooconfig\.yaml is in another file/,
	},
];

suite('renames that are refused over the protocol', () => {
	for (const { why, files, at, newName, message } of refusals) {
		test(`refuses ${why}, and says what to do`, () =>
			inWorkspace(files, async workspace => {
				await assert.rejects(rename(workspace, ...at, newName), (error: Error) => {
					assert.match(error.message, message);
					assert.match(error.message, /\.$/);
					return true;
				});
			}));
	}

	test('a client that knows no versions gets plain edits', () =>
		inWorkspace(
			two,
			async workspace => {
				const spot = await workspace.behind('prompts/w.j2', '{{ sp');
				const edit = await workspace.client.connection.sendRequest(RenameRequest.type, { ...spot, newName: 'task' });
				assert.deepEqual(Object.keys(edit?.changes ?? {}), [workspace.client.uri('prompts/w.j2')]);
				assert.equal(workspace.applied(edit)['prompts/w.j2'], two['prompts/w.j2'].replaceAll('spec', 'task'));
			},
			{ textDocument: editorCapabilities.textDocument ?? {} },
		));
});
