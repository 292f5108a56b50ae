import assert from 'node:assert/strict';
import { parseConfig } from '../../../config/parse-config.ts';
import { composeSheet } from '../../card/compose-sheet.ts';
import { parsePrompt, parsePromptAs } from '../../parse-prompt.ts';
import { nameOfTemplate } from '../../template-name.ts';
import { dialectIds } from '../../dialect-ids.ts';
import { findDialect } from '../find-dialect.ts';
import { dialects } from '../all-dialects.ts';

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

	test('may come from an entry of prompts that names the template language: every text of its glob is then a prompt', () => {
		const { value } = parseConfig(`prompts:
  - {path: "app/**", template: f-string}
  - {path: "app/*.tpl", template: dollar}
  - {path: "app/raw/*", template: none}
dialects: {"app/notes.md": none}
`);
		for (const [path, source, dialect, language, inputs] of [
			['app/a.txt', 'Hi {name}, {{"id": 1}}', 'plain-template', 'f-string', 'name'],
			['app/deep/b', 'Hi {name}', 'plain-template', 'f-string', 'name'],
			['app/b.tpl', 'Hi {name} and $city', 'plain-template', 'dollar', 'city'],
			['app/raw/c.txt', 'Hi {name} {{ city }}', 'plain-template', 'none', ''],
			['app/d.txt', composeSheet('app/d.txt', 'Hi {name}', 'name: d\n'), 'stagemark', 'f-string', 'name'],
			['app/e.txt', composeSheet('app/e.txt', 'Hi {{ name }}', 'template: jinja2\n'), 'stagemark', 'jinja2', 'name'],
			['app/f.md', '---\nversion: 1.0.0\ninputs: {name: string}\n---\nHi {name}', 'stagemark', 'f-string', 'name'],
			['app/g.yaml', '_type: prompt\ninput_variables: [name]\ntemplate: Hi {name}\n', 'langchain', 'f-string', 'name'],
		] as const) {
			const prompt = parsePrompt(path, source, value.dialects);
			const inputsUsed = prompt.template.uses.map(({ name }) => name).join();
			assert.deepEqual([prompt.dialect, prompt.template.language, inputsUsed], [dialect, language, inputs], `${path}: ${source}`);
			const again = parsePromptAs(prompt.dialect, path, source, nameOfTemplate(prompt.template));
			assert.deepEqual(again.template, prompt.template);
		}
		assert.equal(findDialect('app/notes.md', 'Hi {name}', value.dialects), undefined);
		assert.equal(findDialect('app/data.yaml', 'a: 1\n', value.dialects), undefined);
		assert.equal(findDialect('other/a.txt', 'Hi {name}', value.dialects), undefined);
	});

	test('may come from an entry of prompts that names the dialect, unless dialects says otherwise', () => {
		const { value } = parseConfig(
			'prompts: [{path: "old/**", dialect: prompty}, {path: "new/**", dialect: prompty}]\ndialects: {"new/**": stagemark}\n',
		);
		assert.equal(parsePrompt('old/a.j2', text, value.dialects).dialect, 'prompty');
		assert.equal(parsePrompt('new/a.j2', text, value.dialects).dialect, 'stagemark');
	});

	test('are read in Nunjucks where the card says so', () => {
		const { template, problems } = parsePrompt(
			'a.txt',
			composeSheet('a.txt', '{% asyncEach x in xs %}{{ x }}{% endeach %}', 'template: nunjucks\n'),
		);
		assert.deepEqual([template.isNunjucks, template.uses.map(({ name }) => name), problems], [true, ['xs', 'x'], []]);
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
