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
});
