import assert from 'node:assert/strict';
import { parsePrompt } from './parse-prompt.ts';
import type { Prompt } from './prompt.ts';

const path = 'prompts/code-generator-v2.0.0.j2';

const complete = `---
name: code-generator
version: 2.0.0
description: Writes a Python function from a specification.
model: gpt-4-turbo
parameters: {temperature: 0.7, max_tokens: 1024, seed: 42}
inputs:
  spec: {type: string, description: What the function must do, trust: untrusted, max_tokens: 800}
  language: {type: string, default: python}
output: {format: json, schema: {type: object, required: [code], properties: {code: {type: string}}}}
owner: team-codegen
tags: [codegen]
changelog: Adds three worked examples.
---
system:
You write {{ language }} functions.

user:
<spec>{{ spec }}</spec>
`;

function shown({ text, problems }: Prompt): readonly string[] {
	return problems.map(({ code, range }) => `${code}: ${text.slice(range.start, range.end)}`);
}

suite('parsePrompt', () => {
	suite('a complete prompt', () => {
		const prompt = parsePrompt(path, complete);
		const words = (range: { readonly start: number; readonly end: number } | undefined): string | undefined =>
			range && complete.slice(range.start, range.end);

		test('has no problems', () => assert.deepEqual(shown(prompt), []));

		test('has name and version with their places', () => {
			assert.equal(prompt.dialect, 'stagemark');
			assert.equal(prompt.name.source === 'front-matter' && words(prompt.name.range), 'code-generator');
			assert.equal(prompt.version?.source === 'front-matter' && words(prompt.version.range), '2.0.0');
		});

		test('has model, parameters and output with their places', () => {
			assert.equal(words(prompt.model?.range), 'gpt-4-turbo');
			assert.deepEqual(
				[...prompt.parameters].map(([name, { value, range }]) => [name, value, words(range)]),
				[
					['temperature', 0.7, '0.7'],
					['max_tokens', 1024, '1024'],
					['seed', 42, '42'],
				],
			);
			assert.match(words(prompt.output?.range) ?? '', /^\{format: json, .*\}\}\}\}$/);
		});

		test('has its inputs in order, with the places of name and declaration', () => {
			assert.deepEqual(
				prompt.inputs.map(({ nameRange, range, ...input }) => ({ ...input, words: [words(nameRange), words(range)] })),
				[
					{
						name: 'spec',
						type: 'string',
						description: 'What the function must do',
						isRequired: true,
						default: undefined,
						trust: 'untrusted',
						maxTokens: 800,
						words: ['spec', 'spec: {type: string, description: What the function must do, trust: untrusted, max_tokens: 800}'],
					},
					{
						name: 'language',
						type: 'string',
						description: undefined,
						isRequired: false,
						default: 'python',
						trust: undefined,
						maxTokens: undefined,
						words: ['language', 'language: {type: string, default: python}'],
					},
				],
			);
		});

		test('has its messages and the names they read', () => {
			assert.deepEqual(
				prompt.messages.map(({ role, markerRange, range }) => [role, words(markerRange), words(range)]),
				[
					['system', 'system:', 'You write {{ language }} functions.'],
					['user', 'user:', '<spec>{{ spec }}</spec>'],
				],
			);
			assert.deepEqual(
				prompt.template.uses.map(use => use.name),
				['language', 'spec'],
			);
		});

		test('reads the same with Windows line ends', () => {
			const windows = parsePrompt(path, complete.replaceAll('\n', '\r\n'));
			assert.deepEqual(shown(windows), []);
			assert.deepEqual(
				windows.messages.map(message => [message.role, windows.text.slice(message.range.start, message.range.end)]),
				prompt.messages.map(message => [message.role, words(message.range)]),
			);
			assert.equal(windows.version?.value, '2.0.0');
		});
	});

	suite('ways to declare inputs', () => {
		const cases: readonly (readonly [
			title: string,
			inputs: string,
			expected: readonly (readonly [name: string, type: string | undefined])[],
		])[] = [
			[
				'a map of types',
				'inputs: {spec: string, n: integer}',
				[
					['spec', 'string'],
					['n', 'integer'],
				],
			],
			[
				'names without anything',
				'inputs:\n  spec:\n  n:',
				[
					['spec', undefined],
					['n', undefined],
				],
			],
			[
				'a list of names',
				'inputs: [spec, n]',
				[
					['spec', undefined],
					['n', undefined],
				],
			],
			[
				'a list of declarations',
				'inputs:\n  - name: spec\n    type: string\n  - n',
				[
					['spec', 'string'],
					['n', undefined],
				],
			],
			['several types', 'inputs: {spec: {type: [string, "null"]}}', [['spec', 'string | null']]],
		];
		for (const [title, inputs, expected] of cases) {
			test(title, () => {
				const prompt = parsePrompt('prompts/a.j2', `---\n${inputs}\n---\n{{ spec }}`);
				assert.deepEqual(shown(prompt), []);
				assert.equal(prompt.declaresInputs, true);
				assert.deepEqual(
					prompt.inputs.map(({ name, type, nameRange }) => [name, type, prompt.text.slice(nameRange.start, nameRange.end)]),
					expected.map(([name, type]) => [name, type, name]),
				);
			});
		}

		test('an input whose details are wrong is still declared', () => {
			const prompt = parsePrompt('prompts/a.j2', '---\ninputs: {spec: {trust: maybe}, n: strin}\n---\n{{ spec }}{{ n }}');
			assert.deepEqual(shown(prompt), ['wrong-value-type: maybe', 'wrong-value-type: strin']);
			assert.deepEqual(
				prompt.inputs.map(({ name, trust, type }) => [name, trust, type]),
				[
					['spec', undefined, undefined],
					['n', undefined, undefined],
				],
			);
		});

		test('required: false makes an input optional', () => {
			assert.equal(parsePrompt('prompts/a.j2', '---\ninputs: {spec: {required: false}}\n---\n').inputs[0]?.isRequired, false);
		});
	});

	suite('identity', () => {
		const cases: readonly (readonly [title: string, path: string, text: string, name: string, version: string | undefined])[] = [
			['comes from the file name without front matter', path, 'hi', 'code-generator', '2.0.0'],
			['comes from the file name where the front matter is silent', path, '---\nmodel: m\n---\nhi', 'code-generator', '2.0.0'],
			['is what the front matter says', path, '---\nname: other\nversion: 3.0.0\n---\nhi', 'other', '3.0.0'],
			['keeps a version that looks like a number as written', 'prompts/a.j2', '---\nversion: 2.10\n---\nhi', 'a', '2.10'],
			['keeps a version that is none, for a rule to report', 'prompts/a.j2', '---\nversion: v1.2.3\n---\nhi', 'a', 'v1.2.3'],
			['has no version where nobody says one', 'prompts/a.j2', 'hi', 'a', undefined],
			[
				'falls back to the file for a name that no reference can hold',
				'prompts/a.j2',
				'---\nname: my prompt\n---\nhi',
				'a',
				undefined,
			],
		];
		for (const [title, file, text, name, version] of cases) {
			test(title, () => {
				const prompt = parsePrompt(file, text);
				assert.deepEqual([prompt.name.value, prompt.version?.value], [name, version]);
			});
		}
	});

	suite('bad input', () => {
		const cases: readonly (readonly [title: string, text: string, problems: readonly string[]])[] = [
			['an empty file', '', []],
			['a misspelled key', '---\nmodle: x\n---\nhi', ['unknown-key: modle']],
			['a key written twice', '---\nmodel: x\nmodel: y\n---\nhi', ['duplicate-key: model']],
			['broken front matter is one problem', '---\nname: x\nmodel: "y\nowner: z\n---\nhi {{ a }}', ['front-matter-syntax-error: "y']],
			['front matter that is never closed', '---\nname: x\n\nsystem:\nhi', ['unclosed-front-matter: ---']],
			[
				'a conflict in the front matter',
				'---\n<<<<<<< HEAD\nname: x\n=======\nname: y\n>>>>>>> b\n---\n{{ a',
				['merge-conflict: <<<<<<< HEAD'],
			],
			[
				'a conflict in the body',
				'---\nname: x\n---\n<<<<<<< HEAD\n{% if\n=======\n{{ a\n>>>>>>> b\n',
				['merge-conflict: <<<<<<< HEAD'],
			],
			['a conflict without front matter', '<<<<<<< HEAD\n{% if\n=======\n{{ a\n>>>>>>> b\n', ['merge-conflict: <<<<<<< HEAD']],
			[
				'a template tag as a value',
				'---\nname: {{ x }}\n---\nhi',
				['unquoted-template-in-yaml: {{ x }}', 'wrong-value-type: {{ x }}'],
			],
		];
		for (const [title, text, problems] of cases) {
			test(title, () => assert.deepEqual(shown(parsePrompt('prompts/a.j2', text)), problems));
		}

		test('a prompt in conflict gives rules nothing to complain about', () => {
			const prompt = parsePrompt('prompts/a.j2', '<<<<<<< HEAD\n{{ a }}\n=======\n{{ b }}\n>>>>>>> b\n');
			assert.deepEqual([prompt.messages, prompt.inputs, prompt.template.uses, prompt.declaresInputs], [[], [], [], false]);
		});

		for (const [title, frontMatter] of [
			['broken front matter', 'inputs: {a: "x'],
			[
				'an alias bomb',
				`l0: &l0 [x]\n${Array.from({ length: 8 }, (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`).join('\n')}`,
			],
			['inputs that are a number', 'inputs: 3'],
		] as const) {
			test(`${title} leaves open which inputs are declared`, () => {
				assert.equal(parsePrompt('prompts/a.j2', `---\n${frontMatter}\n---\n{{ spec }}`).declaresInputs, false);
			});
		}

		test('a file of any beginning of a prompt is read without an exception, every range inside it', () => {
			const odd = `${complete}{% if \u0000 %}\ud800{{ '\udc00' | x(\n`;
			for (let end = 0; end <= odd.length; end++) {
				const prompt = parsePrompt(path, odd.slice(0, end));
				for (const { range } of [...prompt.problems, ...prompt.messages, ...prompt.inputs]) {
					assert.ok(0 <= range.start && range.start <= range.end && range.end <= end, `at ${end}`);
				}
			}
		});

		test('binary-like text is read without an exception', () => {
			const bytes = Array.from({ length: 4096 }, (_, index) => String.fromCharCode((index * 7919) % 256)).join('');
			assert.doesNotThrow(() => parsePrompt(path, bytes));
			assert.doesNotThrow(() => parsePrompt(path, `---\n${bytes}\n---\n${bytes}`));
		});

		test('three hundred kilobytes are read to the end', () => {
			const text = `${complete}${'Line with {{ spec }} in it.\n'.repeat(11_000)}`;
			assert.equal(parsePrompt(path, text).messages.length, 2);
		});
	});
});
