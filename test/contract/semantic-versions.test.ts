import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diffPrompts } from '../../core/formats/prompt/diff/diff-prompts.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';

const base = `---
name: greeter
version: 1.0.0
model: m-1
parameters: {temperature: 0.5}
inputs:
  name: {type: [string, integer]}
  tone: {type: string, default: kind}
output:
  format: json
  schema:
    type: object
    required: [text]
    properties: {text: {type: string, maxLength: 80}, mood: {type: string, enum: [good, bad]}}
---
system:
Be {{ tone }}.
<example>
Hi!
</example>

user:
Greet Ben.

assistant:
Hi Ben!

user:
Greet {{ name }}.
`;

const output = /^output:\n(?: .*\n)+/m;

type Edit = readonly [from: string | RegExp, to: string];

/** For each row of the table under “Which change asks for which step”, edits of the prompt above that are such a change. */
const examples: Readonly<Record<string, readonly (readonly Edit[])[]>> = {
	'an input is removed': [
		[
			['  tone: {type: string, default: kind}\n', ''],
			['{{ tone }}', 'kind'],
		],
	],
	'an input is renamed': [
		[
			['  tone:', '  style:'],
			['{{ tone }}', '{{ style }}'],
		],
	],
	'a required input is added': [[['inputs:', 'inputs:\n  place: string']], [['Greet {{ name }}', 'Greet {{ name }} from {{ place }}']]],
	'an input becomes required': [[[', default: kind', '']]],
	'an input takes fewer types than before': [[['[string, integer]', 'string']]],
	'an optional input is added': [[['inputs:', 'inputs:\n  place: {default: here}']]],
	'an input becomes optional': [[['[string, integer]}', '[string, integer], required: false}']]],
	'an input takes more types than before': [[['[string, integer]', '[string, integer, boolean]']], [['{type: [string, integer]}', '{}']]],
	'an input gets another default, trust or size limit': [
		[['default: kind', 'default: stern']],
		[['default: kind', 'default: kind, trust: untrusted']],
		[['default: kind', 'default: kind, max_tokens: 5']],
	],
	'the output is no longer declared': [[[output, '']]],
	'the output has another format': [[['format: json', 'format: text']]],
	'the output loses a property': [[[', mood: {type: string, enum: [good, bad]}', '']]],
	'a property of the output is no longer required': [[['required: [text]', 'required: []']]],
	'the output schema takes fewer types or values, or tighter bounds': [
		[['[good, bad]', '[good]']],
		[['mood: {type: string', 'mood: {type: array']],
		[['maxLength: 80', 'maxLength: 40']],
		[['maxLength: 80', 'maxLength: 80, minLength: 1']],
		[['text: {type: string', 'text: {type: string, enum: [hi]']],
	],
	'the output gains a property': [[['properties: {', 'properties: {lang: {type: string}, ']]],
	'the output schema takes more types or values, or wider bounds': [
		[['[good, bad]', '[good, bad, odd]']],
		[['text: {type: string', 'text: {type: [string, "null"]']],
		[['maxLength: 80', 'maxLength: 160']],
		[[', maxLength: 80', '']],
	],
	'the output schema changes in another way, such as a description': [[['maxLength: 80', 'maxLength: 80, description: What to say']]],
	'a message gets another role, or messages with other roles come or go': [
		[['system:\nBe', 'user:\nBe']],
		[['user:\nGreet {{', 'tool:\nNothing.\n\nuser:\nGreet {{']],
		[[/system:[^]*?(?=user:)/, '']],
	],
	'an example is added, as text or as messages': [
		[['</example>', '</example>\n<example>\nHello!\n</example>']],
		[['user:\nGreet {{', 'user:\nGreet Ana.\n\nassistant:\nHi Ana!\n\nuser:\nGreet {{']],
	],
	'an example is changed or removed': [
		[['Hi!\n', 'Hello!\n']],
		[['<example>\nHi!\n</example>\n', '']],
		[['user:\nGreet Ben.\n\nassistant:\nHi Ben!\n\n', '']],
	],
	'the wording changes': [[['Be {{', 'Please be {{']]],
	'another model answers': [[['m-1', 'm-2']]],
	'a parameter of the request changes': [[['0.5', '0.7']], [['0.5}', '0.5, seed: 1}']]],
	'any other content changes': [[['model:', 'stop_when: x\nmodel:']]],
	'layout, comments, key order, name, description, owner, tags or changelog change': [
		[['Greet {{ name }}.', 'Greet {{ name }}.   ']],
		[['Be {{', '{# be nice #}Be {{']],
		[['name: greeter\nversion: 1.0.0', 'version: 1.0.0\nname: greeter']],
		[['name: greeter', 'name: welcomer']],
		[['model:', 'description: x\nowner: x\ntags: [x]\nchangelog: x\nmodel:']],
	],
};

/** Rows that need another prompt to start from. */
const otherBases: Readonly<Record<string, string>> = { 'the output is declared for the first time': base.replace(output, '') };

suite('the definition of a semantic version of a prompt', () => {
	const rows = [...readFileSync('docs/semantic-versions.md', 'utf8').matchAll(/^\| (.+?) \| (major|minor|patch|none) \|$/gm)];

	test('the page has a table, and every row is tried out here', () => {
		const tried = [...Object.keys(examples), ...Object.keys(otherBases)];
		assert.deepEqual(rows.map(([, change]) => change).toSorted(), tried.toSorted());
	});

	for (const [, change = '', step] of rows) {
		const variants = (examples[change] ?? []).map(edits => [base, edited(edits)] as const);
		const others = otherBases[change] === undefined ? [] : [[otherBases[change], base] as const];
		for (const [position, [before, after]] of [...variants, ...others].entries()) {
			test(`${change}: ${step ?? ''} (${position + 1})`, () => {
				const { requiredBump, reasons } = diffPrompts(parsePrompt('prompts/g.j2', before), parsePrompt('prompts/g.j2', after));
				assert.equal(requiredBump, step, JSON.stringify(reasons));
			});
		}
	}
});

function edited(edits: readonly Edit[]): string {
	return edits.reduce((text, [from, to]) => {
		assert.ok(typeof from === 'string' ? text.includes(from) : from.test(text), String(from));
		return text.replace(from, to);
	}, base);
}
