import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { commands } from '../../cli/commands/all-commands.ts';
import { configSchema } from '../../core/formats/config/config.ts';

const settingsSchema = z.object({
	contributes: z.object({ configuration: z.object({ properties: z.record(z.string(), z.object({ default: z.boolean() })) }) }),
});

/** The words in backticks in the first column of the table under a heading. */
function firstColumn(page: string, heading: string): readonly string[] {
	const [, rest = ''] = readFileSync(page, 'utf8').split(`\n## ${heading}\n`);
	const rows = (rest.split('\n## ')[0] ?? '').split('\n').filter(line => /^\| `/.test(line));
	return rows.flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''));
}

suite('documentation', () => {
	test('has the tables and rule pages of today', () => {
		const check = spawnSync(process.execPath, ['tools/make-docs.mjs', '--check'], { encoding: 'utf8' });
		assert.equal(check.status, 0, check.stdout + check.stderr);
	});

	test('names each command of the command line once', () => {
		assert.deepEqual(firstColumn('README.md', 'The command line').toSorted(), commands.map(({ name }) => name).toSorted());
	});

	test('names each setting of the editor with its default', () => {
		const { properties } = settingsSchema.parse(JSON.parse(readFileSync('package.json', 'utf8'))).contributes.configuration;
		assert.deepEqual(firstColumn('docs/configuration.md', 'In the editor').toSorted(), Object.keys(properties).toSorted());
		const text = readFileSync('docs/configuration.md', 'utf8');
		for (const [name, { default: isOn }] of Object.entries(properties)) {
			assert.ok(text.includes(`| \`${name}\` | ${isOn ? 'on' : 'off'} |`), name);
		}
	});

	test('shows each key of stagemark.yaml somewhere', () => {
		const text = readdirSync('docs')
			.filter(name => name.endsWith('.md'))
			.map(name => readFileSync(`docs/${name}`, 'utf8'))
			.join('\n');
		assert.deepEqual(
			Object.keys(configSchema.shape).filter(key => !new RegExp(`^${key}:`, 'm').test(text)),
			[],
		);
	});
});
