import assert from 'node:assert/strict';
import { diffPrompts } from './diff-prompts.ts';
import { parsePrompt } from '../parse-prompt.ts';
import type { PromptDiff } from './prompt-diff.ts';

const base = `---
name: greeter
version: 1.0.0
model: m-1
parameters: {temperature: 0.5}
inputs:
  name: {type: string}
  tone: {type: string, default: kind}
output: {format: json, schema: {type: object, required: [text], properties: {text: {type: string}, mood: {type: string, enum: [good, bad]}}}}
---
system:
Be {{ tone }}.

user:
Greet {{ name }}.
`;

function diff(before: string, after: string): PromptDiff {
	return diffPrompts(parsePrompt('prompts/greeter.j2', before), parsePrompt('prompts/greeter.j2', after));
}

function change(from: string, to: string): string {
	assert.ok(base.includes(from), from);
	return base.replace(from, to);
}

suite('diffPrompts', () => {
	suite('the version step a change asks for', () => {
		const cases: readonly (readonly [title: string, after: string, reasons: readonly string[]])[] = [
			['layout asks for none', base.replaceAll('\n', '\r\n'), []],
			['another owner asks for none', change('model:', 'owner: me\nmodel:'), []],
			['wording', change('Greet', 'Welcome'), ['patch: wording of the user message changed']],
			['a parameter', change('0.5', '0.7'), ['patch: parameter "temperature" changed']],
			['a parameter that is new', change('0.5}', '0.5, seed: 1}'), ['patch: parameter "seed" changed']],
			['another model', change('m-1', 'm-2'), ['minor: model changed']],
			[
				'an input that is gone',
				change('  tone: {type: string, default: kind}\n', '').replace('{{ tone }}', 'kind'),
				['major: input "tone" removed', 'patch: wording of the system message changed'],
			],
			['a new required input', change('inputs:\n', 'inputs:\n  place: string\n'), ['major: required input "place" added']],
			['a new optional input', change('inputs:\n', 'inputs:\n  place: {default: here}\n'), ['minor: optional input "place" added']],
			[
				'a name that is used without declaration',
				change('Greet', 'Greet {{ place }}'),
				['major: required input "place" added', 'patch: wording of the user message changed'],
			],
			[
				'an input with another name',
				base.replaceAll('tone', 'style'),
				['major: input "tone" renamed to "style"', 'patch: wording of the system message changed'],
			],
			['an input that becomes required', change(', default: kind', ''), ['major: input "tone" is now required']],
			[
				'an input that becomes optional',
				change('name: {type: string}', 'name: {type: string, required: false}'),
				['minor: input "name" is now optional'],
			],
			[
				'an input of another type',
				change('name: {type: string}', 'name: {type: integer}'),
				['major: input "name" takes integer instead of string'],
			],
			[
				'an input of more types',
				change('name: {type: string}', 'name: {type: [string, integer]}'),
				['minor: input "name" takes string | integer instead of string'],
			],
			['another default', change('default: kind', 'default: stern'), ['patch: declaration of input "tone" changed']],
			['an output property that is gone', change(', mood: {type: string, enum: [good, bad]}', ''), ['major: output: "mood" removed']],
			[
				'an output property that is new',
				change('properties: {', 'properties: {lang: {type: string}, '),
				['minor: output: "lang" added'],
			],
			[
				'an output property that is no longer promised',
				change('required: [text]', 'required: []'),
				['major: output: "text" is no longer required'],
			],
			['fewer values of an output property', change('[good, bad]', '[good]'), ['major: values of output.mood narrowed or replaced']],
			['more values of an output property', change('[good, bad]', '[good, bad, odd]'), ['minor: values of output.mood widened']],
			[
				'another type of an output property',
				change('text: {type: string}', 'text: {type: array}'),
				['major: type of output.text narrowed or replaced'],
			],
			['another output format', change('format: json', 'format: text'), ['major: output format changed from "json" to "text"']],
			['no output any more', base.replace(/^output:.*\n/m, ''), ['major: output no longer declared']],
			['another role', change('user:', 'assistant:'), ['major: roles changed: system, assistant instead of system, user']],
			[
				'a message less',
				base.replace('system:\nBe {{ tone }}.\n\n', '').replace('Greet', '{{ tone }} Greet'),
				['major: roles changed: user instead of system, user', 'patch: wording of the user message changed'],
			],
			[
				'example messages',
				change('user:\n', 'user:\nGreet Ana.\n\nassistant:\nHi Ana!\n\nuser:\n'),
				['minor: example messages added'],
			],
			[
				'an example in the text',
				change('Be {{ tone }}.', 'Be {{ tone }}.\n<example>\nHi!\n</example>'),
				['minor: example added to the system message'],
			],
			['a key that is not known', change('model:', 'stop_when: x\nmodel:'), ['patch: other content changed']],
		];
		for (const [title, after, reasons] of cases) {
			test(title, () => {
				const { requiredBump, reasons: found, isIdentical } = diff(base, after);
				assert.deepEqual(
					found.map(({ bump, reason }) => `${bump}: ${reason}`),
					reasons,
				);
				assert.equal(requiredBump, reasons[0]?.split(':')[0] ?? 'none');
				assert.equal(isIdentical, reasons.length === 0);
			});
		}

		test('declaring what was only used before changes nothing for callers', () => {
			assert.deepEqual(
				diff('Hi {{ a }}', '---\ninputs: {a: string}\n---\nHi {{ a }}').reasons.map(({ bump }) => bump),
				['patch'],
			);
		});

		test('an output that is declared for the first time is more than before', () => {
			assert.deepEqual(diff('hi', '---\noutput: {format: json}\n---\nhi').reasons, [{ bump: 'minor', reason: 'output declared' }]);
		});
	});

	suite('whether the versions announce it', () => {
		const renamed = base.replaceAll('tone', 'style');
		const cases: readonly (readonly [title: string, after: string, answer: boolean | undefined])[] = [
			['the same version for a breaking change', renamed, false],
			['a minor step for a breaking change', renamed.replace('1.0.0', '1.1.0'), false],
			['a major step for a breaking change', renamed.replace('1.0.0', '2.0'), true],
			['the same version for the same content', base, true],
			['no version', renamed.replace('version: 1.0.0\n', ''), undefined],
			['a version that is none', renamed.replace('1.0.0', 'next'), undefined],
		];
		for (const [title, after, answer] of cases) {
			test(`${title}: ${String(answer)}`, () => assert.equal(diff(base, after).isBumpSufficient, answer));
		}
	});

	suite('what is shown', () => {
		test('messages by words, from which both texts can be put together again', () => {
			const { messages } = diff(base, change('Greet {{ name }}.', 'Greet dear {{ name }}!'));
			assert.deepEqual(
				messages.map(({ role, status }) => [role, status]),
				[
					['system', 'same'],
					['user', 'changed'],
				],
			);
			const changes = messages[1]?.changes ?? [];
			const side = (other: string): string =>
				changes
					.filter(({ kind }) => kind !== other)
					.map(({ text }) => text)
					.join('');
			assert.equal(side('added'), 'Greet {{ name }}.');
			assert.equal(side('removed'), 'Greet dear {{ name }}!');
			assert.ok(changes.some(({ kind, text }) => kind === 'same' && text.includes('name')));
		});

		test('an example put in front leaves the messages behind it the same', () => {
			const { messages } = diff('user:\na\n', 'user:\nq\nassistant:\nr\nuser:\na\n');
			assert.deepEqual(
				messages.map(({ role, status }) => [role, status]),
				[
					['user', 'added'],
					['assistant', 'added'],
					['user', 'same'],
				],
			);
		});

		test('values as they stand in the files', () => {
			const { parameters, model, output, inputs } = diff(
				base,
				change('temperature: 0.5', 'temperature: 0.70')
					.replace('m-1', '"m-2"')
					.replace('default: kind', 'default: stern, trust: untrusted'),
			);
			assert.deepEqual(parameters, [{ name: 'temperature', before: '0.5', after: '0.70' }]);
			assert.deepEqual(model, { name: 'model', before: 'm-1', after: '"m-2"' });
			assert.equal(output, undefined);
			assert.deepEqual(inputs, [
				{ name: 'tone', before: 'string, optional, default "kind"', after: 'string, optional, default "stern", untrusted' },
			]);
		});

		test('an input that is only used, and one that is gone', () => {
			assert.deepEqual(diff('{{ a }}', '{{ b }}').inputs, [
				{ name: 'b', before: undefined, after: 'not declared' },
				{ name: 'a', before: 'not declared', after: undefined },
			]);
		});

		test('each side by its version or by the label given', () => {
			const prompt = parsePrompt('prompts/greeter.j2', base);
			assert.equal(diffPrompts(prompt, prompt).before.label, '1.0.0');
			assert.equal(diffPrompts(prompt, prompt, { before: 'greeter@Production', after: 'x' }).before.label, 'greeter@Production');
			assert.equal(diffPrompts(parsePrompt('prompts/a.j2', 'x'), prompt).before.label, 'a');
			assert.ok(diffPrompts(prompt, prompt).after.estimatedTokenCount > 0);
		});

		test('plain data that can be sent to a panel', () => {
			const found = diff(base, change('Greet', 'Welcome'));
			assert.deepEqual(structuredClone(found), found);
		});
	});

	test('compares two large texts that have nothing in common', () => {
		const words = (seed: number): string => Array.from({ length: 30_000 }, (_, index) => `w${(index * seed) % 7919}`).join(' ');
		const { messages } = diff(words(31), words(97));
		assert.equal(messages[0]?.status, 'changed');
	});
});
