import assert from 'node:assert/strict';
import { promptContentHash } from './hash/content-hash.ts';
import type { Prompt } from './prompt.ts';
import { renderPrompt } from './render/render-prompt.ts';
import { findDialect } from './dialects/find-dialect.ts';

suite('YAML aliases in prompts', () => {
	// Each file once with aliases and once with what they stand for.
	const files: readonly (readonly [title: string, path: string, aliased: string, plain: string])[] = [
		[
			'a message of GitHub Models',
			'prompts/a.prompt.yml',
			'x-a: &sys\n  role: system\n  content: You help {{topic}}\nmessages:\n  - *sys\n  - {role: user, content: "{{q}}"}\nmodel: m\ntestData: [{q: a, topic: b}]\n',
			'messages:\n  - {role: system, content: "You help {{topic}}"}\n  - {role: user, content: "{{q}}"}\nmodel: m\ntestData: [{q: a, topic: b}]\n',
		],
		[
			'a text of GitHub Models, written after the message that names it',
			'prompts/a.prompt.yml',
			'messages:\n  - {role: user, content: &q "{{q}}"}\n  - {role: assistant, content: *q}\nmodel: m\ntestData: &d [&e {q: a}, *e]\n',
			'messages:\n  - {role: user, content: "{{q}}"}\n  - {role: assistant, content: "{{q}}"}\nmodel: m\ntestData: [{q: a}, {q: a}]\n',
		],
		[
			'merged messages, model and settings of GitHub Models',
			'prompts/a.prompt.yml',
			'x-m: &m gpt\nx-b: &b {role: system}\nx-p: &p {temperature: 0}\nmessages:\n  - {<<: *b, content: "Hi {{q}}"}\nmodel: *m\nmodelParameters: {<<: *p, topP: 1}\ntestData: [{q: a}]\n',
			'messages:\n  - {role: system, content: "Hi {{q}}"}\nmodel: gpt\nmodelParameters: {temperature: 0, topP: 1}\ntestData: [{q: a}]\n',
		],
		[
			'prompts and variables of promptfoo',
			'promptfooconfig.yaml',
			'x: &p "Hi {{name}}"\nprompts:\n  - *p\n  - {raw: *p}\nproviders: [openai:gpt]\ntests:\n  - vars: &v {name: a}\n  - vars: *v\n',
			'prompts:\n  - "Hi {{name}}"\n  - {raw: "Hi {{name}}"}\nproviders: [openai:gpt]\ntests:\n  - vars: {name: a}\n  - vars: {name: a}\n',
		],
		[
			'template and inputs of LangChain',
			'prompts/a.yaml',
			'x: &t "Hi {name}"\ny: &i [name]\n_type: prompt\ninput_variables: *i\ntemplate: *t\n',
			'_type: prompt\ninput_variables: [name]\ntemplate: "Hi {name}"\n',
		],
		[
			'template and inputs of Semantic Kernel',
			'prompts/a.yaml',
			'x: &t "Hi {{$name}}"\ny: &i {name: name, description: who}\ntemplate_format: semantic-kernel\ntemplate: *t\ninput_variables:\n  - *i\nexecution_settings: {default: &s {temperature: 0}, other: *s}\n',
			'template_format: semantic-kernel\ntemplate: "Hi {{$name}}"\ninput_variables:\n  - {name: name, description: who}\nexecution_settings: {default: {temperature: 0}, other: {temperature: 0}}\n',
		],
		[
			'inputs of Prompty',
			'prompts/a.prompty',
			'---\nname: a\nx: &i {type: string, description: who}\nmodel: {id: m}\ninputs:\n  name: *i\n  other: {<<: *i, default: b}\n---\nuser:\nHi {{name}} {{other}}\n',
			'---\nname: a\nmodel: {id: m}\ninputs:\n  name: {type: string, description: who}\n  other: {type: string, description: who, default: b}\n---\nuser:\nHi {{name}} {{other}}\n',
		],
		[
			'schema and settings of dotprompt',
			'prompts/a.prompt',
			'---\nx: &s {name: string}\ny: &c {temperature: 0}\nmodel: googleai/m\nconfig: *c\ninput:\n  schema: *s\n---\nHi {{name}}\n',
			'---\nmodel: googleai/m\nconfig: {temperature: 0}\ninput:\n  schema: {name: string}\n---\nHi {{name}}\n',
		],
		[
			'inputs of our own format',
			'prompts/a.j2',
			'---\nname: a\nversion: 1.0.0\nx-i: &i {type: string, trust: untrusted}\ninputs:\n  name: *i\n  other: {<<: *i, trust: trusted}\n---\nHi {{ name }} {{ other }}\n',
			'---\nname: a\nversion: 1.0.0\ninputs:\n  name: {type: string, trust: untrusted}\n  other: {type: string, trust: trusted}\n---\nHi {{ name }} {{ other }}\n',
		],
	];
	for (const [title, path, aliased, plain] of files) {
		test(`say what is written out: ${title}`, () => {
			const [left, right] = [read(path, aliased), read(path, plain)];
			assert.deepEqual(left.problems, []);
			assert.deepEqual(seen(left), seen(right));
			assert.equal(left.messages.length > 0 && seen(left).uses.length > 0, true);
		});
	}

	test('every message counts in the content hash', () => {
		const file = (word: string): string =>
			`x: &s {role: system, content: ${word}}\nmessages:\n  - *s\n  - {role: user, content: "{{q}}"}\nmodel: m\ntestData: [{q: a}]\n`;
		const [left, right] = [read('prompts/a.prompt.yml', file('one')), read('prompts/a.prompt.yml', file('two'))];
		assert.notEqual(promptContentHash(left), promptContentHash(right));
	});

	function read(path: string, text: string): Prompt {
		const found = findDialect(path, text);
		assert.ok(found);
		return found.dialect.parse(path, text, found.reason);
	}

	function seen(prompt: Prompt): Readonly<Record<string, unknown>> & { readonly uses: readonly string[] } {
		const inputs = { name: 'N', other: 'O', topic: 'T', q: 'Q' };
		return {
			dialect: prompt.dialect,
			messages: renderPrompt(prompt, { values: new Map(Object.entries(inputs)), missing: 'refuse' }).messages,
			inputs: prompt.inputs.map(({ nameRange, range, ...input }) => [
				input,
				prompt.text.slice(nameRange.start, nameRange.end),
				range.end > range.start,
			]),
			samples: prompt.samples.map(({ names, otherNames }) => [names.map(({ value }) => value), otherNames]),
			model: prompt.model?.value,
			parameters: [...prompt.parameters].map(([name, { value }]) => [name, value]),
			output: prompt.output?.value,
			isWhole: prompt.hasWholeTemplate,
			uses: [...new Set(prompt.template.uses.map(({ name }) => name))].sort(),
		};
	}
});
