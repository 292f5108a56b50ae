import { viewIds } from '../../model/view-filters.ts';
import type { Command } from '../command.ts';

/** Shows everything again in all views. Takes no arguments. */
export const clearFilters: Command = {
	id: 'stagemark.clearFilters',
	needsTrust: false,
	async run({ filters }) {
		await Promise.all(viewIds.map(view => filters.set(view, '')));
	},
};
