import { askFilter } from '../../ask/ask-filter.ts';
import type { Command } from '../command.ts';

/** Shows only matching rows in the Prompts view. Takes `{ filter: text }`, '' for everything. */
export const filterPrompts: Command = {
	id: 'stagemark.filterPrompts',
	needsTrust: false,
	async run(services, [argument]) {
		await askFilter(services, 'stagemark.prompts', argument);
	},
};
