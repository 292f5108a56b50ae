import assert from 'node:assert/strict';
import { cells } from '../../test/statistics/cells.ts';
import { keepMeasuredRate } from '../../test/statistics/measured-rates.ts';
import { isLong, isWanted, runCell } from '../../test/statistics/run-cell.ts';
import { titleOf } from '../../test/statistics/simulation-cell.ts';

suite('what verdicts and gates promise, simulated', function () {
	this.timeout(0);

	for (const cell of cells.filter(isWanted)) {
		test(titleOf(cell), function () {
			const found = runCell(cell);
			if (isLong) keepMeasuredRate(cells, cell, found);
			const { rate, repetitions, error } = found;
			if (this.test) this.test.title += `: ${(rate * 100).toFixed(2)} % ± ${(error * 100).toFixed(2)}`;
			// Few repetitions only tell what is far off: 3.29 standard errors hold in 999 of 1,000.
			const [low, high] = cell.bar ?? [0, 1];
			const slack = (bar: number): number => (isLong ? 0 : 3.29 * Math.sqrt((bar * (1 - bar)) / repetitions));
			assert.ok(rate <= high + slack(high), `${rate} of ${repetitions} is more than ${high}`);
			assert.ok(rate >= low - slack(low), `${rate} of ${repetitions} is less than ${low}`);
		});
	}
});
