import assert from 'node:assert/strict';
import { positionReader } from './position-reader.ts';

suite('positionReader', () => {
	test('reads a file once, also when 10,000 places are asked for at once', async () => {
		const reads: string[] = [];
		const rangesOf = positionReader({
			read(path) {
				reads.push(path);
				return Promise.resolve({ kind: 'text', text: 'one\ntwo\n' });
			},
		});
		const ranges = await Promise.all(Array.from({ length: 10_000 }, () => rangesOf('prompts/a.j2', { start: 4, end: 7 })));
		assert.deepEqual(reads, ['prompts/a.j2']);
		assert.deepEqual(ranges.at(-1), { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } });
	});
});
