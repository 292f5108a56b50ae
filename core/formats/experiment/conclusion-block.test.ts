import assert from 'node:assert/strict';
import { putResultsIntoConclusion } from './conclusion-block.ts';

suite('putResultsIntoConclusion', () => {
	test('replaces the block it made before and nothing around it', () => {
		const first = putResultsIntoConclusion('# Conclusion\n\nWe keep v2.\n', 'Old $& table');
		const before = `Above.\n${first}\nBelow.\n`;
		const after = putResultsIntoConclusion(before, "New $' table");
		assert.equal(
			after,
			before.replace('Old $& table', () => "New $' table"),
		);
		assert.match(after, /^Above\.\n# Conclusion\n\nWe keep v2\.\n[^]*\nBelow\.\n$/);
	});

	test('makes a conclusion where there is none', () => {
		assert.match(
			putResultsIntoConclusion(undefined, 'Table'),
			/^# Conclusion\n\n<!-- stagemark:results[^\n]*-->\n\nTable\n\n<!-- \/stagemark:results -->\n$/,
		);
	});

	test('keeps prose in which a block was opened and never closed', () => {
		const prose = '# Conclusion\n\n<!-- stagemark:results\n\nMine.\n';
		assert.ok(putResultsIntoConclusion(prose, 'Table').startsWith(prose.trimEnd()));
	});
});
