import { barWords, missedWords, rateWords } from './simulation-table.ts';
import { titleOf } from './simulation-cell.ts';
import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

const start = '<!-- measured: written by npm run test:long -->';
const end = '<!-- end of measured -->';

interface Measured {
	readonly cell: SimulationCell;
	readonly found: SimulatedRate;
}

/** A page with its table of promises anew: what was simulated of each, and the rate that comes closest to breaking it. */
export function withPromiseTable(page: string, cells: readonly SimulationCell[], rates: ReadonlyMap<string, SimulatedRate>): string {
	const [before, rest = ''] = page.split(start);
	const [, after] = rest.split(end);
	if (before === undefined || after === undefined) throw new Error(`The page has no place for the table: ${start} … ${end}`);
	return `${before}${start}\n\n${promiseTable(cells, rates)}\n\n${end}${after}`;
}

function promiseTable(cells: readonly SimulationCell[], rates: ReadonlyMap<string, SimulatedRate>): string {
	const measured = cells.flatMap(cell => {
		const found = rates.get(titleOf(cell));
		return cell.bar === undefined || found === undefined ? [] : [{ cell, found }];
	});
	const promises = Map.groupBy(measured, ({ cell }) => [cell.section, cell.bar].join());
	const lines = Array.from(promises.values(), group => {
		const worst = group.toSorted((one, other) => roomOf(one) - roomOf(other))[0] ?? fail();
		const { section, situation, counted } = worst.cell;
		return `| ${section} | ${barWords(worst.cell)} | ${group.length} | ${rateWords(worst.found)}${missedWords(worst.cell, worst.found)} | ${situation}: ${counted} |`;
	});
	return ['| situation | promised | simulated | worst of them | which |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

/** How far a rate is from its bar, negative when it misses it. */
function roomOf({ cell: { bar = [0, 1] }, found: { rate } }: Measured): number {
	return Math.min(bar[1] - rate, bar[0] === 0 ? 1 : rate - bar[0]);
}

function fail(): never {
	throw new RangeError('A promise without a cell');
}
