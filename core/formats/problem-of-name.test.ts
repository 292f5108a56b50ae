import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { nameSchema } from './name-schema.ts';
import { problemOfName } from './problem-of-name.ts';

suite('names', () => {
	for (const name of [
		'greet',
		'billing/greet',
		'a/b/c/d',
		'revisão',
		'faturas/revisão',
		'要約',
		'резюме/v2',
		'हिन्दी',
		'a-b_c.d',
		'2fa',
		'console',
		'null',
		'constructor',
		'toString',
	]) {
		test(`“${name}” is one, and Git takes its tag`, () => {
			assert.equal(problemOfName(name), undefined);
			const tag = `refs/tags/${name}/v1.0.0`;
			assert.equal(spawnSync('git', ['check-ref-format', tag]).status, 0, tag);
		});
	}

	const refused: readonly (readonly [name: string, problem: RegExp])[] = [
		...['', '/a', 'a/', 'a//b', '/'].map(name => [name, /before and after each “\/”/] as const),
		...['.', '..', 'a/..', '../a', 'a/./b', '.hidden', 'a/.git', '-x', 'a/-x', '--upload-pack=x', '_a'].map(
			name => [name, /begin each part with a letter or a digit/] as const,
		),
		...['a b', 'a@b', 'a\nb', 'a:b', 'a\\b', 'a*', 'a~1', 'a^', 'a\u202eb', 'a\u001bb', 'a?'].map(
			name => [name, /use letters, digits/] as const,
		),
		...['a.', 'a./b'].map(name => [name, /dot at the end/] as const),
		...['a..b'].map(name => [name, /two dots in a row/] as const),
		...['a.lock', 'a.LOCK/b'].map(name => [name, /\.lock/] as const),
		...['con', 'NUL', 'billing/aux', 'com1.v2', 'LPT9', 'com¹'].map(name => [name, /Windows keeps/] as const),
		...['a'.repeat(200), 'é'.repeat(100)].map(name => [name, /shorter than 200 bytes/] as const),
	];
	for (const [name, problem] of refused) {
		test(`${JSON.stringify(name.slice(0, 20))} is none, and the reason says what to write`, () => {
			assert.match(problemOfName(name) ?? '', problem);
			const parsed = nameSchema.safeParse(name);
			assert.match(parsed.error?.issues[0]?.message ?? '', problem);
		});
	}

	test('letters that were typed as letter and accent are the same name', () => {
		assert.equal(nameSchema.parse('revisa\u0303o'), 'revis\u00e3o');
	});
});
