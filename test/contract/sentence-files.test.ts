import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const files = readdirSync('l10n').filter(name => name.startsWith('sentences'));

function entriesOf(file: string): Readonly<Record<string, string>> {
	return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(`l10n/${file}`, 'utf8')));
}

function placeholdersOf(text: string): string {
	return [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');
}

suite('files of sentences', () => {
	for (const file of files) {
		test(`${file} is sorted, and both sides of an entry have the same placeholders`, () => {
			const entries = entriesOf(file);
			assert.deepEqual(Object.keys(entries), Object.keys(entries).toSorted());
			assert.deepEqual(
				Object.entries(entries).filter(([english, translated]) => placeholdersOf(english) !== placeholdersOf(translated)),
				[],
			);
		});
	}

	test('no sentence is translated in two of them', () => {
		const keys = files.flatMap(file => Object.keys(entriesOf(file)));
		assert.deepEqual(
			keys.filter((key, index) => keys.indexOf(key) !== index),
			[],
		);
	});
});
