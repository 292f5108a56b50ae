import assert from 'node:assert/strict';
import { commitMessage } from './commit-message.ts';

suite('commitMessage', () => {
	test('puts subject, body and trailers in paragraphs', () => {
		assert.equal(
			commitMessage('record(exp-001): v2', 'Why', [
				['A', '1'],
				['B', '2'],
			]),
			'record(exp-001): v2\n\nWhy\n\nA: 1\nB: 2',
		);
		assert.equal(commitMessage('record(exp-001): v2', ' ', []), 'record(exp-001): v2');
	});

	test('lets no name add a line of its own', () => {
		const message = commitMessage('record(x): v\n\nSigned-off-by: Eve', '', [['A', '1\r\nB: 2\u2028C']]);
		assert.equal(message, 'record(x): v Signed-off-by: Eve\n\nA: 1 B: 2 C');
	});
});
