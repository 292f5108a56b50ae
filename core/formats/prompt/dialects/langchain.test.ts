import assert from 'node:assert/strict';
import { outlinePrompt } from '../../../../test/support/outline-prompt.ts';
import { parsePrompt } from '../parse-prompt.ts';
import { withoutUndefined } from '../../../base/without-undefined.ts';

const saved = `_type: prompt
input_variables: ["city", "day"]
partial_variables:
  unit: C
template: |
  Weather of {city} on {day} in {unit}, as {{"json": true}}.
`;

const template = (name: string, text: string, format?: string): object => ({
	lc: 1,
	type: 'constructor',
	id: ['langchain', 'prompts', 'chat', name],
	kwargs: {
		prompt: {
			lc: 1,
			type: 'constructor',
			id: ['langchain', 'prompts', 'prompt', 'PromptTemplate'],
			kwargs: { input_variables: [], template: text, ...withoutUndefined({ template_format: format }) },
		},
	},
});

const chat = (messages: readonly object[], names: readonly string[] = []): object => ({
	lc: 1,
	type: 'constructor',
	id: ['langchain', 'prompts', 'chat', 'ChatPromptTemplate'],
	kwargs: { input_variables: names, messages },
});

const json = (value: object): string => JSON.stringify(value, undefined, 2);

suite('langchain', () => {
	test('reads a saved template', () =>
		assert.deepEqual(outlinePrompt('prompts/weather.yaml', saved), {
			dialect: 'langchain',
			name: 'weather',
			version: undefined,
			description: undefined,
			model: undefined,
			parameters: [],
			inputs: ['city: -', 'day: -', 'unit?: -'],
			declaresInputs: true,
			output: undefined,
			language: 'f-string',
			messages: ['user: Weather of {city} on {day} in {unit}, as {{"json": true}}.'],
			reads: ['city', 'day', 'unit'],
			problems: [],
		}));

	test('reads a template in JSON', () => {
		const text = json({ _type: 'prompt', input_variables: ['a'], template: 'Say "{{ a }}"\nand go', template_format: 'jinja2' });
		const outline = outlinePrompt('prompts/a.json', text);
		assert.deepEqual([outline.language, outline.reads, outline.problems], ['jinja2', ['a'], []]);
		assert.deepEqual(outline.messages, ['user: Say \\"{{ a }}\\"\\nand go']);
	});

	test('reads escapes in a tag for what they mean', () => {
		const text = json({ _type: 'prompt', input_variables: ['a'], template: '{{ a["b"] }}{{ a["c\\"d"] }}', template_format: 'jinja2' });
		assert.deepEqual(outlinePrompt('prompts/a.json', text).problems, []);
		const yaml = "_type: prompt\ninput_variables: [a]\ntemplate_format: jinja2\ntemplate: '{{ a[''b''] }}'\n";
		assert.deepEqual(outlinePrompt('prompts/a.yaml', yaml).problems, []);
	});

	test('reads a serialised chat with the roles of its messages', () => {
		const messages = [template('SystemMessagePromptTemplate', 'Be {tone}.'), template('HumanMessagePromptTemplate', '{question}')];
		const outline = outlinePrompt('prompts/chat.json', json(chat(messages, ['tone', 'question'])));
		assert.deepEqual(outline.messages, ['system: Be {tone}.', 'user: {question}']);
		assert.deepEqual(outline.inputs, ['tone: -', 'question: -']);
		assert.deepEqual(outline.reads, ['tone', 'question']);
		assert.deepEqual(outline.problems, []);
	});

	test('finds the chat in front of a model', () => {
		const pipe = {
			lc: 1,
			id: ['langchain', 'schema', 'runnable', 'RunnableSequence'],
			kwargs: { first: chat([template('AIMessagePromptTemplate', 'hi {a}')], ['a']) },
		};
		assert.deepEqual(outlinePrompt('prompts/chat.json', json(pipe)).messages, ['assistant: hi {a}']);
	});

	test('takes a message that is no template as it stands', () => {
		const literal = {
			lc: 1,
			type: 'constructor',
			id: ['langchain', 'schema', 'messages', 'SystemMessage'],
			kwargs: { content: 'Use {"a": 1}' },
		};
		const outline = outlinePrompt('prompts/chat.json', json(chat([literal, template('HumanMessagePromptTemplate', '{a}')], ['a'])));
		assert.deepEqual([outline.reads, outline.problems], [['a'], []]);
		assert.deepEqual(outline.messages, ['system: Use {\\"a\\": 1}', 'user: {a}']);
	});

	const parts: readonly (readonly [title: string, text: string])[] = [
		['a template in another file', '_type: prompt\ninput_variables: [a]\ntemplate_path: a.txt\n'],
		['a few-shot prompt with a prefix in another file', '_type: few_shot\ninput_variables: [a]\nprefix_path: p.txt\nsuffix: "{a}"\n'],
		[
			'a placeholder for the history',
			json(
				chat(
					[
						{ id: ['x', 'MessagesPlaceholder'], kwargs: { variable_name: 'history' } },
						template('HumanMessagePromptTemplate', '{a}'),
					],
					['a', 'history'],
				),
			),
		],
		[
			'messages of two languages',
			json(
				chat(
					[template('HumanMessagePromptTemplate', '{a}'), template('HumanMessagePromptTemplate', '{{b}}', 'mustache')],
					['a', 'b'],
				),
			),
		],
	];
	for (const [title, text] of parts) {
		test(`knows that it does not see all of ${title}`, () => {
			const prompt = parsePrompt(text.startsWith('{') ? 'a.json' : 'a.yaml', text);
			assert.equal(prompt.dialect, 'langchain');
			assert.equal(prompt.hasWholeTemplate, false);
			assert.deepEqual(prompt.problems, []);
		});
	}

	test('reads what stands around the examples', () => {
		const text =
			'_type: few_shot\ninput_variables: [word]\nprefix: Opposites.\nexamples: [{in: a, out: b}]\nexample_prompt: {_type: prompt, template: "{in}{out}"}\nsuffix: "{word}:"\n';
		assert.deepEqual(outlinePrompt('a.yaml', text).messages, ['user: Opposites.', 'user: {word}:']);
	});

	test('keeps its hands off other types', () =>
		assert.notEqual(outlinePrompt('a.yaml', '_type: openai\nmodel: x\n').dialect, 'langchain'));
});
