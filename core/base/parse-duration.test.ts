import assert from 'node:assert/strict';
import { parseDuration } from './parse-duration.ts';

suite('parseDuration', () => {
	for (const [text, milliseconds] of [
		['30m', 1_800_000],
		['90s', 90_000],
		['1.5h', 5_400_000],
		[' 500 ms ', 500],
		['0s', undefined],
		['30', undefined],
		['-1m', undefined],
		['1d', undefined],
		['600h', undefined],
		['', undefined],
	] as const) {
		test(`reads “${text}” as ${milliseconds ?? 'no duration'}${milliseconds === undefined ? '' : ' ms'}`, () => {
			assert.equal(parseDuration(text), milliseconds);
		});
	}
});
