import assert from 'node:assert/strict';
import { promptContentHash } from './content-hash.ts';
import { parsePrompt } from '../parse-prompt.ts';
import { assertTimesAsLong } from '../../../../test/support/assert-times-as-long.ts';

const base = `---
name: greeter
version: 1.0.0
model: m-1
parameters: {temperature: 0.5, seed: 1}
inputs:
  name: {type: string, trust: untrusted}
  tone: {type: string, default: kind}
---
system:
Be {{ tone }}.

user:
Greet {{ name }}.
`;

function hashOf(text: string, path = 'prompts/greeter.j2'): string {
	return promptContentHash(parsePrompt(path, text));
}

suite('promptContentHash', () => {
	// Recorded evidence and registries hold these digests: a change here makes all of it look stale. They were computed from
	// the written definition with Python (json.dumps with sorted keys, hashlib), not with this code.
	const golden: readonly (readonly [title: string, text: string, hash: string])[] = [
		['a whole prompt', base, '69c4a5e7026cbc943b9493e12b5c8eec5062f0cbd3ebc63aaaadad0967b00b5f'],
		['a template without front matter', 'Hello {{ name }}!\n', '133cbe07936369dc0bd939dd0583a30a212e980584dcf40bbd6a0606c749f6ad'],
		['an empty file', '', 'a3d3631371a613d48e995deb017917cc57e3536e2a4c72dd74c3a326a6704a14'],
	];
	for (const [title, text, hash] of golden) {
		test(`of ${title} never changes`, () => assert.equal(hashOf(text), hash));
	}

	const layout: readonly (readonly [title: string, text: string])[] = [
		['Windows line ends', base.replaceAll('\n', '\r\n')],
		['white space at line ends', base.replaceAll('\n', ' \t\n').replaceAll('--- \t\n', '---\n')],
		['a missing final newline', base.trimEnd()],
		['blank lines around messages', base.replace('system:\n', '\n\nsystem:\n\n')],
		[
			'the order of keys',
			base
				.replace('{temperature: 0.5, seed: 1}', '{seed: 1, temperature: 0.5}')
				.replace('name: greeter\nversion: 1.0.0\nmodel: m-1', 'model: m-1\nname: greeter\nversion: 1.0.0'),
		],
		[
			'the order of inputs',
			base.replace(
				'  name: {type: string, trust: untrusted}\n  tone: {type: string, default: kind}',
				'  tone: {type: string, default: kind}\n  name: {type: string, trust: untrusted}',
			),
		],
		[
			'YAML comments, quotes and block style',
			base
				.replace('model: m-1', '# why\nmodel: "m-1" # this one')
				.replace('{temperature: 0.5, seed: 1}', '\n  temperature: 0.50\n  seed: 1'),
		],
		['comments in the template', base.replace('Be {{ tone }}.', '{# think #}\nBe {# very #}{{ tone }}.\n  {# twice #} {# thrice #}  ')],
		['a comment that eats the white space around it', base.replace('Greet', 'Gre {#- a -#}\n  et')],
		['the version', base.replace('version: 1.0.0', 'version: 1.1.0')],
		['no version', base.replace('version: 1.0.0\n', '')],
		['the name', base.replace('name: greeter', 'name: other')],
		[
			'who, why and what for',
			base.replace('model:', 'changelog: better\ndescription: d\nowner: o\ntags: [t]\nx-note: 1\nmetadata: {a: 1}\nmodel:'),
		],
	];
	for (const [title, text] of layout) {
		test(`does not depend on ${title}`, () => {
			assert.notEqual(text, base);
			assert.equal(hashOf(text), hashOf(base));
		});
	}

	test('does not depend on where the file stands', () => assert.equal(hashOf(base, 'elsewhere/x-v9.0.0.jinja'), hashOf(base)));

	test('is the same for a short and a long way to declare inputs', () => {
		const long = '---\ninputs: {a: {type: string}, b: {}}\n---\n{{ a }}{{ b }}';
		assert.equal(hashOf('---\ninputs: [{name: b}, {name: a, type: string}]\n---\n{{ a }}{{ b }}'), hashOf(long));
		assert.equal(hashOf('---\ninputs: {a: string, b: }\n---\n{{ a }}{{ b }}'), hashOf(long));
	});

	test('is the same with and without a marker for the only message', () => assert.equal(hashOf('user:\nhi'), hashOf('hi')));

	const content: readonly (readonly [title: string, text: string])[] = [
		['a word', base.replace('Greet', 'Welcome')],
		['a space inside a line', base.replace('Greet {{', 'Greet  {{')],
		['indentation', base.replace('Greet', '  x\nGreet')],
		['a blank line inside a message', base.replace('Greet {{ name }}.', 'Greet\n\n{{ name }}.')],
		['a role', base.replace('user:', 'assistant:')],
		['the model', base.replace('m-1', 'm-2')],
		['a parameter', base.replace('0.5', '0.6')],
		['a default', base.replace('default: kind', 'default: stern')],
		['declared trust', base.replace('untrusted', 'trusted')],
		['a declared output', base.replace('model:', 'output: {format: json}\nmodel:')],
		['a definition above the first message', base.replace('system:', '{% set x = 1 %}\nsystem:')],
		['a key that is not known', base.replace('model:', 'stop_when: done\nmodel:')],
		['text that looks like a comment in a raw region', base.replace('Be ', 'Be {% raw %}{# x #}{% endraw %}')],
	];
	for (const [title, text] of content) {
		test(`depends on ${title}`, () => assert.notEqual(hashOf(text), hashOf(base)));
	}

	test('tells broken front matter apart by its text', () => {
		assert.notEqual(hashOf('---\nmodel: "a\n---\nhi'), hashOf('---\nmodel: "b\n---\nhi'));
	});

	test('tells two states of a conflict from a resolved prompt', () => {
		const conflict = '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n';
		assert.notEqual(hashOf(conflict), hashOf('a'));
		assert.notEqual(hashOf(conflict), hashOf(conflict.replace('a', 'c')));
	});

	test('is computed for odd characters', () => {
		for (const text of ['\u0000', '\ud800', '\uffff', '\ue000{# c #}']) assert.match(hashOf(text), /^[0-9a-f]{64}$/);
		assert.notEqual(hashOf('a\uffffb'), hashOf('ab'));
	});

	test('takes about four times as long for four times as many comments that take away the spaces before them', () => {
		const prompts = new Map([8_000, 32_000].map(count => [count, parsePrompt('prompts/a.j2', 'word word {#- x #}'.repeat(count))]));
		const hash = (count: number): void => {
			const prompt = prompts.get(count);
			if (prompt !== undefined) promptContentHash(prompt);
		};
		assertTimesAsLong(hash, 8_000, 32_000, 8);
	});
});
