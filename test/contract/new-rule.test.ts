import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readCases } from './rule-case.ts';

suite('starting a rule', () => {
	let folder: string;

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-rule-'));
		mkdirSync(join(folder, 'language-server/rules'), { recursive: true });
		cpSync('language-server/rules/all-rules.ts', join(folder, 'language-server/rules/all-rules.ts'));
	});

	teardown(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	function newRule(name: string): { readonly status: number | null; readonly stderr: string } {
		return spawnSync(process.execPath, [resolve('tools/new-rule.mjs'), name], { cwd: folder, encoding: 'utf8' });
	}

	test('writes its three files and its lines in the registry, in alphabetical order', () => {
		assert.equal(newRule('missing-sample').status, 0);
		const rule = join(folder, 'language-server/rules/missing-sample');
		assert.match(readFileSync(join(rule, 'rule.ts'), 'utf8'), /export const missingSample: PromptRule = \{\n\tid: 'missing-sample',/);
		assert.match(readFileSync(join(rule, 'README.md'), 'utf8'), /^# missing-sample\n\nReports /);
		assert.equal(readCases(readFileSync(join(rule, 'cases.txt'), 'utf8')).length, 2);
		const registry = readFileSync(join(folder, 'language-server/rules/all-rules.ts'), 'utf8');
		const ids = [...registry.matchAll(/from '\.\/(.*)\/rule\.ts'/g)].map(match => match[1]);
		assert.deepEqual(ids, ids.toSorted());
		assert.ok(ids.includes('missing-sample'));
		assert.match(registry, /\tmissingRequiredKey,\n\tmissingSample,\n\tmissingSeed,/);
	});

	test('refuses a name that is no rule name and one that is taken', () => {
		assert.equal(newRule('MissingSeed').status, 2);
		assert.equal(newRule('missing-sample').status, 0);
		const again = newRule('missing-sample');
		assert.equal(again.status, 1);
		assert.match(again.stderr, /exists already/);
	});
});
