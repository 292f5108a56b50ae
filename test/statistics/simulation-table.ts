import { titleOf } from './simulation-cell.ts';
import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

/** The page that tells all measured rates, and which cells have none. */
export function simulationTable(cells: readonly SimulationCell[], rates: ReadonlyMap<string, SimulatedRate>): string {
	const lines = [
		'# How often verdicts and gates err, simulated',
		'',
		'Each rate is the share of 4,000 simulated comparisons, from fixed seeds, with its standard error beside it; of 16,000 where it is close to its bar. ' +
			'“May be” is the bar that the tests hold the rate to; a dash means that the rate is only told. ' +
			'The situations are in `test/statistics/`. `npm run test:long` measures everything anew and writes this page. ' +
			'[How a verdict is computed](statistics.md) says what the rates are about.',
	];
	for (const section of new Set(cells.map(cell => cell.section))) {
		lines.push('', `## ${section}`, '', '| data | counted | rate | may be |', '|---|---|---|---|');
		for (const cell of cells.filter(other => other.section === section)) lines.push(rowOf(cell, rates.get(titleOf(cell))));
	}
	return `${lines.join('\n')}\n`;
}

function rowOf(cell: SimulationCell, found: SimulatedRate | undefined): string {
	const rate = found === undefined ? 'not measured yet' : rateWords(found);
	return `| ${cell.situation} | ${cell.counted} | ${rate} | ${barWords(cell)}${missedWords(cell, found)} |`;
}

/** `4.98 ± 0.17 %` */
export function rateWords({ rate, error }: SimulatedRate): string {
	return `${percent(rate)} ± ${percent(error)} %`;
}

/** `up to 5.5 %`; a dash where nothing is promised. */
export function barWords({ bar }: SimulationCell): string {
	if (bar === undefined) return '–';
	const [low, high] = bar.map(end => `${Number((end * 100).toFixed(1))} %`);
	return bar[0] === 0 ? `up to ${high}` : `${low} to ${high}`;
}

/** By how much a bar is missed, in percentage points; empty where it is kept. */
export function missedWords({ bar }: SimulationCell, found: SimulatedRate | undefined): string {
	if (bar === undefined || found === undefined) return '';
	const missed = Math.max(found.rate - bar[1], bar[0] - found.rate);
	return missed > 0 ? `; **missed by ${percent(missed)}**` : '';
}

function percent(rate: number): string {
	return (rate * 100).toFixed(2);
}
