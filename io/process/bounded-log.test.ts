import assert from 'node:assert/strict';
import { BoundedLog } from './bounded-log.ts';

suite('BoundedLog', () => {
	for (const [what, limits, chunks, expected] of [
		['nothing', [4, 4], [], ''],
		['less than the limits', [4, 4], ['ab', 'cd', 'ef'], 'abcdef'],
		['one chunk over the head', [2, 8], ['abcdef'], 'abcdef'],
		['more than both limits', [2, 2], ['ab', 'cd', 'ef', 'gh'], 'ab\n[… 4 bytes left out …]\ngh'],
		['one chunk over both limits', [2, 2], ['abcdefgh'], 'ab\n[… 4 bytes left out …]\ngh'],
		['a chunk that goes on after the head', [2, 2], ['abc', 'defgh'], 'ab\n[… 4 bytes left out …]\ngh'],
		['a character that is cut between two chunks', [3, 9], [Buffer.from('ab€').subarray(0, 3), Buffer.from('ab€').subarray(3)], 'ab€'],
	] as const) {
		test(`keeps of ${what} the beginning and the end`, () => {
			const log = new BoundedLog(limits[0], limits[1]);
			chunks.forEach(chunk => log.append(Buffer.from(chunk)));
			assert.equal(log.text(), expected);
		});
	}
});
