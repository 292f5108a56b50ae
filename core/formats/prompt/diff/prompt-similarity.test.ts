import assert from 'node:assert/strict';
import { parsePrompt } from '../parse-prompt.ts';
import { promptSimilarity } from './prompt-similarity.ts';
import { textSimilarity } from './text-similarity.ts';

suite('textSimilarity', () => {
	for (const [left, right, similarity] of [
		['', '', 1],
		['', 'hello', 0],
		['hello', 'hello', 1],
		['hello', 'world', 0],
		// Three pairs each (start–a, a–b, b–end), one of them common: 2 · 1 / 6.
		['a b', 'a c', 1 / 3],
		['a b c', 'a b c d', 6 / 9],
		['one  two\n', 'one two', 1],
		['Straße, café!', 'Straße, café!', 1],
		['a a a a', 'a', 4 / 7],
		['日本', '日本', 1],
	] as const) {
		test(`of ${JSON.stringify(left)} and ${JSON.stringify(right)}, either way round`, () => {
			assert.ok(Math.abs(textSimilarity(left, right) - similarity) < 1e-12, String(textSimilarity(left, right)));
			assert.equal(textSimilarity(left, right), textSimilarity(right, left));
		});
	}

	test('comes to an end on long texts without white space, and on megabytes', () => {
		assert.equal(textSimilarity('x'.repeat(3_000_000), `${'x'.repeat(3_000_000)}y`), 1);
		assert.ok(textSimilarity('a b '.repeat(400_000), 'b a '.repeat(400_000)) > 0.99);
	});
});

suite('promptSimilarity', () => {
	const parse = (text: string): ReturnType<typeof parsePrompt> => parsePrompt('prompts/a.j2', text);
	const text =
		'---\nname: a\nversion: 1.0.0\nmodel: m\nparameters: {temperature: 0}\ninputs:\n  who: {type: string}\n---\nsystem:\nBe kind.\n\nuser:\nGreet {{ who }}.\n';

	test('is 1 and 1 for what has the same content hash, whatever else differs', () => {
		const other = text.replace('1.0.0', '2.0.0').replace('Be kind.', 'Be kind. {# always #}');
		assert.deepEqual(promptSimilarity(parse(text), parse(other)), { text: 1, structure: 1 });
	});

	test('tells words from structure', () => {
		const words = promptSimilarity(parse(text), parse(text.replace('Be kind', 'Be rude')));
		assert.ok(words.text < 1 && words.text > 0.7);
		assert.equal(words.structure, 1);
		const structure = promptSimilarity(parse(text), parse(text.replace('temperature: 0', 'temperature: 1')));
		assert.equal(structure.text, 1);
		// Seven features each: template, model, output, two messages, one input, and the parameter, which differs.
		assert.equal(structure.structure, 6 / 8);
	});

	test('does not depend on the order of inputs', () => {
		const two = text.replace('  who: {type: string}\n', '  who: {type: string}\n  when: {type: string}\n');
		const swapped = text.replace('  who: {type: string}\n', '  when: {type: string}\n  who: {type: string}\n');
		assert.equal(promptSimilarity(parse(two), parse(swapped)).structure, 1);
	});
});
