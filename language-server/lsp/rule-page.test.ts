import assert from 'node:assert/strict';
import { rulePagesOf } from './rule-page.ts';

suite('link to a rule’s page', () => {
	test('leads into the repository that package.json names', () => {
		const page = 'https://git.example.com/team/tool/blob/main/docs/rules/unused-variable.md';
		const named = [
			{ repository: 'https://git.example.com/team/tool' },
			{ repository: { type: 'git', url: 'git+https://git.example.com/team/tool.git' } },
			{ homepage: 'https://git.example.com/team/tool#readme' },
		];
		for (const manifest of named) assert.equal(rulePagesOf(manifest)('unused-variable'), page);
	});

	test('is left out when package.json names no web address', () => {
		for (const manifest of [{}, undefined, { repository: 'git@example.com:team/tool.git' }, { repository: { url: 3 } }]) {
			assert.equal(rulePagesOf(manifest)('unused-variable'), undefined);
		}
	});
});
