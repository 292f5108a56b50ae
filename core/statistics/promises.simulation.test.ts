import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { cells } from '../../test/statistics/cells.ts';
import { isLong, runCell } from '../../test/statistics/run-cell.ts';
import { simulationTable } from '../../test/statistics/simulation-table.ts';
import type { SimulatedCell } from '../../test/statistics/simulation-table.ts';

suite('what verdicts and gates promise, simulated', function () {
	this.timeout(0);
	const results: SimulatedCell[] = [];

	for (const cell of cells) {
		test(`${cell.section}: ${cell.situation}: ${cell.counted}`, function () {
			const found = runCell(cell);
			const { rate, repetitions, error } = found;
			results.push({ cell, found });
			if (this.test) this.test.title += `: ${(rate * 100).toFixed(2)} % ± ${(error * 100).toFixed(2)}`;
			// Few repetitions only tell what is far off: 3.29 standard errors hold in 999 of 1,000.
			const [low, high] = cell.bar ?? [0, 1];
			const slack = (bar: number): number => (isLong ? 0 : 3.29 * Math.sqrt((bar * (1 - bar)) / repetitions));
			assert.ok(rate <= high + slack(high), `${rate} of ${repetitions} is more than ${high}`);
			assert.ok(rate >= low - slack(low), `${rate} of ${repetitions} is less than ${low}`);
		});
	}

	suiteTeardown(() => {
		const page = process.env['STAGEMARK_SIMULATION_PAGE'];
		if (page !== undefined) writeFileSync(page, simulationTable(results));
	});
});
