import assert from 'node:assert/strict';
import type { DialectId } from '../prompt/prompt.ts';
import { chooseDialect } from './choose-dialect.ts';

function choose(text: string, path: string, dialect: DialectId | 'none' | undefined): string {
	const choice = chooseDialect(text, path, dialect);
	if (choice.kind !== 'edit') return choice.kind;
	const { range, newText } = choice.edit;
	return `${text.slice(0, range.start)}${newText}${text.slice(range.end)}`;
}

suite('choosing a dialect', () => {
	const table: readonly (readonly [
		title: string,
		before: string,
		path: string,
		dialect: DialectId | 'none' | undefined,
		after: string,
	])[] = [
		['writes the first entry', '', 'prompts/a.txt', 'prompty', 'dialects: {"prompts/a.txt": prompty}\n'],
		[
			'keeps comments and order',
			'# ours\nprompts: ["**/*.txt"] # all\nrules: {}\n',
			'a.txt',
			'plain-jinja',
			'# ours\nprompts: ["**/*.txt"] # all\nrules: {}\ndialects: {"a.txt": plain-jinja}\n',
		],
		[
			'adds behind the rule for the folder, where it counts',
			'dialects:\n  "prompts/**": prompty # most\n',
			'prompts/a.j2',
			'stagemark',
			'dialects:\n  "prompts/**": prompty # most\n  "prompts/a.j2": stagemark\n',
		],
		[
			'adds to what an entry of prompts says',
			'prompts: [{path: a.txt, template: f-string}]\n',
			'a.txt',
			'none',
			'prompts: [{path: a.txt, template: f-string}]\ndialects: {"a.txt": none}\n',
		],
		['changes what was chosen', 'dialects: {a.txt: prompty}\n', 'a.txt', 'none', 'dialects: {a.txt: none}\n'],
		['lets the content decide again', 'dialects:\n  a.txt: prompty\n  b.txt: none\n', 'a.txt', undefined, 'dialects:\n  b.txt: none\n'],
		[
			'takes what a glob cannot hold for any character',
			'',
			'prompts/a (1) [x].txt',
			'none',
			'dialects: {"prompts/a ?1? ?x?.txt": none}\n',
		],
		['does nothing twice', 'dialects: {"prompts/**": prompty}\n', 'prompts/a.j2', 'prompty', 'unchanged'],
		['does nothing where content decides anyway', 'rules: {}\n', 'prompts/a.j2', undefined, 'unchanged'],
		['cannot take out the rule of a folder', 'dialects: {"prompts/**": prompty}\n', 'prompts/a.j2', undefined, 'refused'],
		['touches no file that cannot be read', 'rules: [\n', 'a.txt', 'prompty', 'refused'],
		[
			'does not lose against an entry that stands behind',
			'dialects: {a.txt: prompty, "*.txt": none}\n',
			'a.txt',
			'stagemark',
			'refused',
		],
	];
	for (const [title, before, path, dialect, after] of table) {
		test(title, () => assert.equal(choose(before, path, dialect), after));
	}
});
