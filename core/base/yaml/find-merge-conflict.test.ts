import assert from 'node:assert/strict';
import { findMergeConflict } from './find-merge-conflict.ts';

const conflict = 'a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> feature/x\n';

suite('findMergeConflict', () => {
	const conflicts: readonly (readonly [title: string, text: string, marker: string])[] = [
		['with plain line ends', conflict, '<<<<<<< HEAD'],
		['with Windows line ends', conflict.replaceAll('\n', '\r\n'), '<<<<<<< HEAD'],
		['in the style that shows the common ancestor', conflict.replace('=======', '||||||| base\nb: 1\n======='), '<<<<<<< HEAD'],
		['without labels', '<<<<<<<\nx\n=======\ny\n>>>>>>>', '<<<<<<<'],
		['behind a search-and-replace block', `<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\n${conflict}`, '<<<<<<< HEAD'],
	];
	for (const [title, text, marker] of conflicts) {
		test(`finds a conflict ${title}`, () => {
			const problem = findMergeConflict(text);
			assert.equal(problem?.code, 'merge-conflict');
			assert.equal(text.slice(problem.range.start, problem.range.end), marker);
		});
	}

	const others: readonly (readonly [title: string, text: string])[] = [
		['a heading that is underlined', 'Title\n=======\ntext'],
		['markers that are indented', '  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n'],
		['an opening marker alone', '<<<<<<< HEAD\nb: 2\n'],
		['a search-and-replace block of a coding assistant', '<<<<<<< SEARCH\nold\n=======\nnew\n>>>>>>> REPLACE\n'],
	];
	for (const [title, text] of others) {
		test(`does not take ${title} for a conflict`, () => assert.equal(findMergeConflict(text), undefined));
	}

	test('counts the offset of a text inside its file', () => {
		assert.deepEqual(findMergeConflict(conflict, 100)?.range, { start: 105, end: 117 });
	});

	test('looks through a large file of half a conflict', () => {
		assert.equal(findMergeConflict('<<<<<<< HEAD\n'.repeat(25_000)), undefined);
	});
});
