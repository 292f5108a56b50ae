import assert from 'node:assert/strict';
import { parsePrompt, parsePromptAs } from '../parse-prompt.ts';
import { dialectIds } from '../dialect-ids.ts';
import { findDialect } from './find-dialect.ts';
import { dialects } from './all-dialects.ts';

const text = '---\nname: a\n---\nsystem:\nHi {{ x }}\n';

suite('dialects chosen in the configuration', () => {
	test('are those of the registry', () =>
		assert.deepEqual(
			dialects.map(({ id }) => id),
			[...dialectIds],
		));

	test('decide before the content of a file does, and say so', () => {
		const prompt = parsePrompt('prompts/old/a.j2', text, { 'prompts/old/**': 'prompty' });
		assert.deepEqual([prompt.dialect, prompt.dialectReason], ['prompty', 'stagemark.yaml says so for “prompts/old/**”.']);
		assert.equal(parsePrompt('prompts/a.j2', text, { 'prompts/old/**': 'prompty' }).dialect, 'stagemark');
	});

	test('make a prompt of a file that nobody recognises, and none of one that somebody does', () => {
		assert.equal(findDialect('prompts/a.txt', 'Hi {{ x }}\n'), undefined);
		assert.equal(findDialect('prompts/a.txt', 'Hi {{ x }}\n', { 'prompts/*.txt': 'plain-jinja' })?.dialect.id, 'plain-jinja');
		assert.equal(findDialect('prompts/a.j2', text, { 'prompts/a.j2': 'none' }), undefined);
	});

	test('count in the order of the file: the last glob that matches wins', () => {
		const overrides = { 'prompts/**': 'prompty', 'prompts/new/**': 'stagemark' } as const;
		assert.equal(parsePrompt('prompts/new/a.j2', text, overrides).dialect, 'stagemark');
		assert.equal(parsePrompt('prompts/a.j2', text, overrides).dialect, 'prompty');
	});

	test('may be wrong for a file: every dialect reads every other’s without an exception, every range inside', () => {
		const texts = [
			text,
			'messages:\n  - {role: user, content: "{{x}}"}\n',
			'{"_type": "prompt", "template": "{x}"}',
			'',
			'---\n---\n',
			'[',
		];
		for (const id of dialectIds) {
			for (const source of texts) {
				const prompt = parsePromptAs(id, 'prompts/a.txt', source);
				assert.equal(prompt.dialect, id);
				const ranges = [...prompt.problems, ...prompt.messages, ...prompt.template.uses].map(({ range }) => range);
				assert.ok(
					ranges.every(({ start, end }) => 0 <= start && start <= end && end <= source.length),
					`${id}: ${source}`,
				);
			}
		}
	});
});
