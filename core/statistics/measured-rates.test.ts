import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { cells } from '../../test/statistics/cells.ts';
import { readMeasuredRates } from '../../test/statistics/measured-rates.ts';
import { titleOf } from '../../test/statistics/simulation-cell.ts';
import { simulationTable } from '../../test/statistics/simulation-table.ts';

const page = 'docs/statistics-simulations.md';

suite('the rates that the documentation tells', () => {
	const rates = readMeasuredRates();

	test('are those that the long form measured, of every cell there is', () => {
		const table = simulationTable(cells, rates);
		if (process.env['STAGEMARK_WRITE_SIMULATION_PAGE'] === '1') writeFileSync(page, table);
		assert.equal(readFileSync(page, 'utf8'), table);
		assert.deepEqual(
			cells.map(titleOf).filter(title => !rates.has(title)),
			[],
			'npm run test:long measures these',
		);
	});

	test('rest on 4,000 repetitions each', () => {
		for (const [title, { repetitions }] of rates) assert.ok(repetitions >= 4000, title);
	});

	test('have a title of their own', () => {
		const titles = cells.map(titleOf);
		assert.equal(new Set(titles).size, titles.length);
	});
});
