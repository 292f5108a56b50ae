import { existsSync, readFileSync } from 'node:fs';
import { sync as writeFileAtomic } from 'write-file-atomic';
import { z } from 'zod';
import { rateOf } from './rate-of.ts';
import { titleOf } from './simulation-cell.ts';
import type { SimulatedRate, SimulationCell } from './simulation-cell.ts';

const file = 'test/statistics/measured-rates.json';
const measuredSchema = z.record(z.string(), z.strictObject({ count: z.int().min(0), repetitions: z.int().min(1) }));

/** What the long form found of each cell, by its title. A cell that was not measured yet is missing. */
export function readMeasuredRates(): ReadonlyMap<string, SimulatedRate> {
	const kept = existsSync(file) ? measuredSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
	return new Map(Object.entries(kept).map(([title, { count, repetitions }]) => [title, rateOf(count, repetitions)]));
}

/** Keeps a rate right away, so that a run that is stopped loses none. Rates of cells that are gone are dropped. */
export function keepMeasuredRate(cells: readonly SimulationCell[], cell: SimulationCell, found: SimulatedRate): void {
	const kept = new Map([...readMeasuredRates(), [titleOf(cell), found]]);
	const lines = cells.map(titleOf).flatMap(title => {
		const rate = kept.get(title);
		return rate === undefined ? [] : `\t${JSON.stringify(title)}: { "count": ${rate.count}, "repetitions": ${rate.repetitions} }`;
	});
	writeFileAtomic(file, `{\n${lines.join(',\n')}\n}\n`);
}
