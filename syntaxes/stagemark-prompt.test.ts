import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import grammar from './stagemark-prompt.tmLanguage.json';
import configuration from './language-configuration.json';

/** Every value of a key, at any depth. */
function valuesOf(node: unknown, key: string): readonly string[] {
	if (typeof node !== 'object' || node === null) return [];
	return Object.entries(node).flatMap(([name, value]: [string, unknown]) =>
		name === key && typeof value === 'string' ? [value] : valuesOf(value, key),
	);
}

const regularExpressions = ['match', 'begin', 'end'].flatMap(key => valuesOf(grammar, key));

suite('grammar of the prompt language', () => {
	test('includes only rules that it has, and YAML for the front matter', () => {
		const known = new Set(Object.keys(grammar.repository).map(name => `#${name}`));
		const missing = valuesOf(grammar, 'include').filter(include => !known.has(include));
		assert.deepEqual(missing, ['source.yaml']);
	});

	test('includes every rule that it has', () => {
		const included = new Set(valuesOf(grammar, 'include'));
		assert.deepEqual(
			Object.keys(grammar.repository).filter(name => !included.has(`#${name}`)),
			[],
		);
	});

	test('marks role lines as the parser reads them', () => {
		const roleLine = new RegExp(grammar.repository['role-line'].match);
		for (const line of ['system:', 'user: ', 'assistant:\t', 'tool:']) assert.match(line, roleLine);
		for (const line of ['System:', ' user:', 'user: hi', 'note:', 'users:']) assert.doesNotMatch(line, roleLine);
	});

	test('has valid expressions, none of which starts over on a whole line of one character', () => {
		for (const source of regularExpressions) {
			// Oniguruma's \A is the start of the file and \1 in an end is filled in from the begin.
			const expression = new RegExp(source.replace('\\A', '^').replace('\\1', '```'), 'g');
			for (const character of ['a', ' ', '{', '`', '-', '"', '1', '.']) {
				expression.lastIndex = 0;
				// One that backtracks through the line never comes back, and the test runner gives up.
				assert.doesNotThrow(() => expression.exec(character.repeat(200_000)));
			}
		}
	});

	test('names every scope after the language, except the embedded YAML', () => {
		for (const name of [...valuesOf(grammar, 'name'), ...valuesOf(grammar, 'contentName')].filter(text => text !== grammar.name)) {
			assert.match(name, /\.stagemark-prompt$|^meta\.embedded\.block\.frontmatter$/);
		}
	});
});

suite('language configuration', () => {
	test('is plain JSON and comments as Jinja does', () => {
		assert.deepEqual(JSON.parse(readFileSync('syntaxes/language-configuration.json', 'utf8')), configuration);
		assert.deepEqual(configuration.comments.blockComment, ['{#', '#}']);
	});

	test('folds between tags that open and close a block', () => {
		const { start, end } = configuration.folding.markers;
		for (const line of ['{% if x %}', '  {%- for a in b -%}', '{% raw %}']) assert.match(line, new RegExp(start));
		for (const line of ['{% endif %}', '{%- endfor %}', '{% endraw -%}']) assert.match(line, new RegExp(end));
		for (const line of ['{% set x = 1 %}', '{{ x }}', '{% else %}']) assert.doesNotMatch(line, new RegExp(`${start}|${end}`));
	});
});
