import { askFilter } from '../../ask/ask-filter.ts';
import type { Command } from '../command.ts';

/** Shows only matching rows in the Registry view. Takes `{ filter: text }`, '' for everything. */
export const filterRegistry: Command = {
	id: 'stagemark.filterRegistry',
	needsTrust: false,
	async run(services, [argument]) {
		await askFilter(services, 'stagemark.registry', argument);
	},
};
