import { askFilter } from '../../ask/ask-filter.ts';
import type { Command } from '../command.ts';

/** Shows only matching rows in the Experiments view. Takes `{ filter: text }`, '' for everything. */
export const filterExperiments: Command = {
	id: 'stagemark.filterExperiments',
	needsTrust: false,
	async run(services, [argument]) {
		await askFilter(services, 'stagemark.experiments', argument);
	},
};
