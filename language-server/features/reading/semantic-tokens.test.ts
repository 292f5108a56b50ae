import assert from 'node:assert/strict';
import { indexFiles, parseFile } from '../../../test/support/parse-file.ts';
import { semanticTokensOf } from './semantic-tokens.ts';

const empty = indexFiles({});

/** `words type modifiers` in the order of the text. */
function tokens(path: string, text: string, facts = empty): readonly string[] {
	return semanticTokensOf(parseFile(path, text), facts).map(({ range, type, modifiers }) =>
		[text.slice(range.start, range.end), type, ...modifiers].join(' '),
	);
}

suite('semantic tokens', () => {
	test('inputs are told apart by whether they are declared, names of the template by what defines them', () => {
		const text =
			'---\ninputs:\n  a: string\n---\nsystem:\n{{ a }} {{ b }}{% for x in a %}{{ x }}{{ loop.index }}{% endfor %}{% macro m(y) %}{{ y }}{% endmacro %}{{ m(1) }}\n';
		assert.deepEqual(tokens('prompts/a.j2', text), [
			'a parameter declaration readonly',
			'system: role',
			'a parameter readonly',
			'b parameter undeclared',
			'for keyword',
			'x variable declaration',
			'a parameter readonly',
			'x variable',
			'loop variable defaultLibrary readonly',
			'endfor keyword',
			'macro keyword',
			'm function declaration',
			'y variable declaration',
			'y variable',
			'endmacro keyword',
			'm function',
		]);
	});

	test('filters and tests are functions, those of the engine marked as such', () => {
		assert.deepEqual(tokens('prompts/a.j2', '{{ a | upper | mine }}{% if a is defined %}{% endif %}'), [
			'a parameter',
			'upper function defaultLibrary',
			'mine function',
			'if keyword',
			'a parameter',
			'defined function defaultLibrary',
			'endif keyword',
		]);
	});

	test('the words of Handlebars are keywords when they are its own, functions when they are helpers', () => {
		const text = '---\ninput:\n  schema:\n    items(array): string\n---\n{{#each items}}{{#section "x"}}{{/section}}{{else}}{{/each}}';
		assert.deepEqual(tokens('prompts/a.prompt', text), [
			'items parameter declaration readonly',
			'each keyword',
			'items parameter readonly',
			'section function',
			'section function',
			'else keyword',
			'each keyword',
		]);
	});

	test('references of an experiment are told apart from what leads nowhere, stages of a registry are declared', () => {
		const facts = indexFiles({
			'prompts/a-v1.0.0.j2': 'Write.\n',
			'registry/a.yaml': 'name: a\nstages: {Production: 1.0.0}\n',
		});
		const text =
			'id: e\nvariants:\n  v1: {prompt: a@1.0.0}\n  v2: {prompt: "a@Production"}\n  v3: {prompt: b@1.0.0}\n  v4: {prompt: a}\n';
		assert.deepEqual(tokens('experiments/e/methodology.yaml', text, facts), [
			'a namespace',
			'1.0.0 enumMember readonly',
			'a namespace',
			'Production enumMember',
			'a namespace',
		]);
		assert.deepEqual(tokens('registry/a.yaml', 'name: a\nstages: {Production: 1.0.0}\n'), ['Production enumMember declaration']);
	});

	test('a part of a document has the tokens that touch it', () => {
		const text = '{{ a }} {{ b }} {{ c }}';
		const found = semanticTokensOf(parseFile('prompts/a.j2', text), empty, { start: 8, end: 15 });
		assert.deepEqual(
			found.map(({ range }) => text.slice(range.start, range.end)),
			['b'],
		);
	});
});
