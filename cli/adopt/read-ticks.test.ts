import assert from 'node:assert/strict';
import { readTicks } from './read-ticks.ts';

suite('readTicks', () => {
	for (const [answer, expected] of [
		['', { kind: 'adopt' }],
		[' Y ', { kind: 'adopt' }],
		['q', { kind: 'stop' }],
		['no', { kind: 'stop' }],
		['2', { kind: 'toggle', positions: [1] }],
		['1, 3-5', { kind: 'toggle', positions: [0, 2, 3, 4] }],
		['0', { kind: 'unclear' }],
		['6', { kind: 'unclear' }],
		['4-2', { kind: 'unclear' }],
		['1-999999', { kind: 'unclear' }],
		['all', { kind: 'unclear' }],
	] as const) {
		test(`reads ${JSON.stringify(answer)} as ${JSON.stringify(expected)}`, () => assert.deepEqual(readTicks(answer, 5), expected));
	}
});
