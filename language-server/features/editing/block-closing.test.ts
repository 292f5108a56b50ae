import assert from 'node:assert/strict';
import { parseFile } from '../../../test/support/parse-file.ts';
import { closeBlockAt } from './block-closing.ts';

/** The text after typing its last character before `¦`, the cursor left in place. */
function afterTyping(path: string, marked: string): string {
	const offset = marked.indexOf('¦');
	const text = marked.replace('¦', '');
	const typed = /\n[ \t]*$/.test(text.slice(0, offset)) ? '\n' : text.charAt(offset - 1);
	const edit = closeBlockAt(parseFile(path, text), { offset, typed }, changed => parseFile(path, changed));
	if (edit === undefined) return marked;
	assert.deepEqual(edit.range, { start: offset, end: offset });
	return `${text.slice(0, offset)}¦${edit.newText}${text.slice(offset)}`;
}

suite('closing blocks while typing', () => {
	const table: readonly (readonly [title: string, path: string, before: string, after: string])[] = [
		['an if', 'prompts/a.j2', 'x {% if a %}¦', 'x {% if a %}¦{% endif %}'],
		['a for before other text', 'prompts/a.j2', '{% for x in a %}¦\nrest\n', '{% for x in a %}¦{% endfor %}\nrest\n'],
		[
			'a block inside a closed one of the same kind',
			'prompts/a.j2',
			'{% if a %}\n{% if b %}¦\n{% endif %}\n',
			'{% if a %}\n{% if b %}¦{% endif %}\n{% endif %}\n',
		],
		['a raw region', 'prompts/a.j2', '{% raw %}¦', '{% raw %}¦{% endraw %}'],
		['a line break behind an opening tag', 'prompts/a.j2', '  {% if a %}\n  ¦', '  {% if a %}\n  ¦\n  {% endif %}'],
		['a line break of Windows', 'prompts/a.j2', '{% if a %}\r\n¦\r\n', '{% if a %}\r\n¦\r\n{% endif %}\r\n'],
		['a line break between both tags', 'prompts/a.j2', ' {% if a %}\n ¦{% endif %}\n', ' {% if a %}\n ¦\n {% endif %}\n'],
		['a block of Handlebars', 'prompts/a.prompt', '{{#each items}}¦', '{{#each items}}¦{{/each}}'],
		['a Handlebars block after a line break', 'prompts/a.prompt', '{{#if x}}\n¦', '{{#if x}}\n¦\n{{/if}}'],
		['a section of Mustache', 'prompts/a.j2', '---\ntemplate: mustache\n---\n{{#a}}¦', '---\ntemplate: mustache\n---\n{{#a}}¦{{/a}}'],
		[
			'a block in YAML',
			'prompts/a.yaml',
			'_type: prompt\ninput_variables: [a]\ntemplate_format: jinja2\ntemplate: |\n  {% if a %}¦\n',
			'_type: prompt\ninput_variables: [a]\ntemplate_format: jinja2\ntemplate: |\n  {% if a %}¦{% endif %}\n',
		],
	];
	for (const [title, path, before, after] of table) {
		test(`${title} gets its end`, () => assert.equal(afterTyping(path, before), after));
	}

	const unwanted: readonly (readonly [title: string, path: string, text: string])[] = [
		['a block that has its end', 'prompts/a.j2', '{% if a %}¦x{% endif %}'],
		['an output', 'prompts/a.j2', '{{ a }}¦'],
		['a set with a value', 'prompts/a.j2', '{% set a = 1 %}¦'],
		['an end tag', 'prompts/a.j2', '{% if a %}{% endif %}¦'],
		['a raw region', 'prompts/a.j2', '{% raw %}{% if a %}¦{% endraw %}'],
		['a comment', 'prompts/a.j2', '{# {% if a %}¦ #}'],
		['a string', 'prompts/a.j2', '{{ "{% if a %}¦" }}'],
		['an unfinished tag', 'prompts/a.j2', '{% if a }¦'],
		['text after the tag', 'prompts/a.j2', '{% if a %} text\n¦'],
		['front matter', 'prompts/a.j2', '---\ninputs: {a: string}¦\n---\n'],
		['a language without blocks', 'prompts/a.j2', '---\ntemplate: f-string\n---\n{a}¦'],
	];
	for (const [title, path, text] of unwanted) {
		test(`${title} gets nothing`, () => assert.equal(afterTyping(path, text), text));
	}
});
