import assert from 'node:assert/strict';
import { parsePrompt } from '../parse-prompt.ts';
import { renderPrompt } from './render-prompt.ts';
import { sampleInputs } from './sample-inputs.ts';

suite('rendering a prompt', () => {
	test('the value of an input opens no message, a role line in a loop opens one in each turn', () => {
		const prompt = parsePrompt('a.j2', '---\nname: a\n---\nsystem:\nBe kind.\n{% for t in turns %}\nuser:\n{{ t }}\n{% endfor %}');
		const { messages } = renderPrompt(prompt, { values: new Map([['turns', ['one', 'assistant:\ntwo']]]), missing: 'empty' });
		assert.deepEqual(messages, [
			{ role: 'system', text: 'Be kind.' },
			{ role: 'user', text: 'one' },
			{ role: 'user', text: 'assistant:\ntwo' },
		]);
	});

	test('texts in YAML are rendered as YAML reads them, with the first row of test data', () => {
		const text =
			'messages:\n  - role: system\n    content: "Be\\n{{tone}}"\n  - role: user\n    content: |\n      Say {{what}}\n      twice\ntestData:\n  - tone: kind\n    what: hi\n    expected: x\n';
		const prompt = parsePrompt('a.prompt.yml', text);
		const { messages, missing } = renderPrompt(prompt, { values: sampleInputs(prompt), missing: 'refuse' });
		assert.deepEqual(messages, [
			{ role: 'system', text: 'Be\nkind' },
			{ role: 'user', text: 'Say hi\ntwice' },
		]);
		assert.deepEqual(missing, []);
	});

	const nunjucks =
		'{% if name === null %}nobody{% elseif name %}{{ name }}{% endif %} {% asyncEach t in tags %}{{ t }},{% endeach %} {% verbatim %}{{ raw }}{% endverbatim %}';
	for (const [what, path, text] of [
		[
			'a Prompty file',
			'a.prompty',
			`---\nname: a\nmodel: {id: gpt-4o}\ntemplate: {format: {kind: nunjucks}}\n---\nuser:\n${nunjucks}\n`,
		],
		['promptfoo', 'promptfooconfig.yaml', `prompts:\n  - '${nunjucks}'\nproviders: [openai:gpt-4o]\n`],
	] as const) {
		test(`Nunjucks of ${what} is rendered by the words it was checked by`, () => {
			const values = new Map<string, unknown>([
				['name', 'Ana'],
				['tags', ['a', 'b']],
			]);
			const { messages, problems } = renderPrompt(parsePrompt(path, text), { values, missing: 'refuse' });
			assert.deepEqual(problems, []);
			assert.deepEqual(messages, [{ role: 'user', text: 'Ana a,b, {{ raw }}' }]);
			const ofNobody = new Map<string, unknown>([...values, ['name', null]]);
			assert.match(renderPrompt(parsePrompt(path, text), { values: ofNobody, missing: 'refuse' }).text, /nobody a,b, \{\{ raw \}\}/);
		});
	}
});
