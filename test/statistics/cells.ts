import { gateCells } from './gate-cells.ts';
import { groupCells } from './group-cells.ts';
import { littleSpreadCells } from './little-spread-cells.ts';
import { lookCells } from './look-cells.ts';
import { pairedCells } from './paired-cells.ts';
import { passFailCells } from './pass-fail-cells.ts';
import { powerCells } from './power-cells.ts';
import { repeatCells } from './repeat-cells.ts';
import type { SimulationCell } from './simulation-cell.ts';
import { skewedCells } from './skewed-cells.ts';

/** Every situation that the statistics promise something about, in the order of the table. */
export const cells: readonly SimulationCell[] = [
	...pairedCells,
	...passFailCells,
	...littleSpreadCells,
	...groupCells,
	...skewedCells,
	...lookCells,
	...powerCells,
	...repeatCells,
	...gateCells,
];
