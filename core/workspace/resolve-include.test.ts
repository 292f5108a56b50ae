import assert from 'node:assert/strict';
import { parseConfig } from '../formats/config/parse-config.ts';
import { includeTarget, resolveInclude } from './resolve-include.ts';

const files = ['prompts/shared/header.j2', 'prompts/chat/_footer.prompt', 'prompts/chat/tone.hbs', 'parts/rules.md'];
const facts = { config: parseConfig(undefined).value, exists: (path: string) => files.includes(path) };

suite('resolveInclude', () => {
	const cases: readonly (readonly [target: string, expected: string | undefined])[] = [
		['../shared/header.j2', 'prompts/shared/header.j2'],
		['shared/header.j2', 'prompts/shared/header.j2'],
		['prompts/shared/header.j2', 'prompts/shared/header.j2'],
		['./shared/header.j2', undefined],
		['footer', 'prompts/chat/_footer.prompt'],
		['./tone', 'prompts/chat/tone.hbs'],
		['parts/rules', 'parts/rules.md'],
		['missing.j2', undefined],
		['../../../etc/passwd', undefined],
		['/etc/passwd', undefined],
		['', undefined],
	];
	for (const [target, expected] of cases) {
		test(`“${target}” in prompts/chat/a.j2 is ${expected ?? 'no file'}`, () => {
			assert.equal(resolveInclude('prompts/chat/a.j2', target, facts)?.path, expected);
		});
	}

	test('any folder above the template may be where the host looks, and the folders it is told of', () => {
		const from = 'bots/chat/deep/a.j2';
		const here = { ...facts, exists: (path: string) => path === 'bots/parts/x.j2' || path === 'host/y.j2' };
		assert.equal(resolveInclude(from, 'parts/x.j2', here)?.path, 'bots/parts/x.j2');
		assert.equal(resolveInclude(from, 'y.j2', here), undefined);
		assert.equal(resolveInclude(from, 'y.j2', here, ['host'])?.base, 'host');
	});

	test('a file that moves below the same folder has a new target there, one that leaves it has none', () => {
		const found = resolveInclude('prompts/chat/a.j2', 'footer', facts);
		assert.ok(found);
		assert.equal(includeTarget('prompts/chat/parts/_end.prompt', found), 'parts/end');
		assert.equal(includeTarget('prompts/chat/end.j2', found), undefined);
		assert.equal(includeTarget('prompts/_footer.prompt', found), undefined);
	});
});
