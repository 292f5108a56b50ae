import assert from 'node:assert/strict';
import { globFolder, globProblem, matchesGlob } from './match-glob.ts';

suite('matchesGlob', () => {
	const cases: readonly (readonly [glob: string, matching: readonly string[], others: readonly string[]])[] = [
		['prompts/**', ['prompts/a.j2', 'prompts/b/c/a.j2'], ['a.j2', 'prompt/a.j2', 'x/prompts/a.j2', 'prompts/.git/a', 'prompts/.a']],
		['**/*.j2', ['a.j2', 'x/y/a.j2'], ['a.md', 'x/a.j2/b', '.x/a.j2']],
		['prompts/**', ['prompts/a', 'prompts/x/a'], ['prompts', 'other/a']],
		['prompts/*.j2', ['prompts/a.j2'], ['prompts/x/a.j2', 'prompts/a.j2x']],
		['prompts/*-v*.j2', ['prompts/a-v1.j2'], ['prompts/a.j2']],
		['{prompts,texts}/**/a?.md', ['prompts/ab.md', 'texts/x/ac.md'], ['other/ab.md', 'texts/a.md']],
		['src/**/prompts/**', ['src/prompts/a', 'src/x/y/prompts/z/a'], ['src/a', 'prompts/a']],
		['**', ['a', 'a/b'], ['.a']],
		['.github/prompts/*.md', ['.github/prompts/a.md'], ['github/prompts/a.md']],
		['prompts/a.j2', ['prompts/a.j2'], ['prompts/axj2', 'prompts/a.j2/b']],
	];
	for (const [glob, matching, others] of cases) {
		test(glob, () => {
			for (const path of matching) assert.equal(matchesGlob(path, glob), true, path);
			for (const path of others) assert.equal(matchesGlob(path, glob), false, path);
			assert.equal(globProblem(glob), undefined);
		});
	}

	const name = 'a'.repeat(255);
	const hostile: readonly (readonly [glob: string, path: string])[] = [
		['*a*b/*a*b', `${name}/${name}`],
		[`${'**/'.repeat(60)}x`, 'a/'.repeat(1000)],
		[`${'**/*a*/'.repeat(25)}x`, `${name}/`.repeat(100)],
		['{a,aa,aaa,*a*}b', name],
	];
	for (const [glob, path] of hostile) {
		test(`comes to an answer for ${glob.slice(0, 20)} and a long path`, () => {
			assert.equal(globProblem(glob), undefined);
			assert.equal(matchesGlob(path, glob), false);
		});
	}
});

suite('globProblem', () => {
	for (const glob of [
		'*a*a*a',
		'{a,aa}{a,aa}',
		'+(a|aa)',
		'(a+)+$',
		'!prompts/**',
		'[a-z]*',
		'/prompts/**',
		'../**',
		'a/../../b',
		'a{b/c,d}',
		'a\\*',
		'x'.repeat(201),
	]) {
		test(`refuses ${glob.slice(0, 20)} and says what to write`, () => assert.match(globProblem(glob) ?? '', /^write /));
	}
});

suite('globFolder', () => {
	const cases: readonly (readonly [glob: string, folder: string])[] = [
		['prompts/**', 'prompts'],
		['a/b/*.j2', 'a/b'],
		['**/*.j2', ''],
		['{a,b}/**', ''],
		['prompts/a.j2', 'prompts/a.j2'],
	];
	for (const [glob, folder] of cases) test(`of ${glob} is ${folder || 'the root'}`, () => assert.equal(globFolder(glob), folder));
});
