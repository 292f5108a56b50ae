import assert from 'node:assert/strict';
import { linkQuery, readLink } from './comparison-link.ts';

suite('link to a comparison', () => {
	const link = { folder: 'prompts & tests', references: ['exp-001/v1', 'exp-001/v2=b&c', 'a+b@1.0.0'], baseline: 'exp-001/v1' };

	test('leads back to what it was made of, whatever characters names have', () => {
		assert.deepEqual(readLink('/compare', linkQuery(link)), link);
	});

	test('may be written by hand and may leave the baseline to the experiment', () => {
		assert.deepEqual(readLink('/compare', 'folder=sample&reference=exp-001'), {
			folder: 'sample',
			references: ['exp-001'],
			baseline: undefined,
		});
	});

	for (const [what, path, query] of [
		['another place', '/promote', 'folder=sample&reference=exp-001'],
		['no folder', '/compare', 'reference=exp-001'],
		['nothing to compare', '/compare', 'folder=sample'],
		['an empty reference', '/compare', 'folder=sample&reference='],
		['too many references', '/compare', `folder=sample${'&reference=a'.repeat(201)}`],
		['a reference without end', '/compare', `folder=sample&reference=${'a'.repeat(301)}`],
	] as const) {
		test(`is none with ${what}`, () => assert.equal(readLink(path, query), undefined));
	}
});
