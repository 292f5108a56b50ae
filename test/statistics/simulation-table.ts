import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

/** A cell with what was found. */
export interface SimulatedCell {
	readonly cell: SimulationCell;
	readonly found: SimulatedRate;
}

/** The page that tells all measured rates. */
export function simulationTable(results: readonly SimulatedCell[]): string {
	const lines = [
		'# How often verdicts and gates err, simulated',
		'',
		'Each rate is the share of 4,000 simulated comparisons, from fixed seeds, with its standard error beside it; of 16,000 where it is close to its bar. ' +
			'“May be” is the bar that the tests hold the rate to; a dash means that the rate is only told. ' +
			'The situations are in `test/statistics/`. `npm run test:long` measures everything anew and writes this page.',
	];
	for (const section of new Set(results.map(({ cell }) => cell.section))) {
		lines.push('', `## ${section}`, '', '| data | counted | rate | may be |', '|---|---|---|---|');
		for (const { cell, found } of results.filter(result => result.cell.section === section)) {
			lines.push(`| ${cell.situation} | ${cell.counted} | ${percent(found.rate)} ± ${percent(found.error)} % | ${barWords(cell)} |`);
		}
	}
	return `${lines.join('\n')}\n`;
}

function percent(rate: number): string {
	return (rate * 100).toFixed(2);
}

function barWords({ bar }: SimulationCell): string {
	if (bar === undefined) return '–';
	const [low, high] = bar.map(end => `${Number((end * 100).toFixed(1))} %`);
	return bar[0] === 0 ? `up to ${high}` : `${low} to ${high}`;
}
