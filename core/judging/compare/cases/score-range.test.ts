import assert from 'node:assert/strict';
import { scoreRange } from './score-range.ts';

suite('scoreRange', () => {
	for (const [title, values, goals] of [
		['passes and failures', [0, 1, 1], ['maximize', 'minimize', undefined]],
		['grades', [0.2, 0.8], ['maximize']],
		['grades of which one is the best', [0.2, 1], ['maximize', 'minimize']],
		['a cost of nothing', [0, 0.003], ['maximize', 'minimize']],
		['percent', [20, 80], []],
		['a score below 0', [-0.1, 1], []],
		['nothing', [], ['maximize', undefined]],
	] as const) {
		test(`${title}: from 0 to 1 for ${goals.length === 0 ? 'nobody' : goals.map(goal => goal ?? 'a bound').join(', ')}`, () => {
			const known = (['maximize', 'minimize', undefined] as const).filter(goal => scoreRange(values, goal) !== undefined);
			assert.deepEqual(known, goals);
		});
	}
});
