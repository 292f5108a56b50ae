import assert from 'node:assert/strict';
import type { Found } from './found.ts';
import { missingAttributes } from './missing-attributes.ts';
import { globsFor, planAdoption } from './plan-adoption.ts';

function prompt(path: string, as = 'jinja2', taken = true): Found {
	const name = (path.split('/').at(-1) ?? '').replace(/\..*$/, '');
	return { path, what: 'prompt', as, name, why: 'It is one.', taken };
}

const nothing = { exists: () => false, names: new Set<string>(), attributes: undefined };

function writes(found: readonly Found[], existing: Parameters<typeof planAdoption>[2] = nothing): Record<string, string> {
	return Object.fromEntries(
		planAdoption(found, { paths: found.map(({ path }) => path) }, existing)
			.filter(({ kind }) => kind !== 'gitattributes')
			.map(({ path, text }) => [path, text]),
	);
}

suite('planAdoption', () => {
	test('writes a configuration and a card for each prompt without words of its own', () => {
		assert.deepEqual(writes([prompt('p/a.txt', 'f-string'), prompt('p/b-v2.1.txt', 'none'), prompt('p/c.prompty', 'prompty')]), {
			'stagemark.yaml': '# Which files are prompts. Every other key has a default.\nprompts:\n  - "p/*.prompty"\n  - "p/*.txt"\n',
			'p/a.txt.card.yaml': 'name: a\nversion: 1.0.0\ntemplate: f-string\n',
			'p/b-v2.1.txt.card.yaml': 'name: b-v2\nversion: 2.1\n',
		});
	});

	test('names the places of prompts inside a file with one entry for the same key, and gives each an entry in the card of the file', () => {
		const inside = (at: string, name: string, as: string): Found => ({ ...prompt('config/agents.yaml', as), at, name });
		const found = [
			inside('$.clerk.system_prompt', 'clerk', 'f-string'),
			inside('$.librarian.system_prompt', 'librarian', 'jinja2'),
			inside('$.teams[0].instructions', 'clerk', 'none'),
		];
		assert.deepEqual(writes(found), {
			'stagemark.yaml':
				'# Which files are prompts. Every other key has a default.\nprompts:\n' +
				'  - {path: "config/agents.yaml", at: "$.*.system_prompt"}\n' +
				'  - {path: "config/agents.yaml", at: "$.teams[0].instructions"}\n',
			'config/agents.yaml.card.yaml':
				'prompts:\n' +
				'  "$.clerk.system_prompt": {name: clerk, version: 1.0.0, template: f-string}\n' +
				'  "$.librarian.system_prompt": {name: librarian, version: 1.0.0}\n' +
				'  "$.teams[0].instructions": {name: config-clerk, version: 1.0.0, template: none}\n',
		});
	});

	test('gives each prompt a name of its own', () => {
		const names = Object.values(
			writes([prompt('a/x.txt'), prompt('b/x.txt'), prompt('c/b/x.txt'), prompt('y.txt')], { ...nothing, names: new Set(['y']) }),
		).flatMap(text => /^name: (.*)$/m.exec(text)?.[1] ?? []);
		assert.deepEqual(names, ['x', 'b-x', 'x-2', 'y-2']);
	});

	test('makes nothing that is there, and nothing without a prompt', () => {
		assert.deepEqual(writes([prompt('a.txt')], { ...nothing, exists: () => true }), {});
		assert.deepEqual(planAdoption([prompt('a.txt', 'unclear', false)], { paths: [] }, nothing), []);
	});
});

suite('globsFor', () => {
	for (const [what, prompts, paths, globs] of [
		['the folder', ['a/x.txt', 'a/y.txt'], ['a/x.txt', 'a/y.txt', 'a/z.md'], ['a/*.txt']],
		['single files', ['a/x.txt'], ['a/x.txt', 'a/y.txt'], ['a/x.txt']],
		['the root', ['x.prompty'], ['x.prompty', 'a/y.prompty'], ['*.prompty']],
		['two endings', ['a/x.prompt.yml', 'a/y.j2'], ['a/x.prompt.yml', 'a/y.j2', 'a/z.yml'], ['a/*.j2', 'a/*.prompt.yml']],
		['odd names', ['a [1]/x (2).txt'], ['a [1]/x (2).txt', 'a [1]/y.txt'], ['a ?1?/x ?2?.txt']],
	] as const) {
		test(`name ${what}`, () => assert.deepEqual(globsFor(prompts, paths), globs));
	}
});

suite('missingAttributes', () => {
	test('adds lines at the end and changes none', () => {
		const added = missingAttributes('*.png binary') ?? '';
		assert.match(added, /^\*\.png binary\nexperiments\/\*\*\/run\.json text eol=lf/);
		assert.equal(missingAttributes(added), undefined);
	});

	test('keeps Windows line ends, and a line of the team for the same files', () => {
		const text = 'registry/**/*.yaml text\r\n';
		const added = missingAttributes(text) ?? '';
		assert.ok(added.startsWith(text));
		assert.equal(added.replaceAll('\r\n', '').includes('\n'), false);
		assert.equal(added.includes('merge='), false);
	});
});
