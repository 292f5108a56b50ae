import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { rulePagesIn } from './rule-page.ts';

suite('rule pages', () => {
	test('are files that came along, so that a link works offline', () => {
		const page = rulePagesIn(resolve('docs/rules'))('unused-variable');
		assert.ok(page !== undefined && existsSync(fileURLToPath(page)));
	});

	test('have no address when they did not come along', () => {
		assert.equal(rulePagesIn(resolve('docs/no-such-folder'))('unused-variable'), undefined);
	});
});
