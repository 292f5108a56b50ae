import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { cells } from '../../test/statistics/cells.ts';
import { readMeasuredRates } from '../../test/statistics/measured-rates.ts';
import { titleOf } from '../../test/statistics/simulation-cell.ts';
import { withPromiseTable } from '../../test/statistics/promise-table.ts';
import { simulationTable } from '../../test/statistics/simulation-table.ts';

type Rates = ReturnType<typeof readMeasuredRates>;

/** The pages that tell measured rates, and what has to be in them. */
const pages: readonly (readonly [path: string, write: (page: string, rates: Rates) => string])[] = [
	['docs/statistics-simulations.md', (_, rates) => simulationTable(cells, rates)],
	['docs/statistics.md', (page, rates) => withPromiseTable(page, cells, rates)],
];

suite('the rates that the documentation tells', () => {
	const rates = readMeasuredRates();

	test('are those that the long form measured; a cell that it did not measure yet says so', () => {
		for (const [path, write] of pages) {
			const text = readFileSync(path, 'utf8');
			const expected = write(text, rates);
			if (process.env['STAGEMARK_WRITE_RATES'] === '1') writeFileSync(path, expected);
			else assert.equal(text, expected);
		}
	});

	test('rest on 4,000 repetitions each', () => {
		for (const [title, { repetitions }] of rates) assert.ok(repetitions >= 4000, title);
	});

	test('have a title of their own', () => {
		const titles = cells.map(titleOf);
		assert.equal(new Set(titles).size, titles.length);
	});
});
