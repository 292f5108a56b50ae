import assert from 'node:assert/strict';
import { promptTemplate } from './prompt-template.ts';

const messages = (text: string): Parameters<typeof promptTemplate>[0] => ({
	template: 'f-string',
	preamble: '',
	messages: [{ role: 'user', text }],
});

suite('promptTemplate', () => {
	test('inputs of an f-string are in double braces, and doubled braces are what they print', () => {
		for (const [written, expected] of [
			['Refund {amount} for {{"id": 1}}', 'Refund {{amount}} for {"id": 1}'],
			['{ name }{last}', '{{name}}{{last}}'],
			['{{}} and {é}', '{} and {{é}}'],
		] as const)
			assert.deepEqual(promptTemplate(messages(written)), { text: expected, type: 'text', language: 'f-string' });
	});

	test('an f-string that formats its values is refused with the way out', () => {
		for (const written of ['Pay {amount:.2f}', '{user.name}', '{items[0]}', '{x!r}'])
			assert.throws(
				() => promptTemplate(messages(written)),
				/which templates of MLflow cannot\. Load it with the loader of Stagemark\./,
			);
	});
});
